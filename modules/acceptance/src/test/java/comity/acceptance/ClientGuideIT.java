package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import comity.client.ActDraft;
import comity.client.ActKind;
import comity.client.Comity;
import comity.client.Connection;
import comity.client.EntityKeys;
import comity.client.ProblemException;
import comity.client.RecordDraft;
import comity.client.Reservation;
import comity.client.SavedAnswer;
import comity.client.wire.Consent;
import comity.client.wire.DataRequest;
import comity.client.wire.StatusChange;
import comity.client.wire.Supposition;
import comity.kernel.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
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
    void rehearsesAgreesAccedesAdmitsSuspendsAndEnds() throws Exception {
        var node = NODE.address();
        var agreement = draft(node, keysOf("UNODC"), terms());
        assertThat(rehearse(node, keysOf("UNWTO"), request("UNWTO"), agreement)).isTrue();
        sign(node, keysOf("UNODC"), agreement);
        sign(node, keysOf("UNWTO"), agreement);
        accede(node, keysOf("WBG"), agreement);
        var seen = new ArrayList<Reservation>();

        assertThat(permitted(keysOf("WBG"))).isFalse();
        admit(node, keysOf("UNODC"), agreement, seen::addAll);
        assertThat(seen)
                .containsExactly(
                        Reservation.none().notFor(List.of("roster")).keptFor(Period.ofMonths(6)));
        assertThat(permitted(keysOf("WBG"))).isTrue();
        suspend(node, keysOf("UNODC"), agreement);
        assertThat(permitted(keysOf("WBG"))).isFalse();
        resume(node, keysOf("UNODC"), agreement);
        assertThat(permitted(keysOf("WBG"))).isTrue();
        assertThat(terminate(node, keysOf("UNODC"), agreement)).contains("ended");
        assertThat(permitted(keysOf("WBG"))).isFalse();
    }

    private static JsonNode terms() {
        return Json.read(
                """
                {"title": "Credentials, open to one more", "area": "human-resources",
                 "parties": ["UNODC", "UNWTO"], "accession": {"eligible": ["WBG"]},
                 "recordTypes": ["background-verification"], "purposes": ["recruitment", "roster"],
                 "retention": "P1Y",
                 "categories": [{"name": "credentials", "ceiling": "confidential",
                   "pointers": ["/subject", "/elements/academic"], "legalBases": ["consent"]}],
                 "onwardSharing": "prohibited", "commercialUse": "prohibited",
                 "reidentification": "prohibited", "breachNoticeHours": 72,
                 "term": {"from": "2026-01-01"}}
                """
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static DataRequest request(String asker) {
        return DataRequest.about(
                        Requests.person(), "background-verification", "recruitment", "consent")
                .consented(consent(asker))
                .wanting(List.of("/elements/academic"))
                .askedOf(List.of("UNODC"));
    }

    /** What is decided now, without any supposition. */
    private static boolean permitted(Path keys) throws Exception {
        try (var wbg = Comity.connect(NODE.address(), EntityKeys.read(keys))) {
            return wbg.rehearse(request("WBG")).answers().get(0).decision().permits();
        }
    }

    @Test
    void isWhatThePageShows() throws Exception {
        var page = Files.readString(PAGE, StandardCharsets.UTF_8);
        var source = Files.readString(SOURCE, StandardCharsets.UTF_8);

        var shown = source.split("// guide\\R", -1);
        assertThat(page.split("```java\\R", -1)).hasSize(shown.length / 2 + 1);
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

    private static String draft(URI node, Path keys, JsonNode terms) throws Exception {
        // guide
        try (var unodc = Comity.connect(Connection.to(node, EntityKeys.read(keys)))) {
            return unodc.draft(terms).id();
        }
        // guide
    }

    private static boolean rehearse(URI node, Path keys, DataRequest request, String agreement)
            throws Exception {
        // guide
        try (var unwto = Comity.connect(Connection.to(node, EntityKeys.read(keys)))) {
            var supposed = Supposition.signed(agreement).on(Instant.parse("2027-03-01T00:00:00Z"));
            var answers = unwto.rehearse(request, supposed).answers();
            return answers.get(0).decision().permits();
        }
        // guide
    }

    private static void sign(URI node, Path keys, String agreement) throws Exception {
        // guide
        try (var party = Comity.connect(Connection.to(node, EntityKeys.read(keys)))) {
            var digest = Comity.digestOf(party.agreement(agreement, 1));
            party.act(ActDraft.sign(agreement, 1, digest, "Ada Marrow, Director"));
        }
        // guide
    }

    private static void accede(URI node, Path keys, String agreement) throws Exception {
        // guide
        try (var wbg = Comity.connect(Connection.to(node, EntityKeys.read(keys)))) {
            var digest = Comity.digestOf(wbg.agreement(agreement, 1));
            var narrower = Reservation.none().notFor(List.of("roster")).keptFor(Period.ofMonths(6));
            wbg.act(
                    ActDraft.sign(agreement, 1, digest, "Noor Achterberg, Vice President")
                            .reserving(List.of(narrower)));
        }
        // guide
    }

    private static void admit(
            URI node, Path keys, String agreement, Consumer<List<Reservation>> read)
            throws Exception {
        // guide
        try (var unodc = Comity.connect(Connection.to(node, EntityKeys.read(keys)))) {
            var agreed = unodc.agreement(agreement, 1);
            var digest = Comity.digestOf(agreed);
            for (var act : unodc.signedActs(agreed)) {
                if (act.entity().equals("WBG")
                        && act.version() == 1
                        && act.kind() == ActKind.SIGN) {
                    read.accept(act.reservations());
                    unodc.act(
                            ActDraft.countersign(
                                    agreement, 1, digest, "Ada Marrow, Director", act.accession()));
                }
            }
        }
        // guide
    }

    private static void suspend(URI node, Path keys, String agreement) throws Exception {
        // guide
        try (var unodc = Comity.connect(Connection.to(node, EntityKeys.read(keys)))) {
            var digest = Comity.digestOf(unodc.agreement(agreement, 1));
            unodc.act(ActDraft.suspend(agreement, 1, digest, "Ada Marrow, Director"));
        }
        // guide
    }

    private static void resume(URI node, Path keys, String agreement) throws Exception {
        try (var unodc = Comity.connect(Connection.to(node, EntityKeys.read(keys)))) {
            var digest = unodc.agreement(agreement, 1).termsDigest();
            unodc.act(ActDraft.resume(agreement, 1, digest, "Ada Marrow, Director"));
        }
    }

    private static Optional<String> terminate(URI node, Path keys, String agreement)
            throws Exception {
        try (var unodc = Comity.connect(Connection.to(node, EntityKeys.read(keys)))) {
            var digest = unodc.agreement(agreement, 1).termsDigest();
            unodc.act(ActDraft.terminate(agreement, 1, digest, "Ada Marrow, Director"));
            return unodc.agreement(agreement, 1).stateWith("WBG");
        }
    }
}
