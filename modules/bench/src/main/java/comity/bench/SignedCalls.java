package comity.bench;

import comity.client.EntityKeys;
import comity.client.KeyUse;
import comity.kernel.Json;
import comity.trust.http.ContentDigest;
import comity.trust.http.RequestSignature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Signed calls with an idempotency key of the caller's choice, so that one can be repeated after a
 * crash.
 */
final class SignedCalls {

    /** What came back. */
    record Reply(int status, JsonNode body) {}

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI node;
    private final EntityKeys keys;
    private final HttpClient client = HttpClient.newHttpClient();
    private final InstantSource clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();

    SignedCalls(URI node, EntityKeys keys) {
        this.node = node;
        this.keys = keys;
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send("GET", path, Optional.empty(), Map.of());
    }

    Reply post(String path, byte[] content, String idempotencyKey)
            throws IOException, InterruptedException {
        return send(
                "POST",
                path,
                Optional.of(content),
                Map.of(
                        "content-digest", List.of(ContentDigest.of(content)),
                        "content-type", List.of("application/json"),
                        "idempotency-key", List.of(idempotencyKey)));
    }

    private Reply send(
            String method,
            String target,
            Optional<byte[]> content,
            Map<String, List<String>> fields)
            throws IOException, InterruptedException {
        var uri = node.resolve(target);
        var signed =
                RequestSignature.sign(
                        new comity.trust.http.HttpRequest(
                                method,
                                node.getRawAuthority(),
                                uri.getRawPath(),
                                Optional.ofNullable(uri.getRawQuery()),
                                name -> fields.getOrDefault(name, List.of()),
                                content.isPresent()),
                        keys.key(KeyUse.HTTP),
                        clock.instant(),
                        RequestSignature.nonce(random));
        var request =
                HttpRequest.newBuilder(uri)
                        .timeout(PATIENCE)
                        .method(
                                method,
                                content.map(HttpRequest.BodyPublishers::ofByteArray)
                                        .orElseGet(HttpRequest.BodyPublishers::noBody));
        fields.forEach((name, lines) -> request.header(name, lines.get(0)));
        signed.fields().forEach(request::header);
        var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Reply(answer.statusCode(), Json.read(answer.body()));
    }
}
