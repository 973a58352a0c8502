package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import comity.acceptance.Wire.Reply;
import comity.client.KeyUse;
import comity.kernel.Json;
import comity.trust.Algorithm;
import comity.trust.SigningKey;
import comity.trust.http.ContentDigest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * What bad input gets: a problem that names the limit, clause or JSON Pointer, signed where the
 * request's signature verified, and nothing stored beyond the nonce and the log entry of a decided
 * refusal. Source: docs/protocol.md, sections 2, 3, 9 and 10.
 */
class BadInputIT {

    @RegisterExtension static final RunningNode NODE = RunningNode.shared();

    private static final String RECORDS = "/api/v1/records";
    private static final String EXCHANGES = "/api/v1/exchanges";
    private static final String DECISIONS = "/api/v1/decisions";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** No agreement connects these two in the sandbox, and no test makes one. */
    private static final String ASKER = "ITU";

    private static final String ISSUER = "UNIDO";

    private SandboxNode node;
    private Wire asker;
    private Wire issuer;
    private LogPosition before;
    private int recordsBefore;

    /** How many entries the log may have more after a test, and records the issuer. */
    private int logged;

    private int published;

    @BeforeEach
    void looksAtWhatIsStored() throws Exception {
        node = SandboxNode.of(NODE);
        asker = node.as(ASKER);
        issuer = node.as(ISSUER);
        recordsBefore = records();
        before = LogPosition.now(node);
    }

    @AfterEach
    void findsNothingStored() {
        assertThat(LogPosition.now(node).since(before)).as("entries of the log").isEqualTo(logged);
        assertThat(records()).as("records").isEqualTo(recordsBefore + published);
    }

    private int records() {
        var reply = issuer.get(RECORDS).send();
        assertThat(reply.status()).isEqualTo(200);
        return reply.json().get("items").size();
    }

    // What an address says

    /** An Arabic three is a digit to some parsers; no database keeps U+0000 in a text. */
    @Test
    void refusesQueriesThatAreReadDifferentlyElsewhere() {
        for (var query :
                List.of(
                        "/notices?wait=%D9%A3",
                        "/notices?wait=%2B3",
                        "/notices?after=%D9%A3",
                        "/notices?onBehalfOf=a%00b",
                        "/records?type=a%00b",
                        "/approvals?after=%00",
                        "/entities?after=%00")) {
            var call = asker.get("/api/v1" + query);
            var isPublic = query.startsWith("/entities");
            assertRefused(
                    (isPublic ? call.unsigned() : call).send(), 400, "invalid-request", !isPublic);
        }
    }

    // Who asks

    @Test
    void refusesAnUnsignedRequest() {
        var reply = asker.get(RECORDS).unsigned().send();

        assertRefused(reply, 401, "signature-missing", false);
        assertThat(reply.headers().firstValue("Accept-Signature").orElse("")).contains("comity=(");
        assertRefused(
                asker.post(EXCHANGES, Requests.exchange(ASKER, ISSUER)).unsigned().send(),
                401,
                "signature-missing",
                false);
    }

    @Test
    void refusesASignatureThatDoesNotVerify() {
        var reply =
                asker.get(RECORDS)
                        .forging(
                                value -> {
                                    var end = value.lastIndexOf(':');
                                    var octets =
                                            java.util.Base64.getDecoder()
                                                    .decode(
                                                            value.substring(
                                                                    value.indexOf(':') + 1, end));
                                    octets[10] ^= 1;
                                    return "comity=:"
                                            + java.util.Base64.getEncoder().encodeToString(octets)
                                            + ":";
                                })
                        .send();

        assertRefused(reply, 401, "signature-invalid", false);
        assertRefused(
                asker.get(RECORDS).forging(value -> "comity=:AAAA:").send(),
                401,
                "signature-invalid",
                false);
        assertRefused(
                asker.get(RECORDS).forging(value -> "comity=nonsense").send(),
                401,
                "signature-invalid",
                false);
        assertRefused(
                asker.get(RECORDS).forging(value -> value.replace("comity=", "other=")).send(),
                401,
                "signature-missing",
                false);
    }

    @Test
    void refusesATamperedBody() {
        var request = Requests.exchange(ASKER, ISSUER);
        var tampered = request.deepCopy().put("reference", "another");

        assertRefused(
                asker.post(EXCHANGES, request).sending(Json.write(tampered)).send(),
                401,
                "digest-mismatch",
                false);
    }

