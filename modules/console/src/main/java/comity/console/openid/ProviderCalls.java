package comity.console.openid;

import comity.kernel.Json;
import comity.kernel.JsonLimits;
import comity.kernel.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** What the node asks of the provider itself: small JSON, soon, from nowhere else. */
final class ProviderCalls {

    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration ANSWERING = Duration.ofSeconds(10);
    private static final JsonLimits LIMITS = new JsonLimits(256 << 10, 16, 10_000, 64 << 10);

    /** Strangers begin attempts: they may not take every thread, nor flood the provider. */
    private static final int AT_ONCE = 4;

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Executor deadline =
            CompletableFuture.delayedExecutor(ANSWERING.toSeconds(), TimeUnit.SECONDS);
    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECTING)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    JsonNode get(URI address) throws OpenIdRefused {
        return send(HttpRequest.newBuilder(address).GET());
    }

    JsonNode send(HttpRequest.Builder request) throws OpenIdRefused {
        if (!places.tryAcquire()) {
            throw new OpenIdRefused("provider-busy");
        }
        try {
            HttpResponse<InputStream> answer =
                    client.send(
                            request.timeout(ANSWERING).header("Accept", "application/json").build(),
                            BodyHandlers.ofInputStream());
            try (var content = answer.body()) {
                // A timeout of the client ends with the headers.
                deadline.execute(() -> close(content));
                var octets = content.readNBytes(LIMITS.bytes() + 1);
                if (answer.statusCode() != 200) {
                    throw new OpenIdRefused("provider-answered-" + answer.statusCode());
                }
                return Json.read(octets, LIMITS);
            }
        } catch (IOException | Problem unusable) {
            throw new OpenIdRefused("provider-unusable");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new OpenIdRefused("provider-unusable");
        } finally {
            places.release();
        }
    }

    private static void close(InputStream content) {
        try {
            content.close();
        } catch (IOException closed) {
            // Whoever reads it finds out.
        }
    }
}
