package comity.exchange;

import comity.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Fictional verifications, and requests for them. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static final String ACADEMIC =
            """
            "academic": [{"id": "a1", "method": "institution-enquiry", "sourceKind": "institution",
                          "performedAt": "2026-01-01", "qualification": "Fictional",
                          "institution": {"name": "Fictional", "country": "UTO"},
                          "outcome": "unable_to_contact"}]
            """;

    private static final String EMPLOYMENT =
            """
            "employment": [{"id": "e1", "method": "employer-enquiry", "sourceKind": "employer",
                            "performedAt": "2026-01-01", "employer": {"name": "Fictional"},
                            "from": "2010-01-01", "to": "2015-01-01",
                            "outcome": "unable_to_contact"}]
            """;

    private static final String MISCONDUCT =
            """
            "misconduct": [{"id": "m1", "method": "database-match",
                            "sourceKind": "non-public-database", "performedAt": "2026-01-01",
                            "scope": ["sanctions-list"], "outcome": "refer_to_source"}]
            """;

    private Samples() {}

    /** Of all elements that the tests know. */
    static ObjectNode verification(String number) {
        return verification(number, List.of(ACADEMIC, EMPLOYMENT, MISCONDUCT));
    }

    /** Of an element that no agreement of the tests covers. */
    static ObjectNode misconductOnly(String number) {
        return verification(number, List.of(MISCONDUCT));
    }

    private static ObjectNode verification(String number, List<String> elements) {
        return json(
                "{\"subject\": %s, \"elements\": {%s}}"
                        .formatted(subject(number), String.join(", ", elements)));
    }

    private static String subject(String number) {
        return """
               {"familyName": "Wanjiru", "birthDate": "1988-04-12",
                "documents": [{"type": "passport", "issuer": "UTO", "number": "%s"}]}
               """
                .formatted(number);
    }

    /** Covers academic credentials and employment, for recruitment with consent. */
    static ObjectNode terms(String issuer, String asker) {
        return json(
                """
                {"title": "Reuse", "area": "human-resources", "parties": ["%s", "%s"],
                 "recordTypes": ["background-verification"], "purposes": ["recruitment"],
                 "categories": [{"name": "credentials and employment",
                                 "pointers": ["/subject", "/elements/academic",
                                              "/elements/employment"],
                                 "ceiling": "confidential", "legalBases": ["consent"]}],
                 "retention": "P1Y", "onwardSharing": "prohibited", "commercialUse": "prohibited",
                 "reidentification": "prohibited", "breachNoticeHours": 72, "accession": "closed",
                 "term": {"from": "2026-01-01", "until": "2028-12-31"}}
                """
                        .formatted(issuer, asker));
    }

    /** WFP's, for academic credentials and employment of a person. */
    static ObjectNode request(String number) {
        var request = rehearsal();
        request.set("subject", json(subject(number)));
        return request;
    }

    /** The same without a subject. */
    static ObjectNode rehearsal() {
        return json(
                """
                {"type": "background-verification", "purpose": "recruitment",
                 "legalBasis": "consent",
                 "consent": {"reference": "C-1", "purposes": ["recruitment"],
                             "recipients": ["WFP"], "givenAt": "2026-01-01T00:00:00Z"},
                 "want": ["/elements/academic", "/elements/employment"]}
                """);
    }

    static ObjectNode status(String status, String reasonCode) {
        return Json.object().put("status", status).put("reasonCode", reasonCode);
    }

    static ObjectNode withdrawal() {
        return status("withdrawn", "issued-in-error");
    }

    static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
