package comity.verification;

import comity.exchange.RecordType.Assessment;
import comity.exchange.RecordType.Disclosed;
import comity.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Fictional verifications. */
final class Samples {

    static final Instant TODAY = Instant.parse("2026-11-21T09:00:00Z");
    static final UUID RECORD = UUID.fromString("01930000-0000-7000-8000-000000000001");

    private Samples() {}

    /** An assessment of one UNICEF record with these elements, everything being wanted. */
    static Assessment assessmentOf(String elements) {
        return new Assessment(List.of(), List.of(disclosed(elements)), TODAY);
    }

    static Disclosed disclosed(String elements) {
        return new Disclosed("UNICEF", RECORD, json("{'elements': {" + elements + "}}"));
    }

    static JsonNode json(String text) {
        return Json.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
