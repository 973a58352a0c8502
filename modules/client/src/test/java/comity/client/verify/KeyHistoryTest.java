package comity.client.verify;

import static comity.client.SampleNode.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import comity.client.EntityKeys;
import comity.client.KeyUse;
import comity.client.SampleNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class KeyHistoryTest {

    private static final Instant LOGGED = NOW.minusSeconds(3600);

    private final SampleNode node = new SampleNode();
    private final KeyHistory history = new KeyHistory();

    /** An entry about UNICEF's key for records. */
    private ObjectNode entry(Instant at) {
        return node.keyEntry(node.unicef, KeyUse.RECORD, at);
    }

    private static ObjectNode with(ObjectNode entry, String member, Instant time) {
        ((ObjectNode) entry.required("members")).put(member, time.toString());
        return entry;
    }

    private boolean maySign(Instant at) {
        return history.key(node.unicef.key(KeyUse.RECORD).thumbprint())
                .orElseThrow()
                .maySign("record", at);
    }

    @Test
    void countsFromNotBeforeOn() {
        history.add(LogEntry.of(with(entry(LOGGED), "nbf", NOW)));

        assertThat(maySign(NOW.minusNanos(1))).isFalse();
        assertThat(maySign(NOW)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "revokedAt", "compromisedSince"})
    void countsNoMoreFromItsEndOn(String end) {
        history.add(LogEntry.of(with(entry(LOGGED), end, NOW)));

        assertThat(maySign(LOGGED)).isTrue();
        assertThat(maySign(NOW.minusNanos(1))).isTrue();
        assertThat(maySign(NOW)).isFalse();
        assertThat(maySign(NOW.plusSeconds(1))).isFalse();
    }

    @Test
    void countsNotBeforeTheLogHasIt() {
        history.add(LogEntry.of(with(entry(LOGGED), "nbf", LOGGED.minusSeconds(60))));

        assertThat(maySign(LOGGED.minusNanos(1))).isFalse();
        assertThat(maySign(LOGGED)).isTrue();
    }

    @Test
    void theNewestEntryCountsAndTheFirstDatesTheKey() {
        history.add(LogEntry.of(entry(LOGGED)));
        var later = with(entry(NOW), "revokedAt", NOW.minusSeconds(10));
        history.add(LogEntry.of(with(later, "nbf", LOGGED)));

        assertThat(maySign(LOGGED)).isTrue();
        assertThat(maySign(NOW.minusSeconds(11))).isTrue();
        assertThat(maySign(NOW.minusSeconds(10))).isFalse();
    }

    @Test
    void aThumbprintBelongsToOneEntity() {
        history.add(LogEntry.of(entry(LOGGED)));
        var stolen = new EntityKeys("WFP", node.wfp.identifier(), node.unicef.keys());
        history.add(LogEntry.of(node.keyEntry(stolen, KeyUse.RECORD, NOW)));

        var known = history.key(node.unicef.key(KeyUse.RECORD).thumbprint()).orElseThrow();
        assertThat(known.entity()).isEqualTo("UNICEF");
        assertThat(history.size()).isOne();
    }
}
