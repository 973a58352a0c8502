package comity.parties.http;

import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Ids;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.NodeMode;
import comity.kernel.Pages;
import comity.kernel.ProblemType;
import comity.kernel.http.ProblemMapper;
import comity.kernel.http.Public;
import comity.kernel.http.QueryParameters;
import comity.parties.Admissions;
import comity.parties.Answer;
import comity.parties.Calls;
import comity.parties.KeyRequests;
import comity.parties.NodeIdentity;
import comity.parties.Parties;
import comity.parties.PartiesProblem;
import comity.parties.RateLimits;
import comity.parties.RateLimits.Quota;
import comity.parties.Samples;
import comity.parties.Samples.Signed;
import comity.trust.VerificationKey;
import comity.trust.http.HttpResponse;
import comity.trust.http.ResponseSignature;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.process.internal.RequestScoped;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The gate and the signer in a Jakarta REST container, without a network. */
@TestInstance(Lifecycle.PER_CLASS)
class GateIT {

    private static final Quota GENEROUS = new Quota(100_000, Duration.ofMinutes(1));
    private static final AtomicInteger EFFECTS = new AtomicInteger();

    private Samples node;
    private ApplicationHandler generous;
    private ApplicationHandler server;

    /** Not marked: closed to whoever does not sign. */
    @Path("/things")
    public static class ThingsResource {

        @Inject CurrentCall call;
        @Inject Calls calls;

        @GET
        public ObjectNode read() {
            return Json.object().put("caller", call.caller().entity());
        }

        @GET
        @Path("/text")
        @jakarta.ws.rs.Produces("text/plain")
        public String text() {
            return "Zeichen: ä";
        }

        @GET
        @Path("/broken")
        public ObjectNode broken() {
            throw new IllegalStateException("with a name: Achieng");
        }

        @POST
        public Response write(JsonNode content) {
            return Responses.of(
                    calls.perform(
                            call.caller(),
                            () ->
                                    Answer.of(
                                                    201,
                                                    Json.object()
                                                            .put(
                                                                    "effect",
                                                                    EFFECTS.incrementAndGet())
                                                            .set("echo", content))
                                            .withHeader("Location", "/api/v1/things/1")));
        }

        @GET
        @Path("/open")
        @Public
        public ObjectNode open() {
            return Json.object().put("open", true);
        }

        /** As tiles of the log and status lists are served. */
        @GET
        @Path("/tile")
        @Public
        public Response tile() {
            return Response.ok(bytes("octets"), "application/octet-stream")
                    .header("Cache-Control", "public, max-age=31536000, immutable")
                    .header("ETag", "\"1\"")
                    .header("Location", "/things/tile")
                    .build();
        }
    }

    /** What the servlet container says. */
    public static class TestLine extends RequestLine {

        static String name = Samples.AUTHORITY;
        static String path = "/";
        static Optional<String> query = Optional.empty();

