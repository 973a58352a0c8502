package comity.client.http;

import comity.client.ProblemException;
import comity.kernel.Json;
import comity.trust.Base64Url;
import comity.trust.TrustException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * HTTP to one node. A request that the network lost is sent again, with a fresh signature and, for
 * a POST, the same idempotency key, so that it does nothing twice.
 */
public final class Transport implements AutoCloseable {

    private static final int ATTEMPTS = 3;
    private static final long PAUSE_MILLIS = 250;
    private static final long CONNECT_SECONDS = 10;
    private static final long READ_SECONDS = 60;

    private final Client open;
    private final Client signed;
    private final URI node;
    private final SecureRandom random;

    public Transport(
            URI node,
            Binding binding,
            MessageSigner signer,
            ResponseCheck check,
            SecureRandom random) {
        this.node = node;
        this.random = random;
        // Redirects are not followed: a signature is for one address.
        this.open = builder().register(binding).register(check).build();
        this.signed = builder().register(binding).register(signer).register(check).build();
    }

    private static ClientBuilder builder() {
        return ClientBuilder.newBuilder()
                .property("jersey.config.client.followRedirects", false)
                .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .readTimeout(READ_SECONDS, TimeUnit.SECONDS);
    }

    /** A public document, unsigned. */
    public JsonNode openJson(String path) {
        return Json.read(
                read(() -> request(open, path, Map.of()).buildGet(), byte[].class), Binding.ANSWER);
    }

    /** A public text, unsigned. */
    public String openText(String path) {
        return read(
                () -> target(open, path, Map.of()).request(MediaType.WILDCARD).buildGet(),
                String.class);
    }

    /** What is at an address, as a record. */
    public <T> T get(String path, Map<String, String> query, Class<T> type) {
        return read(() -> request(signed, path, query).buildGet(), type);
    }

    /** What is at an address, as a tree. */
    public JsonNode json(String path, Map<String, String> query) {
        return Json.read(get(path, query, byte[].class), Binding.ANSWER);
    }

    /** What is at an address, as it is. */
    public byte[] bytes(String path, Map<String, String> query) {
        return read(
                () -> target(signed, path, query).request(MediaType.WILDCARD).buildGet(),
                byte[].class);
    }

    /** Posts a record or a tree. */
    public <T> T post(String path, Object body, Map<String, String> headers, Class<T> type) {
        var once = idempotencyKey();
        var content = body instanceof JsonNode tree ? Json.write(tree) : body;
        return read(
                () -> {
                    var request = request(signed, path, Map.of()).header("Idempotency-Key", once);
                    headers.forEach(request::header);
                    return request.buildPost(
                            Entity.entity(content, MediaType.APPLICATION_JSON_TYPE));
                },
                type);
    }

    /** Posts nothing. */
    public <T> T post(String path, Class<T> type) {
        var once = idempotencyKey();
        return read(
                () -> request(signed, path, Map.of()).header("Idempotency-Key", once).build("POST"),
                type);
    }

    private Invocation.Builder request(Client client, String path, Map<String, String> query) {
        return target(client, path, query)
                .request(MediaType.APPLICATION_JSON, "application/problem+json");
    }

    private WebTarget target(Client client, String path, Map<String, String> query) {
        var target = client.target(node.resolve(path));
        for (var parameter : query.entrySet()) {
            target = target.queryParam(parameter.getKey(), parameter.getValue());
        }
        return target;
    }

    private String idempotencyKey() {
        var octets = new byte[16];
        random.nextBytes(octets);
        return Base64Url.encode(octets);
    }

    private static <T> T read(Supplier<Invocation> request, Class<T> type) {
        for (int attempt = 1; ; attempt++) {
            try (var response = request.get().invoke()) {
                return response.readEntity(type);
            } catch (ProcessingException failed) {
                var refusal = refusal(failed);
                if (!isLost(refusal) || attempt == ATTEMPTS) {
                    throw refusal;
                }
            }
            pause(attempt);
        }
    }

    /** What a filter threw comes wrapped. */
    private static RuntimeException refusal(ProcessingException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException || cause instanceof TrustException) {
                return (RuntimeException) cause;
            }
        }
        return failed;
    }

    private static boolean isLost(RuntimeException refusal) {
        if (refusal instanceof ProblemException problem) {
            return problem.status() == Response.Status.SERVICE_UNAVAILABLE.getStatusCode()
                    || problem.slug().equals("request-in-progress")
                    // The platform's HTTP client repeats a request whose connection broke, as it
                    // was; nobody else has our nonces.
                    || problem.slug().equals("nonce-replayed");
        }
        return refusal.getCause() instanceof IOException;
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(PAUSE_MILLIS << attempt);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the node", stop);
        }
    }

    @Override
    public void close() {
        open.close();
        signed.close();
    }
}
