package comity.bench;

import comity.client.ActDraft;
import comity.client.Comity;
import comity.client.EntityKeys;
import comity.client.KeyUse;
import comity.client.RecordDraft;
import comity.kernel.Json;
import comity.trust.SigningKey;
import comity.trust.http.ContentDigest;
import comity.trust.http.HttpRequest;
import comity.trust.http.RequestSignature;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is measured, set up on a running sandbox: the records of some people, an agreement, and
 * requests for them. Each request is for one of the people by chance: those who ask one node at the
 * same time seldom ask about the same person.
 */
final class Scene {

    private final URI node;
    private final EntityKeys asker;
    private final int people;
    private final String authority;
    private final InstantSource clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final byte[] plainBody = plainBody();

    private Scene(URI node, EntityKeys asker, int people) {
        this.node = node;
        this.asker = asker;
        this.people = people;
        this.authority = node.getRawAuthority();
    }

    /** Publishes verifications as UNICEF and brings an agreement with WFP into force. */
    static Scene on(URI node, Path keys, int people) throws IOException {
        var issuerKeys = EntityKeys.read(keys.resolve("UNICEF.jwk.json"));
        var askerKeys = EntityKeys.read(keys.resolve("WFP.jwk.json"));
        try (var issuer = Comity.connect(node, issuerKeys);
                var asker = Comity.connect(node, askerKeys)) {
            for (int i = 0; i < people; i++) {
                issuer.publish(
                        RecordDraft.of("background-verification", 1, verification(number(i))));
            }
            var draft = issuer.draft(terms());
            var sign = ActDraft.sign(draft.id(), draft.version(), draft.termsDigest(), "Bench");
            issuer.act(sign);
            asker.act(sign);
        }
        return new Scene(node, askerKeys, people);
    }

    private static String number(int person) {
        return "BENCH%06d".formatted(person);
    }

    /** A request's content and the value of its Content-Digest. */
    private static final class Content {

        private final byte[] octets;
        private final String digest;

        private Content(byte[] octets) {
            this.octets = octets;
            this.digest = ContentDigest.of(octets);
        }
    }

    int port() {
        return node.getPort();
    }

    /** Signed requests for records, each with a nonce and an idempotency key of its own. */
    Supplier<byte[]> exchanges() {
        var contents = new ArrayList<Content>();
        for (int i = 0; i < people; i++) {
            contents.add(new Content(Json.write(request(number(i)))));
        }
        SigningKey key = asker.key(KeyUse.HTTP);
        return () -> {
            var content = contents.get(ThreadLocalRandom.current().nextInt(people));
            var idempotencyKey = UUID.randomUUID().toString();
            var fields =
                    Map.of(
                            "content-digest", List.of(content.digest),
                            "content-type", List.of("application/json"),
                            "idempotency-key", List.of(idempotencyKey));
            var signed =
                    RequestSignature.sign(
                            new HttpRequest(
                                    "POST",
                                    authority,
                                    "/api/v1/exchanges",
                                    Optional.empty(),
                                    name -> fields.getOrDefault(name, List.of()),
                                    true),
                            key,
                            clock.instant(),
                            RequestSignature.nonce(random));
            var head =
                    new StringBuilder("POST /api/v1/exchanges HTTP/1.1\r\nHost: ")
                            .append(authority);
            fields.forEach((name, lines) -> header(head, name, lines.get(0)));
            signed.fields().forEach((name, value) -> header(head, name, value));
            header(head, "content-length", Integer.toString(content.octets.length));
            return Wire.request(head.append("\r\n\r\n").toString(), content.octets);
        };
    }

    /** Plain reads of bodies. */
    Supplier<byte[]> reads(List<String> ids) {
        var requests = ids.stream().map(this::read).toList();
        return () -> requests.get(ThreadLocalRandom.current().nextInt(requests.size()));
    }

    private byte[] read(String id) {
        return Wire.request(
                "GET /bench/bodies/" + id + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n",
                new byte[0]);
    }

    /** Plain inserts of one body. */
    Supplier<byte[]> inserts() {
        var request =
                Wire.request(
                        "POST /bench/bodies HTTP/1.1\r\nHost: "
                                + authority
                                + "\r\nContent-Type: application/json\r\nContent-Length: "
                                + plainBody.length
                                + "\r\n\r\n",
                        plainBody);
        return () -> request;
    }

    byte[] body() {
        return plainBody.clone();
    }

    private static void header(StringBuilder head, String name, String value) {
        head.append("\r\n").append(name).append(": ").append(value);
    }

    /** As large as the verification's SD-JWT: three kilobytes. */
    private static byte[] plainBody() {
        return ("{\"body\":\"" + "x".repeat(3000) + "\"}").getBytes(StandardCharsets.US_ASCII);
    }

    /** A fictional verification of a person with this passport. */
    static ObjectNode verification(String number) {
        return json(
                """
                {"subject": {"familyName": "Bench", "birthDate": "1990-01-01",
                             "documents": [{"type": "passport", "issuer": "UTO", "number": "%s"}]},
                 "elements": {
                   "academic": [{"id": "academic-1", "method": "institution-enquiry", "sourceKind": "institution",
                                 "performedAt": "2026-01-01", "institution": {"name": "Fictional", "country": "UTO"},
                                 "qualification": "Fictional", "outcome": "unable_to_contact"}],
                   "employment": [{"id": "employment-1", "method": "employer-enquiry", "sourceKind": "employer",
                                   "performedAt": "2026-01-01", "employer": {"name": "Fictional"},
                                   "from": "2010-01-01", "to": "2015-01-01", "outcome": "unable_to_contact"}],
                   "misconduct": [{"id": "misconduct-1", "method": "database-match",
                                   "sourceKind": "non-public-database", "performedAt": "2026-01-01",
                                   "scope": ["sanctions-list"], "outcome": "refer_to_source"}]}}
                """
                        .formatted(number));
    }

    private static ObjectNode terms() {
        return json(
                """
                {"title": "Bench", "area": "human-resources", "parties": ["UNICEF", "WFP"],
                 "recordTypes": ["background-verification"], "purposes": ["recruitment"],
                 "categories": [{"name": "credentials and employment",
                                 "pointers": ["/subject", "/elements/academic", "/elements/employment"],
                                 "ceiling": "confidential", "legalBases": ["consent"]}],
                 "retention": "P1Y", "onwardSharing": "prohibited", "commercialUse": "prohibited",
                 "reidentification": "prohibited", "breachNoticeHours": 72, "accession": "closed",
                 "term": {"from": "2026-01-01", "until": "2099-12-31"}}
                """);
    }

    /** A request for that person. */
    static ObjectNode request(String number) {
        return json(
                """
                {"type": "background-verification", "purpose": "recruitment", "legalBasis": "consent",
                 "consent": {"reference": "B-1", "purposes": ["recruitment"], "recipients": ["WFP"],
                             "givenAt": "2026-01-01T00:00:00Z"},
                 "subject": {"familyName": "Bench", "birthDate": "1990-01-01",
                             "documents": [{"type": "passport", "issuer": "UTO", "number": "%s"}]},
                 "want": ["/elements/academic", "/elements/employment"], "from": ["UNICEF"]}
                """
                        .formatted(number));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
