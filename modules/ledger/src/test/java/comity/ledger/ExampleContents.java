package comity.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import comity.kernel.Json;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** What the worked examples say, before anything is signed. */
final class ExampleContents {

    static final UUID AGREEMENT = UUID.fromString("019aa0c1-6f00-7a10-8b20-0123456789ab");
    static final UUID RECORD = UUID.fromString("019aa226-1c00-7c31-9d42-23456789abcd");
    static final UUID EXCHANGE = UUID.fromString("019aa65a-0400-7e52-af63-456789abcdef");

    static final UUID MANDATE = UUID.fromString("019aa0c1-7a00-7b11-9c31-123456789abc");
    static final UUID MANDATED_RECORD = UUID.fromString("019aa226-2000-7d42-8e53-3456789abcde");

    private static final String MANDATE_TERMS =
            """
            {"client": "UNICEF", "centre": "UNDP", "recordTypes": ["background-verification"],
             "acts": ["publish", "ask", "rely"], "term": {"from": "2026-01-01", "until": "2027-12-31"}}
            """;

    private static final String CONTENT =
            """
            {"subject": {"familyName": "Wanjiru", "givenNames": "Achieng", "birthDate": "1988-04-12",
               "documents": [{"type": "passport", "issuer": "KEN", "number": "AK0123456"}]},
             "elements": {
               "misconduct": [{"id": "m1", "method": "database-match", "sourceKind": "non-public-database",
                 "performedAt": "2026-09-01", "scope": ["sexual-harassment"], "outcome": "no_match",
                 "evidenceDigest": "sha-256:yg3yyVqhRMHQ_y_zyPln_cHenvDEEgs3JkFnAbUZ1hk"}],
               "academic": [{"id": "a1", "method": "institution-enquiry", "sourceKind": "institution",
                 "performedAt": "2026-09-10",
                 "institution": {"name": "Ridge Valley University", "country": "KEN"},
                 "qualification": "Master of Public Health", "level": "master", "outcome": "verified",
                 "evidenceDigest": "sha-256:9V_xb2b0M2Ama5Xbb4_sAddgMQVDBq5KSzgFmPbP0RQ"}]}}
            """;

    private static final String TERMS =
            """
            {"title": "Reuse of background verifications", "area": "human-resources",
             "parties": ["UNICEF", "WFP"],
             "recordTypes": ["background-verification"], "purposes": ["recruitment"],
             "categories": [{"name": "credentials and employment",
               "pointers": ["/subject", "/elements/academic", "/elements/employment"],
               "ceiling": "confidential", "legalBases": ["consent"]}],
             "retention": "P1Y", "onwardSharing": "prohibited", "commercialUse": "prohibited",
             "reidentification": "prohibited", "breachNoticeHours": 72, "accession": "closed",
             "term": {"from": "2026-01-01", "until": "2028-12-31"}}
            """;

    private static final String REQUEST =
            """
            {"type": "background-verification", "purpose": "recruitment", "legalBasis": "consent",
             "consent": {"reference": "C-2026-118", "purposes": ["recruitment"], "recipients": ["WFP"],
               "givenAt": "2026-10-01T09:00:00Z", "expiresAt": "2027-10-01T00:00:00Z"},
             "subject": {"familyName": "Wanjiru", "givenNames": "Achieng", "birthDate": "1988-04-12",
               "documents": [{"type": "passport", "issuer": "KEN", "number": "AK0123456"}]},
             "want": ["/elements/academic", "/elements/misconduct"], "from": ["UNICEF"]}
            """;

    private ExampleContents() {}

    static ObjectNode content() {
        return (ObjectNode) Json.read(CONTENT.getBytes(UTF_8));
    }

    static ObjectNode mandate() {
        return (ObjectNode) Json.read(MANDATE_TERMS.getBytes(UTF_8));
    }

    static ObjectNode terms() {
        return (ObjectNode) Json.read(TERMS.getBytes(UTF_8));
    }

    static ObjectNode request() {
        return (ObjectNode) Json.read(REQUEST.getBytes(UTF_8));
    }

    static ObjectNode decision() {
        var decision = Json.object();
        decision.put("outcome", "permitted");
        decision.put("agreement", AGREEMENT.toString());
        decision.put("version", 1);
        decision.putArray("clauses").add("recordTypes").add("purposes").add("categories/0");
        var permitted = decision.putArray("permitted");
        for (var pointer : List.of("/subject", "/elements/academic")) {
            permitted.addObject().put("pointer", pointer).put("clause", "categories/0");
        }
        decision.putArray("withheld")
                .addObject()
                .put("pointer", "/elements/misconduct")
                .put("clause", "categories")
                .put("why", "not-covered");
        decision.put("classes", 1);
        return decision;
    }

    static ObjectNode answer(ObjectNode decision, String presentation, ObjectNode publication) {
        var answer = Json.object().put("issuer", "UNICEF").put("state", "answered");
        answer.set("decision", decision);
        var record = answer.putArray("records").addObject().put("id", RECORD.toString());
        record.putObject("obligations")
                .put("purpose", "recruitment")
                .put("retainUntil", "2027-11-21")
                .put("onwardSharing", "prohibited")
                .put("commercialUse", "prohibited")
                .put("breachNoticeHours", 72);
        record.putArray("elements").add("a1");
        record.putArray("properties").add("/subject").add("/elements/academic");
        record.put("sdJwt", presentation);
        record.set("publication", publication);
        return answer;
    }

    static ObjectNode body(ObjectNode answer) {
        var body = Json.object().put("exchange", EXCHANGE.toString());
        body.putArray("answers").add(answer);
        var assessment = body.putObject("assessment").put("kind", "gap-order");
        assessment
                .putArray("covered")
                .addObject()
                .put("element", "academic")
                .put("id", "a1")
                .put("issuer", "UNICEF")
                .put("record", RECORD.toString())
                .put("ageDays", 72);
        assessment.putArray("stale");
        assessment.putArray("missing").add("/elements/misconduct");
        assessment.putArray("refer");
        assessment
                .putArray("order")
                .addObject()
                .put("element", "misconduct")
                .put("why", "point-in-time");
        return body;
    }
}
