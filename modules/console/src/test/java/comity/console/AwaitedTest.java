package comity.console;

import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class AwaitedTest {

    /** Version 2, which WFP has signed and FAO not; ILO may accede. */
    private static ObjectNode version(String state) {
        return (ObjectNode)
                Json.read(
                        """
                        {"version": 2, "state": "%s",
                         "parties": [{"entity": "FAO"}, {"entity": "WFP", "signedAt": "2026-11-01T00:00:00Z"}],
                         "versions": [{"version": 1, "state": "in-force"}, {"version": 2, "state": "%s"}],
                         "terms": {"accession": {"eligible": ["ILO"]}}}
                        """
                                .formatted(state, state)
                                .getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "partly-signed", "signed", "in-force", "suspended"})
    void waitsForAPartyThatHasNotSigned(String state) {
        assertThat(Awaited.of(version(state), "FAO")).isEqualTo(Awaited.SIGNATURE);
        assertThat(Awaited.of(version(state), "WFP")).isEqualTo(Awaited.NOTHING);
    }

    @Test
    void isOpenToOneThatMayAccedeAndToNobodyElse() {
        assertThat(Awaited.of(version("open"), "ILO")).isEqualTo(Awaited.ACCESSION);
        assertThat(Awaited.of(version("open"), "UPU")).isEqualTo(Awaited.NOTHING);
    }

    @Test
    void waitsNoMoreForOneThatHasAcceded() {
        var version = version("partly-signed");
        version.withArray("parties")
                .addObject()
                .put("entity", "ILO")
                .put("signedAt", "2026-11-02T00:00:00Z")
                .put("acceded", true);

        assertThat(Awaited.of(version, "ILO")).isEqualTo(Awaited.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"draft", "review", "superseded", "ended", "expired"})
    void waitsForNobodyBeforeItIsOpenAndAfterItIsOver(String state) {
        assertThat(Awaited.of(version(state), "FAO")).isEqualTo(Awaited.NOTHING);
        assertThat(Awaited.of(version(state), "ILO")).isEqualTo(Awaited.NOTHING);
    }

    @Test
    void waitsForNobodyOnceALaterVersionIsOpen() {
        var version = version("partly-signed");
        version.withArray("versions").addObject().put("version", 3).put("state", "draft");
        assertThat(Awaited.of(version, "FAO")).isEqualTo(Awaited.SIGNATURE);

        version.withArray("versions").addObject().put("version", 4).put("state", "open");
        assertThat(Awaited.newestOpen(version)).isEqualTo(4);
        assertThat(Awaited.of(version, "FAO")).isEqualTo(Awaited.NOTHING);
    }
}
