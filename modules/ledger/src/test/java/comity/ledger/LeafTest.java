package comity.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.kernel.Json;
import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.Jcs;
import comity.trust.merkle.Merkle;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LeafTest {

    private static final Map<String, JsonNode> VALUES = values();

    private static Map<String, JsonNode> values() {
        var values = new LinkedHashMap<String, JsonNode>();
        values.put("subject", Json.object().put("name", "Ünïcode \u2028 \"quoted\"").put("n", 1.5));
        values.put("asker", Json.object().stringNode("WFP"));
        values.put("Zone", Json.object().nullNode());
        values.put("a1", Json.array().add(true).add(Json.object()));
        values.put("a", Json.object().numberNode(-0.0));
        return values;
    }

    private static Leaf leaf() {
        return Leaf.of(Entry.committed(EntryKind.EXCHANGE, Samples.AT, VALUES), Samples.RANDOM);
    }

    @Test
    void isTheCanonicalFormOfTheEntry() {
        var leaf = leaf();

        assertThat(leaf.bytes()).isEqualTo(Jcs.canonical(leaf.json()));
        assertThat(Json.read(leaf.bytes())).isEqualTo(leaf.json());
    }

    @Test
    void isTheCanonicalFormOfAnEntryInClear() {
        var members = Json.object();
        VALUES.forEach(members::set);

        var leaf = Leaf.of(Entry.clear(EntryKind.KEY, Samples.AT, members), Samples.RANDOM);

        assertThat(leaf.bytes()).isEqualTo(Jcs.canonical(leaf.json()));
        assertThat(leaf.json().required("members")).isEqualTo(members);
        assertThat(leaf.opening().names()).isEmpty();
    }

    @Test
    void isCanonicalWithoutAnyMember() {
        var leaf =
                Leaf.of(Entry.committed(EntryKind.REHEARSAL, Samples.AT, Map.of()), Samples.RANDOM);

        assertThat(leaf.bytes()).isEqualTo(Jcs.canonical(leaf.json()));
    }

    @Test
    void isHashedAsRfc9162Says() {
        var leaf = leaf();

        assertThat(leaf.hash()).isEqualTo(Merkle.leafHash(leaf.bytes()));
    }

    @Test
    void opensEveryCommitmentFromSaltAndValue() {
        var leaf = leaf();

        var commitments = leaf.json().required("commitments");
        var opening = leaf.opening().toJson();
        assertThat(Set.copyOf(commitments.propertyNames())).isEqualTo(VALUES.keySet());
        for (var name : VALUES.keySet()) {
            var opened = opening.required(name);
            var salt = Base64Url.decode(opened.required("salt").stringValue());
            assertThat(salt).hasSize(32);
            assertThat(opened.required("value")).isEqualTo(VALUES.get(name));
            assertThat(commitments.required(name).stringValue())
                    .isEqualTo(
                            Base64Url.encode(
                                    Digests.sha256(salt, Jcs.canonical(opened.required("value")))));
        }
    }

    @Test
    void saltsEveryMemberOfEveryEntryAfresh() {
        var salts = new HashSet<String>();
        for (int i = 0; i < 20; i++) {
            leaf().opening()
                    .toJson()
                    .forEach(opened -> salts.add(opened.required("salt").stringValue()));
        }

        assertThat(salts).hasSize(20 * VALUES.size());
    }

    @Test
    void opensOnlyWhatTheReceiverMayKnow() {
        var opening = leaf().opening().only(Set.of("asker", "unknown"));

        assertThat(opening.names()).containsExactly("asker");
        assertThat(opening.toJson().propertyNames()).containsExactly("asker");
    }

    @Test
    void keepsMicrosecondsAndNoMore() {
        var at = Instant.parse("2026-10-01T09:00:00.123456789Z");

        var leaf = Leaf.of(Entry.committed(EntryKind.ACT, at, Map.of()), Samples.RANDOM);

        assertThat(leaf.json().required("at").stringValue())
                .isEqualTo("2026-10-01T09:00:00.123456Z");
    }

    @Test
    void refusesWhatNoBundleOfEntriesHolds() {
        var members = Json.object().put("long", "x".repeat(0xFFFF));
        var entry = Entry.clear(EntryKind.KEY, Samples.AT, members);

        assertThatThrownBy(() -> Leaf.of(entry, Samples.RANDOM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65535");
    }

    @Test
    void refusesNamesThatWouldNeedEscapes() {
        for (var name : new String[] {"", "a\"b", "é", "1a", "a b", "a".repeat(65)}) {
            assertThatThrownBy(
                            () ->
                                    Entry.clear(
                                            EntryKind.KEY, Samples.AT, Json.object().put(name, 1)))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
