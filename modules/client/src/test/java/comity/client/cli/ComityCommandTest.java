package comity.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import comity.client.EntityKeys;
import comity.client.KeyUse;
import comity.client.SampleNode;
import comity.client.SavedAnswer;
import comity.kernel.Json;
import comity.trust.VerificationKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        assertThat(printed()).contains("The node is not reached");
    }

    @Test
    void writesThePublicKeysAsANodeReadsThem() throws IOException {
        var registration = folder.resolve("WFP.public.json");

        assertThat(generate("--public", registration.toString(), "--name", "World Food Programme"))
                .isZero();

        var keys = EntityKeys.read(folder.resolve("WFP.jwk.json"));
        var entity = Json.read(Files.readAllBytes(registration)).at("/entities/0");
        assertThat(entity.propertyNames())
                .containsExactlyInAnyOrder("code", "name", "identifier", "areas", "keys");
        assertThat(entity.path("name").asString()).isEqualTo("World Food Programme");
        assertThat(entity.path("keys")).hasSize(3);
        for (var key : entity.path("keys")) {
            assertThat(key.propertyNames()).containsExactlyInAnyOrder("jwk", "uses");
            assertThat(key.path("jwk").propertyNames())
                    .containsExactlyInAnyOrder("kty", "crv", "x");
            var use = KeyUse.valueOf(key.at("/uses/0").asString().toUpperCase(Locale.ROOT));
            assertThat(VerificationKey.ofJwk(key.path("jwk")).thumbprint())
                    .isEqualTo(keys.key(use).thumbprint());
        }
    }

    @Test
    void saysWhichFileIsMissingOrThereAlready() {
        assertThat(run("verify", folder.resolve("none.json").toString())).isOne();
        assertThat(printed()).contains("There is no file or folder", "none.json");

        assertThat(generate()).isZero();
        assertThat(generate()).isOne();
        assertThat(printed()).contains("WFP.jwk.json is there already");
    }

    @Test
    void refusesAWalkthroughOfOneWithItself() {
        assertThat(run("walkthrough", "--issuer", "WFP", "--asker", "WFP")).isEqualTo(2);
        assertThat(printed()).contains("both are WFP").doesNotContain("Exception");
    }

    private int generate(String... more) {
        var line = new ArrayList<>(List.of("keys", "generate", "--entity", "WFP", "--identifier"));
        line.addAll(
                List.of(
                        "https://wfp.example/",
                        "--out",
                        folder.resolve("WFP.jwk.json").toString()));
        line.addAll(List.of(more));
        return run(line.toArray(String[]::new));
    }

    @Test
    void saysItsVersion() {
        assertThat(run("version")).isZero();
        assertThat(printed()).startsWith("comity ");
    }
}
