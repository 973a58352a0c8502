package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The first exchange, end to end, as a new user sees it: the command of the README against a
 * started node.
 */
class WalkthroughIT {

    @RegisterExtension
    static final RunningNode NODE = RunningNode.own(java.util.Map.of("COMITY_LOG_PUBLIC", "true"));

    private static final Path COMMAND =
            Path.of(System.getProperty("comity.test.command", "../client/target/comity.jar"));

    private record Run(int exit, String output) {}

    @Test
    void walksThroughOneExchangeFromPublicationToRecallAndCanBeRunAgain() throws Exception {
        NODE.start();

        var first = comity("walkthrough", "--keys", keys());
        assertThat(first.output()).contains("Every check held.").doesNotContain("✗");
        assertThat(first.exit()).isZero();
        assertThat(first.output())
                .contains("no-agreement-in-force")
                .contains("above-agreed-class")
                .contains("withdrawn");

        var second = comity("walkthrough", "--keys", keys());
        assertThat(second.output()).contains("Every check held.").doesNotContain("✗");
        assertThat(second.exit()).isZero();

        var monitor = comity("monitor", "--keys", keys(), "--as", "WFP");
        assertThat(monitor.output()).doesNotContain("✗");
        assertThat(monitor.exit()).isZero();
    }

    private static String keys() {
        return NODE.data().resolve("sandbox/keys").toString();
    }

    private static Run comity(String command, String... arguments)
            throws IOException, InterruptedException {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(
                List.of("-jar", COMMAND.toString(), command, "--node", NODE.address().toString()));
        line.addAll(List.of(arguments));
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }
}
