package comity.client.monitor;

import static comity.client.SampleNode.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.client.SampleNode;
import comity.client.verify.LogEntry;
import comity.client.verify.ReceiptClaims;
import comity.kernel.Json;
import comity.trust.TrustException;
import comity.trust.note.SignedNote;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class LogMonitorTest {

    private final SampleNode node = new SampleNode();

    private ObjectNode entry(int number) {
        return node.commit("exchange", NOW, Map.of("number", Integer.toString(number))).entry();
    }

    private void grow(int entries) {
        for (int i = 0; i < entries; i++) {
            node.append(entry(i));
        }
    }

    private Observation observe(
            Optional<SignedNote> before, List<ReceiptClaims> receipts, Instant at) {
        return new LogMonitor(node.source(), node.trust().log(), InstantSource.fixed(at))
                .observe(before, receipts, entry -> {});
    }

    private ReceiptClaims receipt(ObjectNode entry) {
        return ReceiptClaims.verify(node.receipt(entry, Json.object()), node.trust());
    }

    private static void assertRefused(String reason, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        TrustException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void readsEveryEntryOfAnHonestLog() {
        grow(600);
        var read = new ArrayList<LogEntry>();

        var seen =
                new LogMonitor(node.source(), node.trust().log(), InstantSource.fixed(NOW))
                        .observe(Optional.empty(), List.of(), read::add);

        assertThat(read).hasSize(600);
        assertThat(seen.checkpoint().size()).isEqualTo(600);
        assertThat(seen.cosignedAt()).contains(NOW);
    }

    @Test
    void readsOnlyWhatIsNew() {
        grow(300);
        var before = observe(Optional.empty(), List.of(), NOW).signed();
        grow(30);

        var seen = observe(Optional.of(before), List.of(), NOW);

        assertThat(seen.from()).isEqualTo(300);
        assertThat(seen.read()).isEqualTo(30);
    }

    @Test
    void seesNothingNewInALogThatRests() {
        grow(3);
        var before = observe(Optional.empty(), List.of(), NOW).signed();

        assertThat(observe(Optional.of(before), List.of(), NOW).read()).isZero();
    }

    @Test
    void readsTheEmptyLog() {
        assertThat(observe(Optional.empty(), List.of(), NOW).read()).isZero();
    }

    @Test
    void seesThatAnEntryWasRewritten() {
        grow(20);
        var before = observe(Optional.empty(), List.of(), NOW).signed();
        node.forge(7, entry(1000));
        grow(2);

        assertRefused("log-rewritten", () -> observe(Optional.of(before), List.of(), NOW));
    }

    @Test
    void seesThatTheLogShrank() {
        grow(20);
        var before = observe(Optional.empty(), List.of(), NOW).signed();
        node.shrink();

        assertThatThrownBy(() -> observe(Optional.of(before), List.of(), NOW))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void seesThatTheEntriesServedAreNotThoseSigned() {
        grow(20);
        var other = new SampleNode();
        for (int i = 0; i < 20; i++) {
            other.append(entry(i));
        }
        LogSource mixed =
                (path, query) ->
                        path.startsWith("tile/entries/")
                                ? other.source().read(path, query)
                                : node.source().read(path, query);
        var monitor = new LogMonitor(mixed, node.trust().log(), InstantSource.fixed(NOW));

        assertRefused(
                "log-root-mismatch",
                () -> monitor.observe(Optional.empty(), List.of(), entry -> {}));
    }

    @Test
    void seesThatATileHoldsOtherHashes() {
        grow(20);
        LogSource mixed =
                (path, query) ->
                        path.startsWith("tile/0/")
                                ? Optional.of(new byte[20 * 32])
                                : node.source().read(path, query);
        var monitor = new LogMonitor(mixed, node.trust().log(), InstantSource.fixed(NOW));

        assertRefused(
                "log-tile-mismatch",
                () -> monitor.observe(Optional.empty(), List.of(), entry -> {}));
    }

    @Test
    void doesNotBelieveACheckpointOfAnotherLog() {
        grow(2);
        var monitor =
                new LogMonitor(
                        node.source(), new SampleNode().trust().log(), InstantSource.fixed(NOW));

        assertRefused(
                "note-unsigned", () -> monitor.observe(Optional.empty(), List.of(), entry -> {}));
    }

    @Test
    void tellsKeptFromOpenAndBrokenPromises() {
        grow(5);
        var kept = entry(100);
        node.append(kept);
        var never = entry(101);

        var early = observe(Optional.empty(), List.of(receipt(kept), receipt(never)), NOW);
        var late =
                observe(
                        Optional.empty(),
                        List.of(receipt(kept), receipt(never)),
                        NOW.plusSeconds(301));

        assertThat(early.kept()).hasSize(1);
        assertThat(early.open()).hasSize(1);
        assertThat(early.broken()).isEmpty();
        assertThat(late.broken()).hasSize(1);
        assertThat(late.open()).isEmpty();
    }

    @Test
    void findsAPromiseKeptBeforeTheLastVisit() {
        var old = entry(1);
        node.append(old);
        grow(5);
        var before = observe(Optional.empty(), List.of(), NOW).signed();
        grow(5);

        var seen = observe(Optional.of(before), List.of(receipt(old)), NOW.plusSeconds(301));

        assertThat(seen.kept()).hasSize(1);
    }

    @Test
    void seesThatAPromiseWasKeptTooLate() {
        grow(5);
        var promised = entry(100);
        node.signAt(NOW.plusSeconds(301));
        var absent = observe(Optional.empty(), List.of(receipt(promised)), NOW.plusSeconds(301));

        node.append(promised);
        node.signAt(NOW.plusSeconds(302));
        var seen =
                observe(
                        Optional.of(absent.signed()),
                        List.of(receipt(promised)),
                        NOW.plusSeconds(302));

        assertThat(absent.broken()).hasSize(1);
        assertThat(seen.late()).hasSize(1);
        assertThat(seen.kept()).isEmpty();
        assertThat(seen.broken()).isEmpty();
    }

    @Test
    void seesThatAPromiseWasKeptAtTheLastMoment() {
        grow(5);
        var promised = entry(100);
        node.signAt(NOW.plusSeconds(300));
        var before = observe(Optional.empty(), List.of(), NOW.plusSeconds(300)).signed();

        node.append(promised);
        var seen = observe(Optional.of(before), List.of(receipt(promised)), NOW.plusSeconds(400));

        assertThat(seen.kept()).hasSize(1);
        assertThat(seen.late()).isEmpty();
    }

    @Test
    void doesNotBeginFromACheckpointThatTheLogDidNotSign() {
        grow(5);
        var other = new SampleNode();
        other.append(entry(1));

        assertRefused(
                "note-unsigned", () -> observe(Optional.of(other.checkpoint()), List.of(), NOW));
    }
}
