package comity.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Makes the worked examples again and compares them with docs/protocol-examples and with the page
 * that shows them. {@code -Dcomity.examples.write=true} writes both instead.
 */
class ProtocolExamplesTest {

    private static final boolean WRITE = Boolean.getBoolean("comity.examples.write");
    private static final Pattern SHOWN =
            Pattern.compile(
                    "(<!-- example: (\\S+) -->\n```[a-z]*\n)(.*?)(```\n<!-- end of example -->)",
                    Pattern.DOTALL);

    private static final Path DOCS = docs();
    private static final Path FOLDER = DOCS.resolve("protocol-examples");
    private static final Path PAGE = DOCS.resolve("protocol.md");

    private final Map<String, String> examples = ProtocolExamples.files();

    @Test
    void theFilesAreWhatTheCodeMakes() throws IOException {
        if (WRITE) {
            Files.createDirectories(FOLDER);
            for (var example : examples.entrySet()) {
                Files.writeString(FOLDER.resolve(example.getKey()), example.getValue());
            }
        }
        var found = new TreeSet<String>();
        try (var files = Files.list(FOLDER)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("README.md"))
                    .forEach(found::add);
        }
        assertThat(found).isEqualTo(new TreeSet<>(examples.keySet()));
        for (var example : examples.entrySet()) {
            assertThat(Files.readString(FOLDER.resolve(example.getKey())))
                    .as("docs/protocol-examples/%s", example.getKey())
                    .isEqualTo(example.getValue());
        }
    }

    @Test
    void thePageShowsEveryFile() throws IOException {
        var page = Files.readString(PAGE);
        if (WRITE) {
            page =
                    SHOWN.matcher(page)
                            .replaceAll(
                                    shown ->
                                            Matcher.quoteReplacement(
                                                    shown.group(1)
                                                            + examples.get(shown.group(2))
                                                            + shown.group(4)));
            Files.writeString(PAGE, page);
        }
        var shown = new ArrayList<String>();
        var blocks = SHOWN.matcher(page);
        while (blocks.find()) {
            shown.add(blocks.group(2));
            assertThat(blocks.group(3))
                    .as("docs/protocol.md, %s", blocks.group(2))
                    .isEqualTo(examples.get(blocks.group(2)));
        }
        assertThat(shown).containsExactlyInAnyOrderElementsOf(examples.keySet());
    }

    @Test
    void theSignatureBasesAreWhatWasSigned() {
        for (var message :
                List.of(
                        List.of("request-get", "WFP http"),
                        List.of("request-post", "WFP http"),
                        List.of("response", "node message"))) {
            var signature =
                    example(message.get(0) + ".http")
                            .lines()
                            .filter(line -> line.startsWith("Signature: comity=:"))
                            .map(line -> line.substring("Signature: comity=:".length()))
                            .map(text -> Base64.getDecoder().decode(text.replace(":", "")))
                            .findFirst()
                            .orElseThrow();
            var base = example(message.get(0) + ".base.txt").strip().getBytes(US_ASCII);
            var key = ProtocolExamples.key(message.get(1)).verificationKey();
            assertThat(key.verifies(base, signature)).as(message.get(0)).isTrue();
        }
    }

    private String example(String name) {
        return examples.getOrDefault(name, "");
    }

    private static Path docs() {
        var folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("docs"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("There is no folder docs above the working directory");
        }
        return folder.resolve("docs");
    }
}
