package comity.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.kernel.Json;
import comity.kernel.Times;
import comity.testing.TestDatabase;
import comity.trust.merkle.CompactRange;
import comity.trust.merkle.EntryBundle;
import comity.trust.merkle.Merkle;
import comity.trust.merkle.Tile;
import comity.trust.note.Checkpoint;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SequencerIT {

    private TestDatabase database;
    private Ledger ledger;
    private Log log;

    @BeforeEach
    void open() {
        database = Samples.database();
        ledger = Samples.ledger(database, () -> {});
        log = ledger.log();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<Appended> append(int count) {
        return database.transactions()
                .required(
                        () ->
                                IntStream.range(0, count)
                                        .mapToObj(i -> ledger.append(Samples.exchange(i)))
                                        .toList());
    }

    private Checkpoint checkpoint() {
        return LogChecks.verified(log.checkpoint().orElseThrow()).checkpoint();
    }

    @Test
    void signsTheEmptyTreeFirst() throws Exception {
        assertThat(log.checkpoint()).isEmpty();

        Samples.sequencer(database.dataSource(), 10).integrate();

        assertThat(checkpoint().size()).isZero();
        assertThat(checkpoint().root()).isEqualTo(Merkle.emptyRoot());
    }

    @Test
    void takesInWhatCommittedAndNothingElse() throws Exception {
        var kept = append(3);
        assertThatThrownBy(
                        () ->
                                database.transactions()
                                        .required(
                                                () -> {
                                                    append(2);
                                                    throw new IllegalStateException("no");
                                                }))
                .hasMessage("no");

        int count = Samples.sequencer(database.dataSource(), 10).integrate();

        assertThat(count).isEqualTo(3);
        assertThat(LogChecks.leafHashes(log))
                .containsExactlyInAnyOrderElementsOf(kept.stream().map(Appended::leaf).toList());
        assertThat(Samples.sequencer(database.dataSource(), 10).integrate()).isZero();
    }

    @Test
    void givesTheRootOfItsEntriesAtEverySizeAndProvesEachStep() throws Exception {
        var appended = append(600);
        var heads = new ArrayList<Checkpoint>();
        for (int size = 0; size < 600; ) {
            // All sizes at first, then strides that jump across the tiles' edges.
            int batch = size < 40 ? 1 : Math.min(37, 600 - size);
            size += Samples.sequencer(database.dataSource(), batch).integrate();
            heads.add(checkpoint());
        }

        var hashes = LogChecks.leafHashBytes(log);
        var tree = CompactRange.empty();
        var roots = new ArrayList<byte[]>();
        for (var hash : hashes) {
            tree.append(hash);
            roots.add(tree.root());
        }
        for (var head : heads) {
            assertThat(head.root()).isEqualTo(roots.get((int) head.size() - 1));
            var proof = log.consistency(head.size(), 600).orElseThrow();
            assertThat(
                            Merkle.verifiesConsistency(
                                    head.size(), 600, head.root(), checkpoint().root(), proof))
                    .isTrue();
        }
        for (var each : appended) {
            LogChecks.requireProof(ledger.proof(each.leafHash()), each.leafHash());
        }
    }

    @Test
    void keepsTilesAndBundlesThatEndWhereTheTreeEnds() throws Exception {
        append(256 + 17);
        while (Samples.sequencer(database.dataSource(), 100).integrate() > 0) {
            // One batch after another.
        }

        var hashes = LogChecks.leafHashBytes(log);
        assertThat(log.tile(new Tile(0, 0, 256)).orElseThrow()).isEqualTo(join(hashes, 0, 256));
        assertThat(log.tile(new Tile(0, 0, 99)).orElseThrow()).isEqualTo(join(hashes, 0, 99));
        assertThat(log.tile(new Tile(0, 1, 17)).orElseThrow()).isEqualTo(join(hashes, 256, 273));
        assertThat(log.tile(new Tile(1, 0, 1))).isPresent();
        assertThat(log.tile(new Tile(0, 1, 18))).isEmpty();
        assertThat(log.tile(new Tile(0, 1, 256))).isEmpty();
        assertThat(log.tile(new Tile(0, 2, 1))).isEmpty();
        assertThat(log.tile(new Tile(1, 0, 2))).isEmpty();
        var bundle = EntryBundle.decode(log.bundle(new EntryBundle(1, 17)).orElseThrow());
        assertThat(bundle).hasSize(17);
        assertThat(Merkle.leafHash(bundle.get(0))).isEqualTo(hashes.get(256));
        assertThat(log.bundle(new EntryBundle(1, 18))).isEmpty();
        assertThat(log.bundle(new EntryBundle(2, 1))).isEmpty();
    }

    private static byte[] join(List<byte[]> hashes, int from, int to) {
        var joined = new ByteArrayOutputStream();
        hashes.subList(from, to).forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    @Test
    void provesNothingThatIsPendingOrUnknownOrBeyondTheTree() throws Exception {
        append(3);
        Samples.sequencer(database.dataSource(), 10).integrate();
        var pending = append(1).get(0);

        assertThat(ledger.proof(pending.leafHash())).isEmpty();
        assertThat(ledger.proof(new byte[32])).isEmpty();
        assertThat(log.consistency(0, 3)).isEmpty();
        assertThat(log.consistency(2, 4)).isEmpty();
        assertThat(log.consistency(3, 2)).isEmpty();
        assertThat(log.consistency(3, 3)).hasValue(List.of());
    }

    @Test
    void takesInEntriesInClearThatAreTheSame() throws Exception {
        var entry = Entry.clear(EntryKind.KEY, Samples.AT, Json.object().put("thumbprint", "x"));
        var twins =
                database.transactions()
                        .required(() -> List.of(ledger.append(entry), ledger.append(entry)));

        assertThat(Samples.sequencer(database.dataSource(), 10).integrate()).isEqualTo(2);
        LogChecks.requireProof(ledger.proof(twins.get(0).leafHash()), twins.get(1).leafHash());
    }

    @Test
    void signsNothingMoreOnceATileIsNotWhatItWas() throws Exception {
        append(5);
        var sequencer = Samples.sequencer(database.dataSource(), 10);
        sequencer.integrate();
        try (var connection = database.dataSource().getConnection();
                var update = connection.prepareStatement("update ledger_tile set hashes = ?")) {
            update.setBytes(1, new byte[5 * 32]);
            update.executeUpdate();
        }
        append(1);

        assertThatThrownBy(sequencer::integrate).hasMessageContaining("do not give the root");
        assertThat(checkpoint().size()).isEqualTo(5);
    }

    /** Every statement of a batch in turn is the last before the connection dies. */
    @Test
    void losesAndDoublesNothingWhereverItsConnectionDies() throws Exception {
        var all = new ArrayList<>(append(300));
        Samples.sequencer(database.dataSource(), 300).integrate();
        int step = 1;
        for (boolean survived = false; !survived; step++) {
            all.addAll(append(7));
            var dying = new DyingDatabase(database, step);
            try {
                Samples.sequencer(dying, 100).integrate();
                survived = true;
            } catch (SQLException | RuntimeException died) {
                assertThat(dying.hasDied()).isTrue();
            }
            LogChecks.requireWhole(log, checkpoint());
        }
        assertThat(step).as("statements of a batch").isGreaterThan(7);

        while (Samples.sequencer(database.dataSource(), 100).integrate() > 0) {
            // The rest.
        }
        LogChecks.requireWhole(log, checkpoint());
        assertThat(LogChecks.leafHashes(log))
                .containsExactlyInAnyOrderElementsOf(all.stream().map(Appended::leaf).toList());
    }

    /** Four nodes append and two extend the log, as fast as they can and without any lease. */
    @Test
    void growsOneLogWhenTwoNodesExtendItAtOnce() throws Exception {
        int writers = 4;
        long each = 100;
        var start = new CyclicBarrier(writers + 2);
        var threads = Executors.newFixedThreadPool(writers + 2);
        try {
            var writing =
                    IntStream.range(0, writers)
                            .mapToObj(
                                    writer ->
                                            threads.submit(
                                                    () -> {
                                                        start.await();
                                                        var mine = new ArrayList<Appended>();
                                                        for (int i = 0; i < each; i++) {
                                                            mine.addAll(append(1));
                                                        }
                                                        return mine;
                                                    }))
                            .toList();
            Callable<Integer> extend =
                    () -> {
                        var sequencer = Samples.sequencer(database.dataSource(), 13);
                        start.await();
                        int count = 0;
                        long end = System.nanoTime() + 60_000_000_000L;
                        while (log.size() < writers * each && System.nanoTime() < end) {
                            count += sequencer.integrate();
                        }
                        return count;
                    };
            var one = threads.submit(extend);
            var other = threads.submit(extend);

            var expected = new ArrayList<String>();
            for (var writer : writing) {
                writer.get().forEach(appended -> expected.add(appended.leaf()));
            }
            assertThat(one.get() + other.get()).isEqualTo(writers * each);
            assertThat(LogChecks.leafHashes(log)).containsExactlyInAnyOrderElementsOf(expected);
            LogChecks.requireWhole(log, checkpoint());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void tellsThePromiseThatItBroke() throws Exception {
        append(2);
        var monitor = new PromiseMonitor(database.dataSource());
        assertThat(monitor.check().isKept()).isTrue();
        try (var connection = database.dataSource().getConnection();
                var update =
                        connection.prepareStatement(
                                "update ledger_pending"
                                        + " set include_by = current_timestamp - interval '5' second")) {
            update.executeUpdate();
        }

        monitor.watch();

        assertThat(monitor.standing().isKept()).isFalse();
        assertThat(monitor.standing().overdue()).isEqualTo(2);
        assertThat(monitor.standing().since()).isPresent();

        Samples.sequencer(database.dataSource(), 10, monitor).integrate();

        assertThat(monitor.check().isKept()).isTrue();
        assertThat(monitor.brokenCount()).isEqualTo(2);
    }

    @Test
    void promisesInclusionWithinTheMaxMergeDelay() {
        var appended = append(1).get(0);

        assertThat(appended.includeBy()).isEqualTo(appended.at().plus(ledger.maxMergeDelay()));
        assertThat(appended.entry().required("kind").stringValue()).isEqualTo("exchange");
    }

    /** The receipt's `at` is what a receiver counts from, so what lay too long is owned up to. */
    @Test
    void tellsThatAnEntryCameLaterThanItsOwnTimePromises() throws Exception {
        var monitor = new PromiseMonitor(database.dataSource());
        var old =
                Entry.clear(
                        EntryKind.KEY,
                        Times.now(Samples.CLOCK).minus(ledger.maxMergeDelay()).minusSeconds(1),
                        Json.object().put("thumbprint", "x"));
        var appended = database.transactions().required(() -> ledger.append(old));
        append(1);

        assertThat(monitor.check().overdue()).isEqualTo(1);
        assertThat(monitor.standing().since()).hasValue(appended.includeBy());

        Samples.sequencer(database.dataSource(), 10, monitor).integrate();

        assertThat(monitor.brokenCount()).isEqualTo(1);
        assertThat(monitor.check().isKept()).isTrue();
    }
}