    @Test
    void refusesAWrongDigest() {
        var other = ContentDigest.of("{}".getBytes(StandardCharsets.UTF_8));
        var request = Requests.exchange(ASKER, ISSUER);

        assertRefused(
                asker.post(EXCHANGES, request).with("Content-Digest", other).send(),
                401,
                "digest-mismatch",
                false);
        assertRefused(
                asker.post(EXCHANGES, request).with("Content-Digest", "md5=:AAAA:").send(),
                401,
                "digest-mismatch",
                false);
        // One that is right does not make up for one that is wrong.
        var both = ContentDigest.of(Json.write(request)) + ", sha-512=:" + "A".repeat(86) + "==:";
        assertRefused(
                asker.post(EXCHANGES, request).with("Content-Digest", both).send(),
                401,
                "digest-mismatch",
                false);
    }

    @Test
    void refusesANonceThatWasUsedBefore() {
        var once = asker.get(RECORDS).ready();
        assertThat(once.send().status()).isEqualTo(200);

        assertRefused(once.send(), 401, "nonce-replayed", false);

        // A refusal spends the nonce too.
        var refused = asker.get(RECORDS + "/" + UUID.randomUUID()).ready();
        assertRefused(refused.send(), 404, "not-found", true);
        assertRefused(refused.send(), 401, "nonce-replayed", false);
    }

    @ParameterizedTest
    @CsvSource({"-330", "-3600", "90", "3600"})
    void refusesASignatureFromOutsideTheWindow(int seconds) {
        var reply = asker.get(RECORDS).created(Instant.now().plusSeconds(seconds)).send();

        assertRefused(reply, 401, "signature-stale", false);
    }

    @Test
    void refusesAnUnknownKey() {
        var stranger = SigningKey.generate(Algorithm.ED25519, RANDOM);

        assertRefused(asker.get(RECORDS).by(stranger).send(), 401, "key-unknown", false);
        assertRefused(
                asker.post(EXCHANGES, Requests.exchange(ASKER, ISSUER)).by(stranger).send(),
                401,
                "key-unknown",
                false);
    }

    @Test
    void refusesAKeyOfAnotherUse() {
        assertRefused(
                asker.get(RECORDS).by(asker.keys().key(KeyUse.RECORD)).send(),
                401,
                "key-use",
                false);
    }

    @Test
    void refusesARevokedKey() {
        var key = SigningKey.generate(Algorithm.ED25519, RANDOM);
        var keys = "/api/v1/entities/" + ASKER + "/keys";
        var registration = SignedDocuments.registration(asker.keys(), key);
        assertThat(asker.post(keys, registration).send().status()).isEqualTo(201);
        assertThat(asker.get(RECORDS).by(key).send().status()).isEqualTo(200);
        var revocation = SignedDocuments.revocation(asker.keys(), key.thumbprint(), Json.object());
        var revoked = asker.post(keys + "/" + key.thumbprint() + "/revocation", revocation).send();
        assertThat(revoked.status()).isEqualTo(200);
        logged = 2;

        assertRefused(asker.get(RECORDS).by(key).send(), 401, "key-revoked", false);
    }

    @Test
    void refusesAnotherAuthority() {
        var address = URI.create("http://localhost:" + node.address().getPort());

        assertRefused(
                asker.get(RECORDS).to(address).signedFor(address.getRawAuthority()).send(),
                421,
                "wrong-authority",
                false);
        assertRefused(asker.get(RECORDS).to(address).send(), 421, "wrong-authority", false);
        assertRefused(
                asker.get(RECORDS).signedFor("comity.example.org").send(),
                401,
                "signature-invalid",
                false);
    }

