package comity.acceptance;

import comity.client.EntityKeys;
import comity.kernel.Json;
import comity.trust.VerificationKey;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A running sandbox as its entities see it: their keys, and the keys by which they know the node.
 */
final class SandboxNode {

    private final URI address;
    private final Path data;
    private final Map<String, EntityKeys> keys = new ConcurrentHashMap<>();
    private final Map<String, VerificationKey> messageKeys = new HashMap<>();

    private SandboxNode(URI address, Path data) {
        this.address = address;
        this.data = data;
    }

    /** The sandbox that runs there. */
    static SandboxNode of(RunningNode running) throws IOException, InterruptedException {
        var node = new SandboxNode(running.address(), running.data());
        var published = running.get("/.well-known/jwks.json").body();
        for (var jwk : Json.read(published.getBytes(StandardCharsets.UTF_8)).get("keys")) {
            if (jwk.get("purpose").stringValue().equals("message")) {
                var bare = Json.object();
                for (var member : List.of("kty", "crv", "x", "y")) {
                    Optional.ofNullable(jwk.get(member))
                            .ifPresent(value -> bare.set(member, value));
                }
                node.messageKeys.put(jwk.get("kid").stringValue(), VerificationKey.ofJwk(bare));
            }
        }
        return node;
    }

    URI address() {
        return address;
    }

    /** An entity's private keys, which only a sandbox gives away. */
    EntityKeys keysOf(String entity) {
        return keys.computeIfAbsent(
                entity,
                code -> {
                    try {
                        return EntityKeys.read(data.resolve("sandbox/keys/" + code + ".jwk.json"));
                    } catch (IOException absent) {
                        throw new IllegalStateException("No keys of " + code, absent);
                    }
                });
    }

    /** The node's key for messages, by its thumbprint. */
    Optional<VerificationKey> messageKey(String thumbprint) {
        return Optional.ofNullable(messageKeys.get(thumbprint));
    }

    /** Speaks as an entity. */
    Wire as(String entity) {
        return new Wire(this, keysOf(entity));
    }
}
