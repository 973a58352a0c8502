package comity.client.cli;

import comity.client.NodeTrust;
import comity.client.SavedAnswer;
import comity.kernel.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code comity verify}. */
@Command(
        name = "verify",
        description = "Checks a saved answer without any node.",
        footer = {
            "",
            "Signatures, receipt, openings, proofs, status, subject. Exits with 1 if anything does"
                    + " not hold."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    private final Screen screen;

    @Parameters(paramLabel = "FILE", description = "as 'comity walkthrough --save' writes it")
    private Path file;

    @Option(
            names = "--node-keys",
            paramLabel = "FILE",
            description =
                    "the node's keys as you know them: the member \"node\" of a saved answer that"
                            + " you trust")
    private @Nullable Path nodeKeys;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    VerifyCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        var saved = SavedAnswer.read(file);
        screen.title("Saved answer to " + saved.asker());
        screen.fact("exchange", String.valueOf(saved.exchange().exchange()));
        screen.fact("as of", saved.savedAt().toString());
        screen.fact("log", saved.trust().log().origin());
        var believed = saved.trust();
        if (nodeKeys != null) {
            believed = NodeTrust.of(Json.read(Files.readAllBytes(nodeKeys)));
        } else {
            screen.say(
                    "The node's keys are taken from the file itself: bring your own with"
                            + " --node-keys to rule out another node.");
        }
        screen.blank();
        var findings = saved.check(believed);
        screen.findings(findings);
        return findings.passed() ? 0 : 1;
    }
}
