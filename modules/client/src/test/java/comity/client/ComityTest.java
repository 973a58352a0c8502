package comity.client;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.client.SignedServer.Reply;
import comity.client.wire.Supposition;
import comity.kernel.Json;
import comity.schema.Schemas;
import comity.trust.TrustException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComityTest {

    private static final String EMPTY_LIST = "{\"items\": [], \"next\": \"7\"}";

    private final SampleNode node = new SampleNode();

    private SignedServer server(SignedServer.Answers answers) throws IOException {
        return new SignedServer(node, node.wfp.key(KeyUse.HTTP).verificationKey(), answers);
    }

    private Comity connect(SignedServer server) {
        return Comity.connect(server.uri(), node.wfp);
    }

    /** Asks for notices, answered by a reply that a test has broken in some way. */
    private void assertDistrusted(String reason, Reply reply) throws IOException {
        try (var server = server(request -> reply);
                var comity = connect(server)) {
            assertThatThrownBy(() -> comity.notices(Optional.empty(), Duration.ZERO))
                    .isInstanceOfSatisfying(
                            TrustException.class,
                            refused -> assertThat(refused.reason()).isEqualTo(reason));
        }
    }

    @Test
    void readsWhatTheNodeSigned() throws IOException {
        var text =
                """
                {"items": [{"id": "n1", "kind": "record-status", "at": "2026-11-21T10:00:00Z",
                  "record": "r1", "status": "withdrawn", "changed": ["AC-1"], "new": {"x": 1}}],
                 "next": "8"}
                """;
        try (var server = server(request -> new Reply().json(text));
                var comity = connect(server)) {
            var page = comity.notices(Optional.of("7"), Duration.ofSeconds(3));

            assertThat(page.next()).contains("8");
            assertThat(page.items()).hasSize(1);
            assertThat(page.items().get(0).changed()).containsExactly("AC-1");
            assertThat(page.items().get(0).acknowledgedAt()).isNull();
            assertThat(server.received.get(0).target()).isEqualTo("/api/v1/notices?after=7&wait=3");
        }
    }

    @Test
    void signsTheExactBytesOfAPost() throws IOException {
        var text =
                """
                {"exchange": "e1", "answers": [{"issuer": "UNICEF", "state": "answered",
                  "decision": {"outcome": "permitted", "agreement": "a1", "version": 3,
                    "clauses": ["categories/0"],
                    "withheld": [{"pointer": "/elements/misconduct", "clause": "categories/0",
                      "why": "above-agreed-class"}]},
                  "records": [{"id": "r1", "sdJwt": "x~", "obligations":
                      {"purpose": "recruitment", "retainUntil": "2027-10-01"},
                    "publication": {"entry": {"v": 1}, "opening": {"a": {"value": 1.5}}}}],
                  "receipt": "r", "entry": {"kind": "exchange"}, "opening": {}}],
                 "assessment": {"covered": []}}
                """;
        try (var server = server(request -> new Reply().json(text));
                var comity = connect(server)) {
            var exchange = comity.ask(SampleNode.request());

            var sent = server.received.get(0).json();
            assertThat(sent.path("type").asString()).isEqualTo("background-verification");
            assertThat(sent.at("/subject/documents/0/number").asString()).isEqualTo("ak0123456");
            assertThat(sent.has("onBehalfOf")).isFalse();
            assertThat(server.received.get(0).idempotencyKey()).hasSize(22);

            var answer = exchange.answers().get(0);
            assertThat(exchange.refused()).isFalse();
            assertThat(answer.decision().withheldOrNone().get(0).why())
                    .isEqualTo("above-agreed-class");
            var publication = requireNonNull(answer.records().get(0).publication());
            assertThat(publication.entry().path("v").asInt()).isOne();
            assertThat(publication.opening().toString()).isEqualTo("{\"a\":{\"value\":1.5}}");
        }
    }

    @Test
    void rehearsesForAnotherTimeAndUnderAnotherText() throws IOException {
        var schema = Schemas.published().schema("decision-request/1");
        var agreement = "01939f3a-7c11-7a52-8f0e-3b8a6c2d9e10";
        var march = Instant.parse("2027-03-01T00:00:00Z");
        var request = SampleNode.request().onBehalfOf("ILO");
        try (var server = server(call -> new Reply().json("{\"answers\": []}"));
                var comity = connect(server)) {
            comity.rehearse(request);
            comity.rehearse(request, Supposition.at(march));
            comity.rehearse(request, Supposition.signed(agreement));
            comity.rehearse(request, Supposition.signed(agreement, 2).on(march).by("FAO"));

            var sent = server.received.stream().map(SignedServer.Received::json).toList();
            assertThat(server.received)
                    .extracting(SignedServer.Received::target)
                    .containsOnly("/api/v1/decisions");
            assertThat(sent).hasSize(4);
            for (var body : sent) {
                assertThat(schema.validate(body)).isEmpty();
                assertThat(body.path("onBehalfOf").asString("")).isEqualTo("ILO");
                assertThat(body.at("/want/0").asString("")).isEqualTo("/elements/academic");
            }
            assertThat(sent.get(0).propertyNames()).doesNotContain("at", "agreement", "version");
            assertThat(sent.get(1).required("at").stringValue()).isEqualTo("2027-03-01T00:00:00Z");
            assertThat(sent.get(1).has("agreement")).isFalse();
            assertThat(sent.get(2).required("agreement").stringValue()).isEqualTo(agreement);
            assertThat(sent.get(2).has("version")).isFalse();
            assertThat(sent.get(2).has("asker")).isFalse();
            assertThat(sent.get(3).required("version").longValue()).isEqualTo(2);
            assertThat(sent.get(3).required("asker").stringValue()).isEqualTo("FAO");
            assertThat(sent.get(3).required("at").stringValue()).isEqualTo("2027-03-01T00:00:00Z");
        }
        assertThatThrownBy(() -> new Supposition(null, null, 2L, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void signsTheDigestOfTheTermsThatItReadAndNoOther() throws IOException {
        var terms = Json.object().put("title", "What was read");
        var digest = Comity.digestOf(terms);
        var named = Json.object().put("id", "a1").put("version", 3).put("termsDigest", digest);
        var other = Json.object().put("title", "Another");
        var answers =
                new ArrayDeque<>(
                        List.of(
                                named.deepCopy().set("terms", terms),
                                named.deepCopy().set("terms", other),
                                named));
        try (var server = server(request -> new Reply().json(answers.remove().toString()));
                var comity = connect(server)) {
            assertThat(Comity.digestOf(comity.agreement("a1", 3))).isEqualTo(digest);
            assertThat(server.received.get(0).target())
                    .isEqualTo("/api/v1/agreements/a1?version=3");
            for (var reason : List.of("terms-other", "terms-missing")) {
                var answered = comity.agreement("a1");
                assertThatThrownBy(() -> Comity.digestOf(answered))
                        .isInstanceOfSatisfying(
                                TrustException.class,
                                refused -> assertThat(refused.reason()).isEqualTo(reason));
            }
        }
    }

    @Test
    void listsWhatAwaitsItsApprovalAndDecidesIt() throws IOException {
        var list =
                """
                {"items": [{"exchange": "e1", "asker": "WFP", "at": "2026-11-21T09:35:00Z",
                  "decideBy": "2026-12-01T09:35:00Z", "type": "background-verification",
                  "purpose": "recruitment", "legalBasis": "mandate",
                  "consent": {"reference": "C-1", "givenAt": "2026-10-01T09:00:00Z"},
                  "decision": {"outcome": "needs-approval", "agreement": "a1", "version": 1,
                    "clauses": ["categories/0"], "withheld": [], "approval": ["categories/0"]},
                  "properties": ["/subject"], "records": [{"id": "r1", "elements": ["AC-1"]}]}]}
                """;
        var decided =
                """
                {"exchange": "e1", "issuer": "UNICEF", "decision": "refuse",
                 "at": "2026-11-22T08:00:00Z", "receipt": "r", "entry": {"kind": "decision"},
                 "opening": {}}
                """;
        try (var server =
                        server(
                                request ->
                                        new Reply()
                                                .json(
                                                        request.method().equals("GET")
                                                                ? list
                                                                : decided));
                var comity = connect(server)) {
            var item = comity.approvals(Optional.of("e0")).items().get(0);

            assertThat(item.decision().needsApproval()).isTrue();
            assertThat(item.decision().permits()).isFalse();
            assertThat(item.records().get(0).elements()).containsExactly("AC-1");
            assertThat(requireNonNull(item.consent()).path("reference").asString())
                    .isEqualTo("C-1");
            assertThat(comity.approve("e1").exchange()).isEqualTo("e1");
            assertThat(comity.refuse("e1", "not-this-time").receipt()).isEqualTo("r");
            assertThat(server.received.get(0).target()).isEqualTo("/api/v1/approvals?after=e0");
            assertThat(server.received.get(1).target()).isEqualTo("/api/v1/exchanges/e1/decision");
            assertThat(server.received.get(1).json().toString())
                    .isEqualTo("{\"decision\":\"approve\"}");
            assertThat(server.received.get(2).json().path("reasonCode").asString())
                    .isEqualTo("not-this-time");
        }
    }

    @Test
    void anAnswerThatWaitsIsAnAnswer() throws IOException {
        var text =
                """
                {"exchange": "e1", "answers": [{"issuer": "UNICEF", "state": "waiting",
                  "decision": {"outcome": "needs-approval", "agreement": "a1", "version": 1,
                    "clauses": [], "withheld": [], "approval": ["categories/0"]},
                  "decideBy": "2026-12-01T09:35:00Z", "receipt": "r",
                  "entry": {"kind": "decision"}, "opening": {}}], "assessment": {}}
                """;
        var reply = new Reply().json(text);
        reply.status = 202;
        try (var server = server(request -> reply);
                var comity = connect(server)) {
            var exchange = comity.ask(SampleNode.request());

            assertThat(exchange.waiting()).isTrue();
            assertThat(exchange.refused()).isFalse();
            assertThat(exchange.answers().get(0).records()).isEmpty();
            assertThat(exchange.answers().get(0).decideBy()).isEqualTo("2026-12-01T09:35:00Z");
        }
    }

    @Test
    void postsWithoutContentAreSignedToo() throws IOException {
        var text = "{\"id\": \"n1\", \"kind\": \"record-status\", \"acknowledgedAt\": \"x\"}";
        try (var server = server(request -> new Reply().json(text));
                var comity = connect(server)) {
            assertThat(comity.acknowledge("n1").acknowledgedAt()).isEqualTo("x");
            assertThat(server.received.get(0).body()).isEmpty();
            assertThat(server.received.get(0).idempotencyKey()).isNotEmpty();
        }
    }

    @Test
    void doesNotBelieveAnAnswerWithoutASignature() throws IOException {
        var reply = new Reply().json(EMPTY_LIST);
        reply.signed = false;

        assertDistrusted("response-unsigned", reply);
    }

    @Test
    void doesNotBelieveContentThatWasChangedOnTheWay() throws IOException {
        var reply = new Reply().json(EMPTY_LIST);
        reply.tampered = "{\"items\": [], \"next\": \"8\"}".getBytes(StandardCharsets.UTF_8);

        assertDistrusted("digest-mismatch", reply);
    }

    @Test
    void doesNotBelieveAnotherKey() throws IOException {
        var reply = new Reply().json(EMPTY_LIST);
        reply.key = Optional.of(node.key());

        assertDistrusted("key-unknown", reply);
    }

    @Test
    void doesNotBelieveAKeyOfTheNodeThatSignsSomethingElse() throws IOException {
        var reply = new Reply().json(EMPTY_LIST);
        reply.key = Optional.of(node.receipt);

        assertDistrusted("key-unknown", reply);
    }

    @Test
    void doesNotBelieveTheAnswerToAnotherRequest() throws IOException {
        var replies = new Reply();
        try (var server =
                        server(
                                request -> {
                                    replies.json(EMPTY_LIST);
                                    return replies;
                                });
                var comity = connect(server)) {
            comity.notices(Optional.empty(), Duration.ZERO);
            replies.forRequest = Optional.of(server.verified.get(0));

            assertThatThrownBy(() -> comity.notices(Optional.empty(), Duration.ZERO))
                    .isInstanceOfSatisfying(
                            TrustException.class,
                            refused -> assertThat(refused.reason()).isEqualTo("signature-invalid"));
        }
    }

    @Test
    void doesNotBelieveJsonThatHasTwoMeanings() throws IOException {
        assertDistrusted("response-malformed", new Reply().json("{\"items\": [], \"items\": [1]}"));
    }

    @Test
    void believesNothingButWhatIsPinned() throws IOException {
        try (var server = server(request -> new Reply().json(EMPTY_LIST));
                var comity =
                        Comity.connect(
                                Connection.to(server.uri(), node.wfp)
                                        .pinning(new SampleNode().trust()))) {
            assertThatThrownBy(() -> comity.notices(Optional.empty(), Duration.ZERO))
                    .isInstanceOf(TrustException.class);
        }
    }

    @Test
    void tellsAProblemThatTheNodeSigned() throws IOException {
        var problem =
                """
                {"type": "/problems/invalid-content", "title": "No", "detail": "Not as the schema says.",
                 "errors": [{"pointer": "/terms/purposes", "detail": "is missing"}]}
                """;
        try (var server = server(request -> new Reply().problem(422, problem));
                var comity = connect(server)) {
            assertThatThrownBy(() -> comity.draft(Json.object()))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> {
                                assertThat(refused.slug()).isEqualTo("invalid-content");
                                assertThat(refused.status()).isEqualTo(422);
                                assertThat(refused.authentic()).isTrue();
                                assertThat(refused.errors().get(0).pointer())
                                        .isEqualTo("/terms/purposes");
                            });
        }
    }

    @Test
    void tellsAnUnsignedProblemForWhatItIs() throws IOException {
        var reply = new Reply().problem(401, "{\"type\": \"/problems/key-unknown\"}");
        reply.signed = false;
        try (var server = server(request -> reply);
                var comity = connect(server)) {
            assertThatThrownBy(comity::agreements)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> {
                                assertThat(refused.slug()).isEqualTo("key-unknown");
                                assertThat(refused.authentic()).isFalse();
                            });
        }
    }

    @Test
    void takesASignedRefusalForAnAnswer() throws IOException {
        var refusal =
                """
                {"type": "/problems/exchange-refused", "detail": "No agreement.", "exchange": "e1",
                 "answers": [{"issuer": "UNICEF", "state": "refused", "decision":
                   {"outcome": "refused", "clause": "agreements", "why": "no-agreement-in-force",
                    "misses": []}}]}
                """;
        try (var server = server(request -> new Reply().problem(403, refusal));
                var comity = connect(server)) {
            var exchange = comity.ask(SampleNode.request());

            assertThat(exchange.refused()).isTrue();
            assertThat(exchange.detail()).isEqualTo("No agreement.");
            assertThat(exchange.answers().get(0).decision().why())
                    .isEqualTo("no-agreement-in-force");
        }
    }

    @Test
    void doesNotTakeAnUnsignedRefusalForAnAnswer() throws IOException {
        var reply =
                new Reply()
                        .problem(
                                403, "{\"type\": \"/problems/exchange-refused\", \"answers\": []}");
        reply.signed = false;
        try (var server = server(request -> reply);
                var comity = connect(server)) {
            assertThatThrownBy(() -> comity.ask(SampleNode.request()))
                    .isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void triesAgainWithAFreshNonceAndTheSameIdempotencyKey() throws IOException {
        var unavailable = new Reply().problem(503, "{\"type\": \"/problems/unavailable\"}");
        var fine = new Reply().json("{\"id\": \"a1\", \"version\": 1, \"termsDigest\": \"d\"}");
        var replies = new ArrayDeque<>(List.of(unavailable, fine));
        try (var server = server(request -> replies.remove());
                var comity = connect(server)) {
            assertThat(comity.draft(Json.object()).id()).isEqualTo("a1");

            var first = server.received.get(0);
            var second = server.received.get(1);
            assertThat(second.idempotencyKey()).isEqualTo(first.idempotencyKey());
            assertThat(second.nonce()).isNotEqualTo(first.nonce());
        }
    }

    @Test
    void signsAnewWhatTheNetworkLost() throws IOException {
        var lost = new Reply();
        lost.lost = true;
        var replayed = new Reply().problem(401, "{\"type\": \"/problems/nonce-replayed\"}");
        replayed.signed = false;
        var fine = new Reply().json("{\"id\": \"a1\", \"version\": 1, \"termsDigest\": \"d\"}");
        var replies = new ArrayDeque<>(List.of(lost, replayed, fine));
        try (var server = server(request -> replies.size() > 1 ? replies.remove() : fine);
                var comity = connect(server)) {
            assertThat(comity.draft(Json.object()).id()).isEqualTo("a1");
            assertThat(server.received)
                    .extracting(SignedServer.Received::idempotencyKey)
                    .containsOnly(server.received.get(0).idempotencyKey());
        }
    }

    @Test
    void doesNotRepeatARefusal() throws IOException {
        try (var server =
                        server(
                                request ->
                                        new Reply()
                                                .problem(
                                                        409,
                                                        "{\"type\": \"/problems/record-known\"}"));
                var comity = connect(server)) {
            assertThatThrownBy(() -> comity.publish("x~")).isInstanceOf(ProblemException.class);
            assertThat(server.received).hasSize(1);
        }
    }
}