    /** Signed for one address, it must not serve another: the server would take these parts out. */
    @ParameterizedTest
    @CsvSource({
        "/api/v1/records;jsessionid=0",
        "/api/v1/records;jsessionid=0/01998c01-2a10-7101-8a2b-3c4d5e6f7a01",
        "/api/v1/entities;jsessionid=0",
        "/api/v1;jsessionid=0/records",
        "/api/v1/records;a=b",
        "/api/v1;a=b/records"
    })
    void refusesATargetThatIsReadAsAnother(String target) {
        assertRefused(asker.get(target).send(), 404, "not-found", false);
        assertRefused(asker.get(target).unsigned().send(), 404, "not-found", false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"text/html", "image/*", "application/json;q=0", "text/plain, application/xml"})
    void refusesWhoTakesNoJson(String accepted) {
        assertRefused(
                asker.get(RECORDS).with("Accept", accepted).send(), 406, "not-acceptable", true);
        // Before it has any effect: nothing is logged.
        assertRefused(
                asker.post(DECISIONS, Requests.rehearsal(ASKER, ISSUER))
                        .with("Accept", accepted)
                        .send(),
                406,
                "not-acceptable",
                true);
        assertRefused(
                asker.get("/api/v1/entities").unsigned().with("Accept", accepted).send(),
                406,
                "not-acceptable",
                false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/*",
                "application/*",
                "application/json",
                "application/problem+json",
                "text/html, application/json;q=0.1",
                "text/html, */*;q=0.1"
            })
    void answersWhoTakesJson(String accepted) {
        for (var address : List.of(RECORDS, "/api/v1/entities", "/.well-known/comity")) {
            var reply = asker.get(address).with("Accept", accepted).send();

            assertThat(reply.status()).as(address).isEqualTo(200);
            assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/json");
        }
    }

    // What is another's

    @Test
    void showsAnotherEntitysRecordAsIfThereWereNone() {
        var sdJwt = SignedDocuments.record(issuer, Requests.content(Requests.person()));
        var record = issuer.post(RECORDS, Json.object().put("sdJwt", sdJwt)).send();
        assertThat(record.status()).as(record.text()).isEqualTo(201);
        published = 1;
        logged = 1;
        var id = record.json().get("id").stringValue();
        var withdrawal = Json.object().put("status", "withdrawn").put("reasonCode", "falsified");

        var another = asker.post(RECORDS + "/" + id + "/status", withdrawal).send();
        var none = asker.post(RECORDS + "/" + UUID.randomUUID() + "/status", withdrawal).send();

        assertRefused(another, 404, "not-found", true);
        assertThat(another.content()).isEqualTo(none.content());
        assertRefused(asker.get(RECORDS + "/" + id).send(), 404, "not-found", true);
        assertThat(issuer.get(RECORDS + "/" + id).send().json().get("status").stringValue())
                .isEqualTo("valid");
    }

    @Test
    void refusesToChangeAnotherEntitysKeys() {
        var key = SigningKey.generate(Algorithm.ED25519, RANDOM);
        var reply =
                asker.post(
                                "/api/v1/entities/" + ISSUER + "/keys",
                                SignedDocuments.registration(asker.keys(), key))
                        .send();

        assertRefused(reply, 403, "not-your-entity", true);
    }

    // What is sent

    @Test
    void refusesAnUnknownTypeAndAnUnknownProperty() {
        var type =
                asker.post(EXCHANGES, Requests.exchange(ASKER, ISSUER).put("type", "no-such-type"))
                        .send();
        assertRefused(type, 422, "unknown-type", true);
        assertThat(pointers(type)).containsExactly("/type");

        var property =
                asker.post(EXCHANGES, Requests.exchange(ASKER, ISSUER).put("colour", "blue"))
                        .send();
        assertRefused(property, 422, "invalid-content", true);
        assertThat(pointers(property)).containsExactly("/colour");

        var below = Requests.exchange(ASKER, ISSUER);
        ((ObjectNode) below.get("subject")).put("nickname", "Ace");
        var subject = asker.post(EXCHANGES, below).send();
        assertRefused(subject, 422, "subject-invalid", true);
        assertThat(pointers(subject)).containsExactly("/subject/nickname");
    }

    @Test
    void refusesContentThatDoesNotFollowItsType() {
        var content = Requests.content(Requests.person());
        ((ObjectNode) content.get("subject")).put("shoeSize", "43");

        var reply = publish(SignedDocuments.record(issuer, content));

        assertRefused(reply, 422, "record-invalid", true);
        assertThat(pointers(reply)).containsExactly("/subject/shoeSize");
    }

    @Test
    void refusesContentInTheClear() {
        var content = Requests.content(Requests.person());
        var concealed = SignedDocuments.record(issuer, content);

        var reply =
                publish(
                        SignedDocuments.inTheClear(
                                issuer.keys(), concealed, "subject", content.get("subject")));

        assertRefused(reply, 422, "record-invalid", true);
        assertThat(pointers(reply)).contains("/subject");
    }

