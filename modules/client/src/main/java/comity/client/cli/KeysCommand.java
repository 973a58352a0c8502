package comity.client.cli;

import comity.client.Connection;
import comity.client.EntityKeys;
import comity.client.KeyUse;
import comity.kernel.Ids;
import comity.kernel.Json;
import comity.trust.Algorithm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
        subcommands = {KeysCommand.Generate.class, KeysCommand.Prove.class})
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
                description =
                        "the public keys as a file for the node's administrator, who puts it under"
                                + " 'comity.directory'; never overwritten")
        private @Nullable Path published;

        @Option(
                names = "--name",
                paramLabel = "NAME",
                description = "the entity's name in that file (default: its code)")
        private @Nullable String name;

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
                Files.write(
                        published,
                        Json.write(keys.registration(name == null ? entity : name)),
                        StandardOpenOption.CREATE_NEW);
                screen.say("Public keys, for the node's administrator: " + published);
            }
            return 0;
        }
    }

    /** {@code comity keys prove}. */
    @Command(
            name = "prove",
            description =
                    "Lets a new key sign for itself, and prints what an administrator pastes into the"
                            + " console to register it. Valid for 24 hours.",
            mixinStandardHelpOptions = true)
    static final class Prove implements Callable<Integer> {

        private final Screen screen;

        @Option(
                names = "--keys",
                required = true,
                paramLabel = "FILE",
                description = "the file with the new keys")
        private Path file;

        @Option(
                names = "--use",
                required = true,
                paramLabel = "USE",
                description = "${COMPLETION-CANDIDATES}")
        private KeyUse use;

        @SuppressWarnings("NullAway.Init") // picocli sets it
        Prove(Screen screen) {
            this.screen = screen;
        }

        @Override
        public Integer call() throws IOException {
            var keys = EntityKeys.read(file);
            // It connects to nothing: clock and chance are those of every connection.
            var connection = Connection.to(URI.create("http://localhost"), keys);
            var ids = new Ids(connection.clock(), connection.random());
            screen.line(keys.proof(use, connection.clock().instant(), ids.next().toString()));
            return 0;
        }
    }
}