        @Override
        public String address() {
            return "192.0.2.1";
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public boolean isAmbiguous() {
            return path.indexOf(';') >= 0;
        }

        @Override
        public Optional<String> query() {
            return query;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int port() {
            return 80;
        }
    }

    @BeforeAll
    void open() {
        node = new Samples();
        generous = server(GENEROUS, GENEROUS);
    }

    @AfterAll
    void close() {
        node.database.close();
    }

    @BeforeEach
    void start() {
        EFFECTS.set(0);
        server = generous;
    }

    private ApplicationHandler server(Quota perAddress, Quota perEntity) {
        var limits = new RateLimits(perAddress, perEntity);
        var bindings =
                new AbstractBinder() {
                    @Override
                    protected void configure() {
                        bind(node.admissions).to(Admissions.class);
                        bind(node.calls).to(Calls.class);
                        bind(node.parties).to(Parties.class);
                        bind(node.keyRequests).to(KeyRequests.class);
                        bind(limits).to(RateLimits.class);
                        bind(Samples.NODE).to(NodeIdentity.class);
                        bind(node.clock).to(InstantSource.class);
                        bind(new Ids(node.clock, new SecureRandom())).to(Ids.class);
                        bind(new NodeSigner(node.nodeKeys.message(), Samples.NODE))
                                .to(NodeSigner.class);
                        bind(new ProblemTypes(List.<ProblemType>of(PartiesProblem.values())))
                                .to(ProblemTypes.class);
                        bind(new TestLine()).to(RequestLine.class);
                        bind(new Arrivals()).to(Arrivals.class);
                        bind(new Pages("test", NodeMode.SANDBOX)).to(Pages.class);
                        bindAsContract(CurrentCall.class)
                                .proxy(true)
                                .proxyForSameScope(false)
                                .in(RequestScoped.class);
                    }
                };
        return new ApplicationHandler(
                new ResourceConfig()
                        .register(bindings)
                        .register(RequestGate.class)
                        .register(SignatureNeeded.class)
                        .register(AcceptedTypes.class)
                        .register(QueryParameters.class)
                        .register(ResponseSigner.class)
                        .register(JsonContent.class)
                        .register(ProblemMapper.class)
                        .register(ThingsResource.class)
                        .register(EntitiesResource.class)
                        .register(ProblemsResource.class));
    }

    @Test
    void signsWhatItAnswers() {
        var answered = send(node.get(node.wfp, "/things"));

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.text()).isEqualTo("{\"caller\":\"WFP\"}");
        assertThat(answered.verifies()).isTrue();
        assertThat(answered.header("RateLimit")).startsWith("\"entity\";r=");
        assertThat(answered.header("RateLimit-Policy")).isEqualTo("\"entity\";q=100000;w=60");
    }

    @Test
    void signsALocationAsCallersKnowIt() {
        var answered = send(node.post(node.wfp, "/things", "location", "{}"));

        assertThat(answered.status()).isEqualTo(201);
        assertThat(answered.header("Location")).isEqualTo("https://node.example/api/v1/things/1");
        assertThat(answered.header("Signature-Input")).contains("\"location\"");
        assertThat(answered.verifies()).isTrue();
    }

    @Test
    void signsTextWithItsCharset() {
        var answered = send(node.get(node.unicef, "/things/text"));

        assertThat(answered.text()).isEqualTo("Zeichen: ä");
        assertThat(answered.header("Content-Type")).contains("charset");
        assertThat(answered.verifies()).isTrue();
    }

    @Test
    void storesTheNonceOfAReadBeforeItAnswers() {
        var signed = node.get(node.wfp, "/things");
        send(signed);

        var again = send(signed);

        assertProblem(again, PartiesProblem.NONCE_REPLAYED);
        assertThat(again.header("Signature")).isNull();
    }

    @Test
    void answersARetryUnderAFreshSignatureAndDoesNothingTwice() {
        var first = send(node.post(node.wfp, "/things", "retry", "{\"a\":[1,2]}"));
        var again = send(node.post(node.wfp, "/things", "retry", "{\"a\":[1,2]}"));

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Signature")).isNotEqualTo(first.header("Signature"));
        assertThat(again.verifies()).isTrue();
        assertThat(EFFECTS).hasValue(1);
    }

    @Test
    void refusesWhatNobodySignedUnlessItSaysThatItIsPublic() {
        var closed = send(unsigned("GET", "/things"));

        assertProblem(closed, PartiesProblem.SIGNATURE_MISSING);
        assertThat(closed.header("Accept-Signature")).startsWith("comity=(");
        assertThat(closed.header("Signature")).isNull();
        assertThat(send(unsigned("GET", "/things/open")).status()).isEqualTo(200);
        assertThat(send(unsigned("GET", "/entities")).status()).isEqualTo(200);
        assertProblem(
                send(unsigned("POST", "/entities/WFP/keys")), PartiesProblem.SIGNATURE_MISSING);
    }

