package comity.acceptance;

import comity.client.EntityKeys;
import comity.client.KeyUse;
import comity.kernel.Json;
import comity.kernel.JsonLimits;
import comity.trust.SigningKey;
import comity.trust.TrustException;
import comity.trust.http.ContentDigest;
import comity.trust.http.RequestSignature;
import comity.trust.http.ResponseSignature;
import comity.trust.http.SignedRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * One entity's HTTP, signed as the protocol says; each part can be made wrong on purpose, as no SDK
 * would.
 */
final class Wire {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final JsonLimits WIDE = new JsonLimits(16 << 20, 64, 1_000_000, 4 << 20);
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(20))
                    .build();

    private final SandboxNode node;
    private final EntityKeys keys;

    Wire(SandboxNode node, EntityKeys keys) {
        this.node = node;
        this.keys = keys;
    }

    EntityKeys keys() {
        return keys;
    }

    Call get(String target) {
        return new Call("GET", target, new byte[0]);
    }

    Call post(String target, JsonNode content) {
        return post(target, Json.write(content));
    }

    Call post(String target, byte[] content) {
        var call = new Call("POST", target, content);
        call.with("Idempotency-Key", UUID.randomUUID().toString());
        if (content.length > 0) {
            call.with("Content-Type", "application/json");
        }
        return call.with("Content-Digest", ContentDigest.of(content));
    }

    /** An answer as it came. */
    static final class Reply {

        private final int status;
        private final HttpHeaders headers;
        private final byte[] content;
        private final boolean signed;

        private Reply(int status, HttpHeaders headers, byte[] content, boolean signed) {
            this.status = status;
            this.headers = headers;
            this.content = content;
            this.signed = signed;
        }

        int status() {
            return status;
        }

        HttpHeaders headers() {
            return headers;
        }

        byte[] content() {
            return content;
        }

        /** Whether the node signed it, for its request. */
        boolean signed() {
            return signed;
        }

        JsonNode json() {
            return Json.read(content, WIDE);
        }

        String text() {
            return new String(content, java.nio.charset.StandardCharsets.UTF_8);
        }

        String mediaType() {
            var type = headers.firstValue("Content-Type").orElse("");
            return type.replaceAll("\\s*;.*", "").toLowerCase(Locale.ROOT);
        }

        /** The last segment of a problem's type; empty if it is none. */
        String problem() {
            return mediaType().equals("application/problem+json")
                    ? json().path("type").asString("").replaceFirst("^/problems/", "")
                    : "";
        }
    }

    /** A call before it is signed. */
    final class Call {

        private final String method;
        private final String target;
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private byte[] content;
        private Optional<byte[]> instead = Optional.empty();
        private Optional<SigningKey> key = Optional.of(keys.key(KeyUse.HTTP));
        private URI address = node.address();
        private String authority = node.address().getRawAuthority();
        private Instant created = Instant.now();
        private String nonce = RequestSignature.nonce(RANDOM);
        private UnaryOperator<String> signature = UnaryOperator.identity();

        private Call(String method, String target, byte[] content) {
            this.method = method;
            this.target = target;
            this.content = content;
        }

        Call with(String header, String value) {
            headers.put(header, value);
            return this;
        }

        Call without(String header) {
            headers.remove(header);
            return this;
        }

        Call unsigned() {
            key = Optional.empty();
            return this;
        }

        Call by(SigningKey other) {
            key = Optional.of(other);
            return this;
        }

        Call created(Instant at) {
            created = at;
            return this;
        }

        Call nonce(String used) {
            nonce = used;
            return this;
        }

        /** Sends this content, after another was signed. */
        Call sending(byte[] other) {
            instead = Optional.of(other);
            return this;
        }

        /** Covers this content, although the method has none. */
        Call carrying(byte[] some) {
            content = some;
            return with("Content-Type", "application/json")
                    .with("Content-Digest", ContentDigest.of(some));
        }

        /** Changes the field Signature after it was made. */
        Call forging(UnaryOperator<String> change) {
            signature = change;
            return this;
        }

        /** Signs for another authority. */
        Call signedFor(String other) {
            authority = other;
            return this;
        }

        /** Sends it to another address of the same node. */
        Call to(URI other) {
            address = other;
            return this;
        }

        Reply send() {
            return ready().send();
        }

        /** Signs; sending is apart, for those who take the time. */
        Ready ready() {
            var signed = key.map(this::signed);
            var request =
                    HttpRequest.newBuilder(URI.create(address + target))
                            .timeout(Duration.ofMinutes(2));
            headers.forEach(request::header);
            signed.ifPresent(
                    made ->
                            made.fields()
                                    .forEach(
                                            (name, value) ->
                                                    request.header(
                                                            name,
                                                            name.equalsIgnoreCase("Signature")
                                                                    ? signature.apply(value)
                                                                    : value)));
            var octets = instead.orElse(content);
            request.method(
                    method,
                    octets.length == 0 && method.equals("GET")
                            ? HttpRequest.BodyPublishers.noBody()
                            : HttpRequest.BodyPublishers.ofByteArray(octets));
            return new Ready(request.build(), signed, node);
        }

        private SignedRequest signed(SigningKey with) {
            var at = target.indexOf('?');
            var request =
                    new comity.trust.http.HttpRequest(
                            method,
                            authority,
                            at < 0 ? target : target.substring(0, at),
                            at < 0 ? Optional.empty() : Optional.of(target.substring(at + 1)),
                            name ->
                                    Optional.ofNullable(headers.get(name))
                                            .map(List::of)
                                            .orElse(List.of()),
                            content.length > 0);
            return RequestSignature.sign(request, with, created, nonce);
        }
    }

    /** A call that is signed and can be sent, even twice. */
    record Ready(HttpRequest request, Optional<SignedRequest> signed, SandboxNode node) {

        Reply send() {
            try {
                var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
                return new Reply(
                        answer.statusCode(), answer.headers(), answer.body(), isSigned(answer));
            } catch (IOException lost) {
                throw new IllegalStateException(request.method() + " " + request.uri(), lost);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }

        /**
         * Whether the node signed the answer, for this request.
         *
         * @throws TrustException if there is a signature that does not verify
         */
        private boolean isSigned(HttpResponse<byte[]> answer) {
            if (answer.headers().firstValue("Signature").isEmpty()) {
                return false;
            }
            var response =
                    new comity.trust.http.HttpResponse(
                            answer.statusCode(), name -> answer.headers().allValues(name));
            ResponseSignature.verify(
                    response,
                    answer.body(),
                    signed.orElseThrow(() -> new TrustException("unasked", "Signed for nobody.")),
                    node::messageKey);
            return true;
        }
    }
}
