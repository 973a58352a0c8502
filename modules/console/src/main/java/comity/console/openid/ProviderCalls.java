package comity.console.openid;

import comity.kernel.Json;
import comity.kernel.JsonLimits;
import comity.kernel.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** What the node asks of the provider itself: small JSON, soon, from nowhere else. */
final class ProviderCalls {

    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration ANSWERING = Duration.ofSeconds(10);
    private static final JsonLimits LIMITS = new JsonLimits(256 << 10, 16, 10_000, 64 << 10);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECTING)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    JsonNode get(URI address) throws OpenIdRefused {
        return send(HttpRequest.newBuilder(address).GET());
    }

    JsonNode send(HttpRequest.Builder request) throws OpenIdRefused {
        try {
            HttpResponse<java.io.InputStream> answer =
                    client.send(
                            request.timeout(ANSWERING).header("Accept", "application/json").build(),
                            BodyHandlers.ofInputStream());
            try (var content = answer.body()) {
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
        }
    }
}