    @Test
    void refusesABadSignatureOnAPublicAddressToo() {
        var signed = node.get(Samples.newKey(), "/things/open");

        assertProblem(send(signed), PartiesProblem.KEY_UNKNOWN);
    }

    @Test
    void signsProblemsOfEveryKindAndSpendsTheirNonces() {
        var missing = node.get(node.wfp, "/nowhere");
        var wrongMethod = node.post(node.wfp, "/things/text", "method", "{}");
        var broken = node.get(node.wfp, "/things/broken");
        for (var expected : Map.of(missing, 404, wrongMethod, 405, broken, 500).entrySet()) {
            var answered = send(expected.getKey());

            assertThat(answered.status()).isEqualTo(expected.getValue());
            assertThat(answered.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answered.verifies()).isTrue();
            assertProblem(send(expected.getKey()), PartiesProblem.NONCE_REPLAYED);
        }
    }

    @Test
    void saysNothingOfAFailureButItsIncident() {
        var answered = send(node.get(node.wfp, "/things/broken"));

        assertThat(answered.json().get("incident").isString()).isTrue();
        assertThat(answered.text()).doesNotContain("Achieng", "IllegalState");
    }

    @Test
    void refusesAPostWithoutIdempotencyKeySigned() {
        var signed =
                Samples.sign(
                        node.wfp,
                        "POST",
                        "/things",
                        Map.of(),
                        bytes("{}"),
                        node.clock.instant(),
                        Samples.nonce());

        var answered = send(signed);

        assertProblem(answered, PartiesProblem.IDEMPOTENCY_KEY_MISSING);
        assertThat(answered.verifies()).isTrue();
        assertThat(EFFECTS).hasValue(0);
    }

    @Test
    void refusesAnotherAuthority() {
        var answered = send(with(node.get(node.wfp, "/things"), "Host", "other.example"));

        assertProblem(answered, PartiesProblem.WRONG_AUTHORITY);
        assertThat(answered.header("Signature")).isNull();
        assertThat(send(with(node.get(node.wfp, "/things"), "Host", "Node.Example:443")).status())
                .isEqualTo(200);
    }

    @Test
    void refusesATargetOfAnotherAuthorityWhateverHostSays() {
        TestLine.name = "other.example";
        try {
            var answered = send(node.get(node.wfp, "/things"));

            assertProblem(answered, PartiesProblem.WRONG_AUTHORITY);
        } finally {
            TestLine.name = Samples.AUTHORITY;
        }
    }

    @Test
    void believesNoForwardedHeader() {
        var signed = with(node.get(node.wfp, "/things"), "X-Forwarded-Host", "other.example");

        assertThat(send(with(signed, "Forwarded", "host=other.example")).status()).isEqualTo(200);
    }

    @Test
    void refusesAGetWithContent() {
        var signed = node.get(node.wfp, "/things");

        assertProblem(
                send(
                        new Signed(
                                "GET",
                                "/things",
                                signed.headers(),
                                bytes("{}"),
                                signed.signature())),
                PartiesProblem.CONTENT_NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "identity", "deflate, gzip"})
    void refusesAnyContentEncoding(String encoding) {
        var signed = node.post(node.wfp, "/things", "encoding", "{}");

        assertProblem(
                send(with(signed, "Content-Encoding", encoding)),
                KernelProblem.UNSUPPORTED_MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/json; charset=utf-16",
                "application/json;foo=bar",
                "application/json; charset=utf-8; foo=bar",
                "application/*",
                "*/*",
                "application/merge-patch+json"
            })
    void refusesOtherMediaTypes(String type) {
        var signed = node.post(node.wfp, "/things", "type", "{}");

        assertProblem(
                send(with(signed, "Content-Type", type)), KernelProblem.UNSUPPORTED_MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":1e999999}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":9007199254740993}",
                "{\"a\":1} x",
                "{",
                "nul"
            })
    void refusesWhatIsNoStrictJsonBeforeItLooksAtTheSignature(String content) {
        var answered = send(node.post(node.wfp, "/things", "strict", content));

        assertProblem(answered, KernelProblem.MALFORMED_JSON);
        assertThat(answered.header("Signature")).isNull();
    }

