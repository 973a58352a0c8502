package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.impl.driver.Driver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client in another language, written from docs/protocol.md alone (docs/independent-client): it
 * agrees with the page's worked examples and with a running node. Node.js is the one that the
 * browser's driver comes with.
 */
class IndependentClientIT {

    @RegisterExtension static final RunningNode NODE = RunningNode.shared();

    private static final Path DOCS = Path.of("../../docs");
    private static final Path EXAMPLES = DOCS.resolve("protocol-examples");

    @Test
    void agreesWithTheWorkedExamplesOfTheProtocol() throws Exception {
        var checked = walkthrough("--selftest=" + EXAMPLES);

        assertThat(checked.output())
                .contains("the thumbprint of", "the base of", "All checks passed.");
        assertThat(checked.exit()).isZero();
    }

    @Test
    void noticesAnExampleThatIsNotAsItWas(@TempDir Path folder) throws Exception {
        try (var examples = Files.list(EXAMPLES)) {
            for (var example : examples.toList()) {
                Files.copy(example, folder.resolve(example.getFileName()));
            }
        }
        var receipt = folder.resolve("receipt.jws.txt");
        var text = Files.readString(receipt);
        int at = text.lastIndexOf('.') + 1;
        Files.writeString(
                receipt,
                text.substring(0, at)
                        + (text.charAt(at) == 'A' ? 'B' : 'A')
                        + text.substring(at + 1));

        var checked = walkthrough("--selftest=" + folder);

        assertThat(checked.output()).contains("FAILED").doesNotContain("All checks passed.");
        assertThat(checked.exit()).isEqualTo(1);
    }

    /** With entities of its own: what others here have agreed on does not matter. */
    @Test
    void walksThroughOneExchangeWithTheNode() throws Exception {
        var walked =
                walkthrough(
                        "--node=" + NODE.address(),
                        "--keys=" + NODE.data().resolve("sandbox/keys"),
                        "--issuer=FAO",
                        "--asker=ILO",
                        "--centre=WHO");

        assertThat(walked.output())
                .contains(
                        "refused: no-agreement-in-force",
                        "the agreement is in-force",
                        "a changed disclosure is noticed",
                        "the status list says withdrawn",
                        "was not rewritten",
                        "All checks passed.");
        assertThat(walked.exit()).isZero();
    }

    @Test
    void saysHowItIsCalled() throws Exception {
        var help = walkthrough("--help");
        var wrong = walkthrough("--nodes=" + NODE.address());

        assertThat(help.output())
                .contains("--node ADDRESS", "--keys FOLDER", "--selftest FOLDER")
                .doesNotContain("All checks passed.");
        assertThat(help.exit()).isZero();
        assertThat(wrong.output()).contains("'--nodes'", "--node ADDRESS");
        assertThat(wrong.exit()).isEqualTo(2);
    }

    private static Program walkthrough(String... options) throws IOException, InterruptedException {
        var line = new ArrayList<String>();
        line.add(
                Driver.ensureDriverInstalled(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"), false)
                        .createProcessBuilder()
                        .command()
                        .get(0));
        line.add(DOCS.resolve("independent-client/walkthrough.mjs").toString());
        line.addAll(List.of(options));
        return Program.run(line);
    }
}
