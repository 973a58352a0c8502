package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import comity.client.Comity;
import comity.client.Connection;
import comity.client.EntityKeys;
import comity.client.ProblemException;
import comity.client.RecordDraft;
import comity.client.SavedAnswer;
import comity.client.wire.Consent;
import comity.client.wire.DataRequest;
import comity.client.wire.StatusChange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What docs/client.md shows is what runs here, to the letter. */
class ClientGuideIT {

    @RegisterExtension static final RunningNode NODE = RunningNode.shared();

    private static final Path PAGE = Path.of("../../docs/client.md");
    private static final Path SOURCE =
            Path.of("src/test/java/comity/acceptance/ClientGuideIT.java");

    @TempDir Path folder;

    @Test
    void publishesAsksChecksAndHearsOfTheWithdrawal() throws Exception {
        var person = Requests.person();
        var id = publish(NODE.address(), keysOf("UNFPA"), Requests.content(person));
        var file = folder.resolve("answer.json");

        ask(NODE.address(), keysOf("UNDP"), person, file);

        assertThat(verify(file)).isTrue();
        assertThat(Files.readString(file)).contains("academic-1");

        withdraw(NODE.address(), keysOf("UNFPA"), id);
        assertThat(hear(NODE.address(), keysOf("UNDP"), Optional.empty())).isPresent();
    }

    @Test
    void isWhatThePageShows() throws Exception {
        var page = Files.readString(PAGE, StandardCharsets.UTF_8);
        var source = Files.readString(SOURCE, StandardCharsets.UTF_8);

        var shown = source.split("// guide\\R", -1);
        assertThat(shown.length).isGreaterThan(8);
        for (int i = 1; i < shown.length; i += 2) {
            assertThat(page).contains("```java\n" + shown[i].stripIndent().strip() + "\n```");
        }
    }

    private static Path keysOf(String code) {
        return NODE.data().resolve("sandbox/keys/" + code + ".jwk.json");
    }

    private static String publish(URI node, Path keys, ObjectNode content) throws Exception {
        // guide
        try (var unfpa = Comity.connect(Connection.to(node, EntityKeys.read(keys)))) {
            var draft = RecordDraft.of("background-verification", 1, content);
            return unfpa.publish(draft).id();
        }
        // guide
    }

    private static void ask(URI node, Path keys, ObjectNode person, Path file) throws Exception {
        // guide
        try (var undp = Comity.connect(Connection.to(node, EntityKeys.read(keys)))) {
            var request =
                    DataRequest.about(person, "background-verification", "recruitment", "consent")
                            .consented(consent("UNDP"))
                            .wanting(List.of("/elements/academic", "/elements/employment"));
            var exchange = undp.ask(request);
            if (exchange.refused()) {
                throw new IllegalStateException(exchange.answers().get(0).decision().why());
            }
            undp.save(request, exchange).write(file);
        } catch (ProblemException refused) {
            throw new IllegalStateException(refused.slug() + ": " + refused.errors(), refused);
        }
        // guide
    }

    // guide
    private static Consent consent(String recipient) {
        var yesterday = Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        return new Consent(
                "C-2026-0001",
                List.of("recruitment"),
                List.of(recipient),
                yesterday.toString(),
                null,
                null);
    }

    // guide

    private static boolean verify(Path file) throws Exception {
        // guide
        return SavedAnswer.read(file).check().passed();
        // guide
    }

    private static void withdraw(URI node, Path keys, String id) throws Exception {
        // guide
        try (var unfpa = Comity.connect(Connection.to(node, EntityKeys.read(keys)))) {
            unfpa.changeStatus(id, new StatusChange("withdrawn", "falsified", null, null, null));
        }
        // guide
    }

    private static Optional<String> hear(URI node, Path keys, Optional<String> cursor)
            throws Exception {
        // guide
        try (var undp = Comity.connect(Connection.to(node, EntityKeys.read(keys)))) {
            var page = undp.notices(cursor, Duration.ofSeconds(20));
            for (var notice : page.items()) {
                undp.acknowledge(notice.id());
            }
            return page.next();
        }
        // guide
    }
}
