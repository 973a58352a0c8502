package comity.client.cli;

import comity.client.EntityKeys;
import comity.kernel.Json;
import comity.trust.Algorithm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code comity keys}. */
@Command(
        name = "keys",
        description = "An entity's own keys.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = KeysCommand.Generate.class)
final class KeysCommand {

    /** {@code comity keys generate}. */
    @Command(
            name = "generate",
            description =
                    "Makes one key for each use (http, record, agreement) and writes them to a new"
                            + " file that only you can read.",
            mixinStandardHelpOptions = true)
    static final class Generate implements Callable<Integer> {

        private final Screen screen;

        @Option(names = "--entity", required = true, paramLabel = "CODE")
        private String entity;

        @Option(
                names = "--identifier",
                required = true,
                paramLabel = "URI",
                description = "the HTTPS URI that the entity owns")
        private URI identifier;

        @Option(
                names = "--algorithm",
                defaultValue = "ED25519",
                description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
        private Algorithm algorithm;

        @Option(
                names = "--out",
                paramLabel = "FILE",
                description = "the private keys (default: CODE.jwk.json); never overwritten")
        private @Nullable Path out;

        @Option(
                names = "--public",
                paramLabel = "FILE",
                description = "the public keys, for the node's administrator")
        private @Nullable Path published;

        @SuppressWarnings("NullAway.Init") // picocli sets it
        Generate(Screen screen) {
            this.screen = screen;
        }

        @Override
        public Integer call() throws IOException {
            var keys =
                    EntityKeys.generate(
                            entity, identifier.toString(), algorithm, new SecureRandom());
            var file = out == null ? NodeOptions.keyFile(Path.of(""), entity) : out;
            keys.write(file);
            screen.say("Private keys of " + entity + ": " + file);
            keys.keys().forEach((use, key) -> screen.fact(use.code(), key.thumbprint()));
            if (published != null) {
                Files.write(published, Json.write(keys.publicJson()));
                screen.say("Public keys: " + published);
            }
            return 0;
        }
    }
}
