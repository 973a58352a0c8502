package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The first exchange, end to end, as a new user sees it: the command of the README against a
 * started node.
 */
class WalkthroughIT {

    @RegisterExtension
    static final RunningNode NODE = RunningNode.own(java.util.Map.of("COMITY_LOG_PUBLIC", "true"));

    @BeforeAll
    static void start() {
        NODE.start();
    }

    @Test
    void walksThroughOneExchangeFromPublicationToRecallAndCanBeRunAgain() throws Exception {
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

    @Test
    void showsItsLogToEverybodyWhereItIsToldTo() throws Exception {
        assertThat(NODE.get("/log/checkpoint").statusCode()).isEqualTo(200);
        assertThat(NODE.get("/log/consistency?from=1&to=2").statusCode()).isEqualTo(200);
    }

    private static String keys() {
        return NODE.data().resolve("sandbox/keys").toString();
    }

    private static Program comity(String command, String... arguments)
            throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of(command, "--node", NODE.address().toString()));
        line.addAll(List.of(arguments));
        return Program.comity(line.toArray(String[]::new));
    }
}
