package comity.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import comity.client.EntityKeys;
import comity.client.KeyUse;
import comity.client.SampleNode;
import comity.client.SavedAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComityCommandTest {

    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int run(String... arguments) {
        var screen = new Screen(new PrintStream(out, true, StandardCharsets.UTF_8), false);
        return ComityCommand.run(screen, arguments);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private Path saved() throws IOException {
        var node = new SampleNode();
        node.append(node.keyEntry(node.unicef, KeyUse.RECORD, SampleNode.NOW.minusSeconds(3600)));
        var record = node.record(node.unicef.key(KeyUse.RECORD), SampleNode.content());
        var publication = node.publish(record, SampleNode.NOW.minusSeconds(60));
        var presentation = record.present(pointer -> !pointer.startsWith("/elements/misconduct"));
        var exchange = node.answer(record, presentation, publication);
        var file = folder.resolve("answer.json");
        new SavedAnswer(
                        "WFP",
                        SampleNode.NOW,
                        node.trust(),
                        SampleNode.request(),
                        exchange,
                        node.evidence(exchange))
                .write(file);
        return file;
    }

    @Test
    void verifiesASavedAnswer() throws IOException {
        assertThat(run("verify", saved().toString())).isZero();
        assertThat(printed()).contains("✓ UNICEF's own signature").doesNotContain("✗");
    }

    @Test
    void failsWhereASavedAnswerWasChanged() throws IOException {
        var file = saved();
        var text = Files.readString(file).replace("\"asker\":\"WFP\"", "\"asker\":\"ILO\"");
        Files.writeString(file, text);

        assertThat(run("verify", file.toString())).isOne();
        assertThat(printed()).contains("✗");
    }

    @Test
    void saysWhatIsWrongWithAFileThatIsNoAnswer() throws IOException {
        var file = Files.writeString(folder.resolve("x.json"), "{}");

        assertThat(run("verify", file.toString())).isOne();
        assertThat(printed()).contains("saved-answer-unreadable");
    }

    @Test
    void generatesKeys() throws IOException {
        var file = folder.resolve("WFP.jwk.json");

        var code =
                run(
                        "keys",
                        "generate",
                        "--entity",
                        "WFP",
                        "--identifier",
                        "https://wfp.example/",
                        "--out",
                        file.toString());

        assertThat(code).isZero();
        assertThat(EntityKeys.read(file).entity()).isEqualTo("WFP");
    }

    @Test
    void saysThatANodeIsNotReached() throws IOException {
        new SampleNode().wfp.write(folder.resolve("WFP.jwk.json"));

        var code =
                run(
                        "monitor",
                        "--node",
                        "http://localhost:1",
                        "--keys",
                        folder.toString(),
                        "--as",
                        "WFP");

        assertThat(code).isOne();
        assertThat(printed()).contains("Not reached");
    }

    @Test
    void saysItsVersion() {
        assertThat(run("version")).isZero();
        assertThat(printed()).startsWith("comity ");
    }
}