    @Test
    void namesTheLimitOfDepthAndOfSize() {
        var deep = send(node.post(node.wfp, "/things", "deep", "[".repeat(33) + "]".repeat(33)));
        var large =
                send(node.post(node.wfp, "/things", "large", "\"" + "a".repeat(1 << 20) + "\""));

        assertProblem(deep, KernelProblem.LIMIT_EXCEEDED);
        assertThat(deep.json().at("/limit/name").stringValue()).isEqualTo("depth");
        assertProblem(large, KernelProblem.CONTENT_TOO_LARGE);
        assertThat(large.json().at("/limit/bound").intValue()).isEqualTo(1 << 20);
        assertThat(EFFECTS).hasValue(0);
    }

    @Test
    void limitsAnAddressBeforeSignaturesAndAnEntityAfter() {
        var twice = new Quota(2, Duration.ofMinutes(1));

        server = server(twice, GENEROUS);
        send(unsigned("GET", "/things/open"));
        send(unsigned("GET", "/things/open"));
        var flooded = send(node.get(node.wfp, "/things"));
        server = server(GENEROUS, twice);
        send(node.get(node.wfp, "/things"));
        send(node.get(node.wfp, "/things"));
        var limited = send(node.get(node.wfp, "/things"));

        assertProblem(flooded, PartiesProblem.RATE_LIMITED);
        assertThat(flooded.header("Signature")).isNull();
        assertThat(flooded.header("RateLimit")).startsWith("\"address\";r=0;t=");
        assertThat(Integer.parseInt(flooded.header("Retry-After"))).isBetween(1, 60);
        assertProblem(limited, PartiesProblem.RATE_LIMITED);
        assertThat(limited.verifies()).isTrue();
        assertThat(limited.header("RateLimit-Policy")).isEqualTo("\"entity\";q=2;w=60");
        assertThat(send(node.get(node.unicef, "/things")).status()).isEqualTo(200);
    }

