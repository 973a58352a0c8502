package comity.console;

import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Json;
import comity.trust.Base64Url;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** FAO is a party and WFP has acceded. */
class AccessionTest {

    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    private static ObjectNode version() {
        var version =
                (ObjectNode)
                        Json.read(
                                """
                                {"version": 2, "state": "in-force", "terms": {},
                                 "parties": [{"entity": "FAO", "signedAt": "2026-11-10T00:00:00Z"},
                                   {"entity": "ILO"},
                                   {"entity": "WFP", "signedAt": "2026-11-01T00:00:00Z", "acceded": true}],
                                 "pairs": [{"with": "WFP", "state": "waiting"}], "acts": []}
                                """
                                        .getBytes(StandardCharsets.UTF_8));
        act(version, "WFP", "sign", 1);
        act(version, "FAO", "sign", 2);
        act(version, "WFP", "sign", 2);
        return version;
    }

    private static ObjectNode act(ObjectNode version, String entity, String kind, int number) {
        var jti = "%s-%s-%d".formatted(entity, kind, number);
        var payload = Json.write(Json.object().put("jti", jti));
        return version.withArray("acts")
                .addObject()
                .put("entity", entity)
                .put("act", kind)
                .put("version", number)
                .put("at", "2026-11-01T00:00:00Z")
                .put("jws", "e30." + Base64Url.encode(payload) + ".AAAA");
    }

    @Test
    void isAnsweredByThePartiesThatHaveSignedAndNamesTheActOfThatVersion() {
        assertThat(Accession.of(version(), "FAO", NOW))
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.entity()).isEqualTo("WFP");
                            assertThat(each.jti()).isEqualTo("WFP-sign-2");
                            assertThat(each.objectionEnds()).isEmpty();
                            assertThat(each.mayObject(NOW)).isTrue();
                        });
        assertThat(Accession.of(version(), "ILO", NOW)).as("has not signed").isEmpty();
        assertThat(Accession.of(version(), "WFP", NOW)).as("its own").isEmpty();
    }

    @Test
    void isOverOnceCountersignedWhicheverVersionWasBefore() {
        var version = version();
        act(version, "FAO", "countersign", 1).put("accession", "WFP");
        assertThat(Accession.of(version, "FAO", NOW)).as("of another version").hasSize(1);
        act(version, "FAO", "countersign", 2).put("accession", "WFP");
        assertThat(Accession.of(version, "FAO", NOW)).isEmpty();
    }

    @Test
    void countsTheTimeForObjectionFromWhenBothHadSigned() {
        var version = version();
        version.withObject("/terms").put("objectionDays", 12);
        var end = Instant.parse("2026-11-22T00:00:00Z");

        assertThat(Accession.of(version, "FAO", end.minusNanos(1)))
                .singleElement()
                .extracting(Accession::objectionEnds)
                .isEqualTo(Optional.of(end));
        assertThat(Accession.of(version, "FAO", end)).as("silence has admitted it").isEmpty();
    }

    @Test
    void anObjectionIsTakenBackByACountersignatureAtAnyTime() {
        var version = version();
        version.withObject("/terms").put("objectionDays", 1);
        act(version, "FAO", "object", 2).put("accession", "WFP");

        assertThat(Accession.of(version, "FAO", NOW))
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.isObjected()).isTrue();
                            assertThat(each.mayObject(NOW)).isFalse();
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAO", "WFP"})
    void isNotAnsweredOnceOneOfTheTwoHasEnded(String entity) {
        var version = version();
        act(version, entity, "terminate", 1);

        assertThat(Accession.of(version, "FAO", NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "ended", "superseded", "in-force", "suspended"})
    void isNotAnsweredWhereTheTwoAreJoinedOrWere(String state) {
        var version = version();
        ((ObjectNode) version.required("pairs").required(0)).put("state", state);

        assertThat(Accession.of(version, "FAO", NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ended", "superseded", "partly-signed"})
    void isAnsweredWhateverOthersAreToEachOther(String state) {
        assertThat(Accession.of(version().put("state", state), "FAO", NOW)).hasSize(1);
    }

    @Test
    void isNotAnsweredOnceTheTermIsOver() {
        var version = version();
        version.withObject("/terms/term").put("until", "2026-11-22");

        assertThat(Accession.of(version, "FAO", NOW)).hasSize(1);
        assertThat(Accession.of(version, "FAO", NOW.plus(Duration.ofDays(1)))).isEmpty();
    }
}
