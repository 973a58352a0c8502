package comity.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import comity.console.Fact;
import comity.console.Words;
import comity.kernel.Json;
import comity.trust.Base64Url;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ActLinesTest {

    private static ObjectNode act(String kind, String payload) {
        var act = Json.object();
        act.put("entity", "ILO").put("act", kind).put("version", 2);
        act.put("at", "2026-11-01T09:00:00Z").put("leaf", "aGFzaA");
        act.put(
                "jws",
                "e30." + Base64Url.encode(payload.getBytes(StandardCharsets.UTF_8)) + ".c2ln");
        return act;
    }

    private static ActLines.ActLine line(ObjectNode act) {
        return new ActLines(Words.in(Locale.ENGLISH)).line(act);
    }

    @Test
    void saysWhoDidWhatWhen() {
        var line = line(act("suspend", "{}"));

        assertThat(line.text()).startsWith("ILO suspended version 2, Nov 1, 2026");
        assertThat(line.leaf()).isEqualTo("aGFzaA");
        assertThat(line.reservations()).isEmpty();
    }

    @Test
    void saysWhoseAccessionWasAnswered() {
        assertThat(line(act("countersign", "{}").put("accession", "UPU")).text())
                .startsWith("ILO countersigned the accession of UPU to version 2");
    }

    @Test
    void saysWhatASignatureReserves() {
        var line =
                line(
                        act(
                                "sign",
                                """
                                {"reservations": [{"purposes": ["audit"], "retention": "P6M"},
                                                  {"ceiling": "confidential", "statement": "As our statute has it."}]}
                                """));

        assertThat(line.reservations())
                .containsExactly(
                        Fact.of("Not for these purposes", "Audit"),
                        Fact.of("Kept no longer than", "6 months"),
                        Fact.of("Nothing above the class", "Confidential"),
                        Fact.of("In words", "As our statute has it."));
    }
}