    @Test
    void registersAndRevokesKeysOverHttp() {
        var fresh = Samples.newKey();
        var content = Json.text(node.keyRegistration("WFP", fresh, node.wfp));

        var registered = send(node.post(node.wfp, "/entities/WFP/keys", "key", content));
        var other = send(node.post(node.unicef, "/entities/WFP/keys", "key", content));
        var revoked =
                send(
                        node.post(
                                node.wfp,
                                "/entities/WFP/keys/" + fresh.thumbprint() + "/revocation",
                                "revocation",
                                Json.text(node.revocation("WFP", fresh.thumbprint(), node.wfp))));

        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.json().get("kid").stringValue()).isEqualTo(fresh.thumbprint());
        assertProblem(other, PartiesProblem.NOT_YOUR_ENTITY);
        assertThat(revoked.status()).isEqualTo(200);
        assertThat(send(unsigned("GET", "/entities/WFP/jwks.json")).text())
                .contains(fresh.thumbprint(), "revokedAt");
        assertProblem(send(node.get(fresh, "/things")), PartiesProblem.KEY_REVOKED);
    }

    @ParameterizedTest
    @CsvSource({
        "/entities?aftr=A, aftr",
        "/entities?after=A&after=B, after",
        "/entities?after=A&limit=10, limit",
        "/entities/WFP?after=A, after"
    })
    void refusesAParameterThatIsUnknownOrRepeated(String target, String name) {
        var answered = send(unsigned("GET", target));

        assertProblem(answered, KernelProblem.INVALID_REQUEST);
        assertThat(answered.json().get("detail").stringValue()).contains("'" + name + "'");
        assertThat(send(unsigned("GET", "/entities?after=A")).status()).isEqualTo(200);
    }

    @Test
    void refusesAnUnknownParameterOfASignedRequestSigned() {
        var answered = send(node.get(node.wfp, "/entities?achieng.wanjiru%40example=1"));

        assertProblem(answered, KernelProblem.INVALID_REQUEST);
        assertThat(answered.verifies()).isTrue();
        assertThat(answered.text()).doesNotContain("achieng");
    }

    @Test
    void showsAPageForEachProblem() {
        var page = send(unsigned("GET", "/problems/nonce-replayed"));

        assertThat(page.text())
                .contains("<h1>The nonce was used before</h1>", "href=\"/problems\"", "<code>");
        assertThat(send(unsigned("GET", "/problems")).text()).contains("/problems/key-unknown");
        assertProblem(send(unsigned("GET", "/problems/none")), KernelProblem.NOT_FOUND);
    }

    @Test
    void letsNobodyKeepARefusalInPlaceOfWhatWasThere() {
        var taken = send(with(unsigned("GET", "/things/tile"), "Accept", "*/*"));
        var refused = send(with(unsigned("GET", "/things/tile"), "Accept", "text/html"));

        assertThat(taken.header("Cache-Control")).contains("immutable");
        assertProblem(refused, KernelProblem.NOT_ACCEPTABLE);
        assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
        assertThat(refused.headers()).doesNotContainKeys("ETag", "Location");
        assertThat(refused.headers()).containsKey("RateLimit");
    }

    private Answered send(Signed request) {
        var target = URI.create(request.target());
        TestLine.path = target.getRawPath();
        TestLine.query = Optional.ofNullable(target.getRawQuery());
        var sent =
                new ContainerRequest(
                        URI.create("http://internal:9080/"),
                        URI.create("http://internal:9080" + request.target()),
                        request.method(),
                        null,
                        new MapPropertiesDelegate(),
                        null);
        sent.header("Host", Samples.AUTHORITY);
        request.headers().forEach((name, value) -> sent.getHeaders().putSingle(name, value));
        sent.setEntityStream(new ByteArrayInputStream(request.content()));
        var written = new ByteArrayOutputStream();
        try {
            var response = server.apply(sent, written).get();
            return answered(request, response, written.toByteArray());
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private Answered answered(Signed request, ContainerResponse response, byte[] content) {
        var headers = new LinkedHashMap<String, String>();
        response.getStringHeaders()
                .forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return new Answered(
                request,
                response.getStatus(),
                headers,
                content,
                node.nodeKeys.message().verificationKey());
    }

    private static Signed unsigned(String method, String target) {
        return new Signed(method, target, Map.of(), new byte[0], null);
    }

    private static Signed with(Signed signed, String header, String value) {
        var headers = new LinkedHashMap<>(signed.headers());
        headers.put(header, value);
        return new Signed(
                signed.method(), signed.target(), headers, signed.content(), signed.signature());
    }

    private static void assertProblem(Answered answered, ProblemType type) {
        assertThat(answered.text()).contains("\"type\":\"/problems/" + type.slug() + "\"");
        assertThat(answered.status()).isEqualTo(type.status());
        assertThat(answered.header("Content-Type")).isEqualTo("application/problem+json");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A response, and the request that it answers. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Answered(
            Signed to,
            int status,
            Map<String, String> headers,
            byte[] content,
            VerificationKey nodeKey) {

        @Nullable String header(String name) {
            return headers.get(name);
        }

        String text() {
            return new String(content, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return Json.read(content);
        }

        boolean verifies() {
            var response =
                    new HttpResponse(
                            status,
                            name ->
                                    headers.entrySet().stream()
                                            .filter(field -> field.getKey().equalsIgnoreCase(name))
                                            .map(Map.Entry::getValue)
                                            .toList());
            ResponseSignature.verify(
                    response,
                    content,
                    Objects.requireNonNull(to.signature()),
                    kid -> Optional.of(nodeKey).filter(key -> key.thumbprint().equals(kid)));
            return true;
        }
    }
}