    @Test
    void refusesADisclosureTooFewAndOneTooMany() {
        var content = Requests.content(Requests.person());
        var few = new ArrayList<>(SignedDocuments.annotated());
        assertThat(few.remove("/elements/academic")).isTrue();
        few.removeIf(pattern -> pattern.startsWith("/elements/academic/"));

        var tooFew = publish(SignedDocuments.record(issuer, content, few));
        assertRefused(tooFew, 422, "record-invalid", true);
        assertThat(pointers(tooFew)).contains("/elements/academic");

        var many = new ArrayList<>(SignedDocuments.annotated());
        many.add("/subject/familyName");
        var tooMany = publish(SignedDocuments.record(issuer, content, many));
        assertRefused(tooMany, 422, "record-invalid", true);
        assertThat(pointers(tooMany)).contains("/subject/familyName");

        var whole = SignedDocuments.record(issuer, content);
        var cut = whole.substring(0, whole.lastIndexOf('~', whole.length() - 2) + 1);
        assertRefused(publish(cut), 422, "record-invalid", true);
        assertRefused(publish(whole + whole.split("~", -1)[1] + "~"), 422, "record-invalid", true);
    }

    @Test
    void refusesARecordOfAnotherSigner() {
        var other = SignedDocuments.record(asker, Requests.content(Requests.person()));

        assertRefused(publish(other), 422, "record-key-unfit", true);
    }

    private Reply publish(String sdJwt) {
        return issuer.post(RECORDS, Json.object().put("sdJwt", sdJwt)).send();
    }

    // How it is written: limits are checked before signatures, so these answers are unsigned.

    @Test
    void refusesWhatIsTooDeep() {
        var deep = "[".repeat(33) + "]".repeat(33);

        assertLimit(sent(deep), 400, "limit-exceeded", "depth", 32);
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertLimit(
                sent("\"" + "a".repeat(1 << 20) + "\""),
                413,
                "content-too-large",
                "bytes",
                1 << 20);
        assertLimit(
                sent("[" + "1,".repeat(10_000) + "1]"), 400, "limit-exceeded", "members", 10_000);
        assertLimit(
                sent("{\"type\":\"" + "a".repeat((64 << 10) + 1) + "\"}"),
                400,
                "limit-exceeded",
                "stringLength",
                64 << 10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"a\",\"type\":\"b\"}",
                "{\"a\":{\"b\":1,\"\\u0062\":2}}",
                "{\"a\":1e999999}",
                "{\"a\":-1e999999}",
                "{\"a\":1e-999999}",
                "{\"a\":9007199254740993}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\udc00\\ud800\"}",
                "{\"\\ud83d\":1}",
                "{\"a\":NaN}",
                "{\"a\":1} {\"b\":2}",
                "{\"a\":1",
                "{'a':1}",
                "nonsense"
            })
    void refusesWhatIsNotIJson(String text) {
        assertRefused(sent(text), 400, "malformed-json", false);
    }

