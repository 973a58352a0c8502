package comity.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import comity.testing.TestDatabase;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunningSequencerIT {

    /** Two seconds are the target; a loaded machine gets more before a test fails. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Sequencer> sequencers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = Samples.database();
    }

    @AfterEach
    void close() throws Exception {
        sequencers.forEach(Sequencer::stop);
        for (var thread : threads) {
            thread.join();
        }
        database.close();
    }

    private Sequencer start(DataSource connections) {
        var sequencer = Samples.sequencer(connections, 4096);
        sequencers.add(sequencer);
        var thread = new Thread(sequencer, "sequencer");
        threads.add(thread);
        thread.start();
        return sequencer;
    }

    private Appended append(Ledger ledger, int number) {
        return database.transactions().required(() -> ledger.append(Samples.exchange(number)));
    }

    @Test
    void bringsTheProofOfWhatThisNodeAppended() {
        var sequencer = start(database.dataSource());
        var ledger = Samples.ledger(database, sequencer::wake);

        for (int i = 0; i < 5; i++) {
            var appended = append(ledger, i);
            LogChecks.requireProof(
                    ledger.awaitProof(appended.leafHash(), PATIENCE), appended.leafHash());
        }
    }

    @Test
    void findsWhatAnotherNodeAppended() {
        start(database.dataSource());
        var ledger = Samples.ledger(database, () -> {});

        var appended = append(ledger, 1);

        LogChecks.requireProof(
                ledger.awaitProof(appended.leafHash(), PATIENCE), appended.leafHash());
    }

    @Test
    void goesOnWhereAnotherNodeStopped() throws Exception {
        var first = start(database.dataSource());
        start(database.dataSource());
        var ledger = Samples.ledger(database, () -> {});
        var before = append(ledger, 1);
        assertThat(ledger.awaitProof(before.leafHash(), PATIENCE)).isPresent();

        first.stop();
        threads.get(0).join();
        var after = append(ledger, 2);

        assertThat(ledger.awaitProof(after.leafHash(), PATIENCE)).isPresent();
    }

    @Test
    void takesOverTheLeaseOfANodeThatDied() throws Exception {
        var connections = new Connections(database.dataSource());
        var dead = new Lease(connections, UUID.randomUUID(), System::nanoTime);
        assertThat(dead.hold()).isTrue();
        var living = new Lease(connections, UUID.randomUUID(), System::nanoTime);
        assertThat(living.hold()).isFalse();
        start(database.dataSource());
        var ledger = Samples.ledger(database, () -> {});

        var appended = append(ledger, 1);

        assertThat(ledger.awaitProof(appended.leafHash(), PATIENCE)).isPresent();
    }

    @Test
    void outlivesADatabaseThatIsAway() throws Exception {
        var away = new AtomicBoolean(true);
        var refused = new AtomicInteger();
        start(sometimesAway(away, refused));
        var ledger = Samples.ledger(database, () -> {});
        var appended = append(ledger, 1);
        while (refused.get() < 3) {
            Thread.sleep(20);
        }
        assertThat(ledger.proof(appended.leafHash())).isEmpty();

        away.set(false);

        assertThat(ledger.awaitProof(appended.leafHash(), PATIENCE)).isPresent();
    }

    private DataSource sometimesAway(AtomicBoolean away, AtomicInteger refused) {
        return (DataSource)
                Proxy.newProxyInstance(
                        DataSource.class.getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (proxy, method, arguments) -> {
                            if (away.get()) {
                                refused.incrementAndGet();
                                throw new SQLException("no connection", "08001");
                            }
                            return database.dataSource().getConnection();
                        });
    }

    @Test
    void waitsNoLongerThanItIsAskedTo() {
        var ledger = Samples.ledger(database, () -> {});
        var appended = append(ledger, 1);
        long start = System.nanoTime();

        var proof = ledger.awaitProof(appended.leafHash(), Duration.ofMillis(200));

        assertThat(proof).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(190), Duration.ofSeconds(10));
    }

    /** Prints; asserts only that nothing is lost. */
    @Test
    void tellsHowFastItIs() throws Exception {
        int writers = 8;
        int each = 250;
        var sequencer = start(database.dataSource());
        var ledger = Samples.ledger(database, sequencer::wake);
        var pool = Executors.newFixedThreadPool(writers);
        try {
            long start = System.nanoTime();
            var writing = new ArrayList<Future<Appended>>();
            for (int writer = 0; writer < writers; writer++) {
                writing.add(
                        pool.submit(
                                () -> {
                                    var last = append(ledger, 0);
                                    for (int i = 1; i < each; i++) {
                                        last = append(ledger, i);
                                    }
                                    return last;
                                }));
            }
            var last = new ArrayList<Appended>();
            for (var writer : writing) {
                last.add(writer.get());
            }
            long committed = System.nanoTime();
            for (var appended : last) {
                assertThat(ledger.awaitProof(appended.leafHash(), PATIENCE)).isPresent();
            }
            long proved = System.nanoTime();
            assertThat(ledger.log().size()).isEqualTo((long) writers * each);
            System.out.printf(
                    "%s: %,d entries, one per transaction, %d writers: %,.0f a second committed;"
                            + " all proved %d ms later%n",
                    database.kind(),
                    writers * each,
                    writers,
                    writers * each / ((committed - start) / 1e9),
                    (proved - committed) / 1_000_000);
        } finally {
            pool.shutdownNow();
        }
    }
}
