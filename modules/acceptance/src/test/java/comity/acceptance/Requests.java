package comity.acceptance;

import comity.kernel.Json;
import java.security.SecureRandom;
import tools.jackson.databind.node.ObjectNode;

/** What the tests ask, and about whom: people who do not exist. */
final class Requests {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Requests() {}

    /** Somebody with a passport that nobody has; every such person's is as long. */
    static ObjectNode person() {
        var person = Json.object();
        person.put("familyName", "Achterberg")
                .put("givenNames", "Noor")
                .put("birthDate", "1984-02-29");
        person.putArray("documents")
                .addObject()
                .put("type", "passport")
                .put("issuer", "UTO")
                .put("number", "T%012d".formatted(RANDOM.nextLong(1_000_000_000_000L)));
        return person;
    }

    /** A verification of somebody. */
    static ObjectNode content(ObjectNode person) {
        var content = Json.object();
        content.set("subject", person.deepCopy());
        var check = content.putObject("elements").putArray("academic").addObject();
        check.put("id", "academic-1")
                .put("method", "institution-enquiry")
                .put("sourceKind", "institution")
                .put("performedAt", "2026-10-21");
        check.putObject("institution").put("name", "A fictional university").put("country", "UTO");
        check.put("qualification", "Master of Arts")
                .put("outcome", "verified")
                .put("evidenceDigest", "sha-256:" + "A".repeat(43));
        return content;
    }

    /** What an exchange asks, about somebody new. */
    static ObjectNode exchange(String asker, String issuer) {
        return exchange(asker, issuer, person());
    }

    static ObjectNode exchange(String asker, String issuer, ObjectNode person) {
        var request = rehearsal(asker, issuer);
        request.set("subject", person.deepCopy());
        return request;
    }

    /** The same without anybody. */
    static ObjectNode rehearsal(String asker, String issuer) {
        var request = Json.object();
        request.put("type", SignedDocuments.TYPE)
                .put("purpose", "recruitment")
                .put("legalBasis", "consent");
        var consent = request.putObject("consent");
        consent.put("reference", "C-1");
        consent.putArray("purposes").add("recruitment");
        consent.putArray("recipients").add(asker);
        consent.put("givenAt", "2026-10-01T09:00:00Z");
        request.putArray("from").add(issuer);
        return request;
    }
}