    @Test
    void refusesOctetsThatAreNoUtf8() {
        var reply = asker.post(EXCHANGES, new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"'}).send();

        assertRefused(reply, 400, "malformed-json", false);
    }

    private Reply sent(String text) {
        return asker.post(EXCHANGES, text.getBytes(StandardCharsets.UTF_8)).send();
    }

    @Test
    void refusesACompressedBombWithoutUnpackingIt() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            var zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                gzip.write(zeros);
            }
        }
        long begun = System.nanoTime();

        var reply =
                asker.post(EXCHANGES, packed.toByteArray()).with("Content-Encoding", "gzip").send();

        assertRefused(reply, 415, "unsupported-media-type", false);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        assertRefused(
                asker.post(EXCHANGES, Requests.exchange(ASKER, ISSUER))
                        .with("Content-Encoding", "identity")
                        .send(),
                415,
                "unsupported-media-type",
                false);
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "application/json;charset=utf-16",
        "*/*"
    })
    void refusesAnUnsupportedMediaType(String type) {
        var reply =
                asker.post(EXCHANGES, Requests.exchange(ASKER, ISSUER))
                        .with("Content-Type", type)
                        .send();

        assertRefused(reply, 415, "unsupported-media-type", false);
    }

    @Test
    void refusesAGetWithContent() {
        var reply = asker.get(RECORDS).carrying("{}".getBytes(StandardCharsets.UTF_8)).send();

        assertRefused(reply, 400, "content-not-allowed", false);
    }

    // Retries

    @Test
    void refusesAPostWithoutAnIdempotencyKey() {
        var reply =
                asker.post(DECISIONS, Requests.rehearsal(ASKER, ISSUER))
                        .without("Idempotency-Key")
                        .send();

        assertRefused(reply, 400, "idempotency-key-missing", true);
    }

    @Test
    void refusesAnIdempotencyKeyWithOtherBytes() {
        var key = UUID.randomUUID().toString();
        var first =
                asker.post(DECISIONS, Requests.rehearsal(ASKER, ISSUER))
                        .with("Idempotency-Key", key)
                        .send();
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        logged = 1;

        var other = Requests.rehearsal(ASKER, ISSUER).put("purpose", "deployment");
        assertRefused(
                asker.post(DECISIONS, other).with("Idempotency-Key", key).send(),
                422,
                "idempotency-key-reused",
                true);
        assertRefused(
                asker.post(EXCHANGES, Requests.exchange(ASKER, ISSUER))
                        .with("Idempotency-Key", key)
                        .send(),
                422,
                "idempotency-key-reused",
                true);
    }

    @Test
    void answersARetryAsTheFirstTimeUnderAFreshSignature() {
        var key = UUID.randomUUID().toString();
        var sdJwt = SignedDocuments.record(issuer, Requests.content(Requests.person()));
        var content = Json.object().put("sdJwt", sdJwt);
        var first = issuer.post(RECORDS, content).with("Idempotency-Key", key).send();
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        published = 1;
        logged = 1;

        var again = issuer.post(RECORDS, content).with("Idempotency-Key", key).send();

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.signed()).isTrue();
        for (var member : List.of("id", "receipt", "entry", "opening")) {
            assertThat(again.json().get(member)).as(member).isEqualTo(first.json().get(member));
        }
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(again.headers().firstValue("Signature"))
                .isPresent()
                .isNotEqualTo(first.headers().firstValue("Signature"));
        // Under another key the same record is known already.
        assertRefused(issuer.post(RECORDS, content).send(), 409, "record-known", true);
    }

    /** A GET's answer is of its time: under no key is it kept, nor does it use one up. */
    @Test
    void keepsNoAnswerOfAGetUnderAnIdempotencyKey() {
        var key = UUID.randomUUID().toString();
        var before = issuer.get(RECORDS).with("Idempotency-Key", key).send();
        assertThat(before.status()).as(before.text()).isEqualTo(200);

        var sdJwt = SignedDocuments.record(issuer, Requests.content(Requests.person()));
        var first =
                issuer.post(RECORDS, Json.object().put("sdJwt", sdJwt))
                        .with("Idempotency-Key", key)
                        .send();
        published = 1;
        logged = 1;
        var after = issuer.get(RECORDS).with("Idempotency-Key", key).send();

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(before.text()).doesNotContain(first.json().get("id").stringValue());
        assertThat(after.text()).contains(first.json().get("id").stringValue());
    }

    // What is decided

    @Test
    void logsARefusalThatWasDecidedAndNothingElse() {
        var reply = asker.post(EXCHANGES, Requests.exchange(ASKER, ISSUER)).send();
        logged = 1;

        assertRefused(reply, 403, "exchange-refused", true);
        assertThat(reply.json().at("/answers/0/decision/clause").asString("")).isNotEmpty();
        assertThat(reply.json().at("/answers/0/decision/why").stringValue())
                .isEqualTo("no-agreement-in-force");
        assertThat(reply.json().at("/answers/0/receipt").isString()).isTrue();
    }

    private static void assertLimit(
            Reply reply, int status, String problem, String limit, int bound) {
        assertRefused(reply, status, problem, false);
        assertThat(reply.json().at("/limit/name").stringValue()).isEqualTo(limit);
        assertThat(reply.json().at("/limit/bound").intValue()).isEqualTo(bound);
    }

    private static void assertRefused(Reply reply, int status, String problem, boolean signed) {
        assertThat(reply.problem()).as(reply.text()).isEqualTo(problem);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().get("status").intValue()).isEqualTo(status);
        assertThat(reply.signed()).as("signed").isEqualTo(signed);
    }

    private static List<String> pointers(Reply reply) {
        return StreamSupport.stream(reply.json().path("errors").spliterator(), false)
                .map(error -> error.get("pointer").stringValue())
                .toList();
    }
}
