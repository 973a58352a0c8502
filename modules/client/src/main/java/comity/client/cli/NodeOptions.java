package comity.client.cli;

import comity.client.Comity;
import comity.client.Connection;
import comity.client.EntityKeys;
import comity.client.NodeTrust;
import comity.kernel.Json;
import comity.trust.TrustException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to reach a node, the same for every command that does. */
final class NodeOptions {

    @Option(
            names = "--node",
            paramLabel = "URI",
            defaultValue = "http://localhost:9080",
            description = "the node (default: ${DEFAULT-VALUE})")
    private URI node;

    @Option(
            names = "--authority",
            paramLabel = "HOST[:PORT]",
            description = "the node's public authority, if it is not the one in --node")
    private @Nullable String authority;

    @Option(
            names = "--node-keys",
            paramLabel = "FILE",
            description =
                    "believe these keys of the node, instead of what it says when it is reached")
    private @Nullable Path pinned;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    NodeOptions() {}

    /** The connection of an entity whose keys are in this folder. */
    Comity connect(Path keys, String code) throws IOException {
        var file = keyFile(keys, code);
        if (!Files.isReadable(file)) {
            throw new TrustException("key-file-missing", "There is no key file " + file + ".");
        }
        return connect(EntityKeys.read(file));
    }

    /** The connection of an entity. */
    Comity connect(EntityKeys keys) throws IOException {
        var connection = Connection.to(node, keys);
        if (authority != null) {
            connection = connection.forAuthority(authority);
        }
        if (pinned != null) {
            connection = connection.pinning(NodeTrust.of(Json.read(Files.readAllBytes(pinned))));
        }
        return Comity.connect(connection);
    }

    static Path keyFile(Path folder, String code) {
        return folder.resolve(code + ".jwk.json");
    }
}
