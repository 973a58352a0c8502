package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import comity.client.Comity;
import comity.launch.ServerProcess.Start;
import comity.testing.TestDatabase;
import comity.testing.TestPostgres;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One node's life: each test takes it as the one before left it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StartIT {

    @RegisterExtension static final RunningNode NODE = RunningNode.own(Map.of());

    @Test
    @Order(1)
    void waitsForADatabaseThatIsAway() throws Exception {
        if (TestDatabase.kindOfRun() == TestDatabase.Kind.POSTGRESQL) {
            NODE.usePostgresAt(TestPostgres.address("made_later"));
            startWaiting();
            TestPostgres.create("made_later");
        } else {
            Files.createDirectories(NODE.data().resolve("database"));
            // Whoever has an embedded database open keeps everyone else away from it.
            try (var elsewhere = NODE.database().open()) {
                startWaiting();
                assertThat(elsewhere.isValid(1)).isTrue();
            }
        }

        assertThat(NODE.awaitStart()).isEqualTo(Start.READY);
        // The persistence unit is alive: this reads through it.
        assertThat(NODE.get("/api/v1/entities").statusCode()).isEqualTo(200);
    }

    private static void startWaiting() throws Exception {
        NODE.launch();
        awaitLine("Waiting for the database");
        assertThat(NODE.process().isAlive()).isTrue();
    }

    private static void awaitLine(String expression) throws InterruptedException {
        for (int i = 0; i < 1500 && !NODE.process().wrote(expression); i++) {
            Thread.sleep(200);
        }
        assertThat(NODE.process().wrote(expression)).as(expression).isTrue();
    }

    private static boolean isTold(Comity entity, String kind, String agreement) {
        Optional<String> cursor = Optional.empty();
        for (int looks = 0; looks < 10; looks++) {
            var page = entity.notices(cursor, Duration.ofSeconds(20));
            if (page.items().stream()
                    .anyMatch(
                            notice ->
                                    notice.kind().equals(kind)
                                            && agreement.equals(notice.agreement()))) {
                return true;
            }
            cursor = page.next();
        }
        return false;
    }

    @Test
    @Order(2)
    void startsAgainOnTheDataOfAKilledProcess() throws Exception {
        var before = NODE.get("/api/v1/entities").body();
        NODE.kill();
        NODE.start();

        assertThat(before).contains("UNICEF");
        assertThat(NODE.get("/api/v1/entities").body()).isEqualTo(before);
    }

    /** Nobody asks for it: what erases and what warns runs in a node that was just started. */
    @Test
    @Order(3)
    void doesByItselfWhatTheTimeBrings() throws Exception {
        var node = SandboxNode.of(NODE);
        var dealings = new Dealings(node);
        var soon = LocalDate.now(ZoneOffset.UTC).plusDays(5);
        var agreement = dealings.agreedUntil("ITU", "WIPO", soon);
        dealings.disclosed("WIPO", "ITU");
        NODE.stop();
        NODE.database().update("update exchange_exchange set keep_until = date '2026-01-01'");
        assertThat(NODE.database().contents().get("exchange_exchange"))
                .singleElement(STRING)
                .containsIgnoringCase("erased=f");

        NODE.start();
        try (var wipo = Comity.connect(NODE.address(), node.keysOf("WIPO"))) {
            assertThat(isTold(wipo, "agreement-expiring", agreement)).isTrue();
        }
        awaitLine("Erased the copies of 1 exchanges");
        NODE.stop();

        assertThat(NODE.database().contents().get("exchange_exchange"))
                .singleElement(STRING)
                .contains("asker=WIPO")
                .containsIgnoringCase("erased=t")
                .endsWith("sealed=");
    }

    @Test
    @Order(4)
    void refusesTheSandboxesDatabaseInProductionAndLeavesItAsItIs() throws Exception {
        NODE.stop();
        // Without the history of its migrations, so that one would have something to do.
        NODE.database().rename("kernel_migration", "kernel_migration_away");
        var before = NODE.database().contents();
        NODE.set("COMITY_MODE", "production");
        NODE.set("COMITY_KEYS_PASSWORD", "not-a-secret-in-the-sandbox");
        NODE.launch();

        assertThat(NODE.awaitStart()).isEqualTo(Start.FAILED);
        assertThat(String.join("\n", NODE.process().lastWords()))
                .contains("This database holds the sandbox's fictional data");
        NODE.stop();
        assertThat(before).containsKeys("kernel_node", "parties_entity");
        assertThat(NODE.database().contents()).isEqualTo(before);
        NODE.database().rename("kernel_migration_away", "kernel_migration");
    }

    @Test
    @Order(5)
    void refusesToGoOnWithoutTheKeysThatItHad() throws Exception {
        NODE.set("COMITY_MODE", "sandbox");
        Files.move(NODE.data().resolve("keys.p12"), NODE.data().resolve("keys-away.p12"));
        NODE.launch();

        assertThat(NODE.awaitStart()).isEqualTo(Start.FAILED);
        assertThat(String.join("\n", NODE.process().lastWords())).contains("keys.p12");
        assertThat(NODE.data().resolve("keys.p12")).doesNotExist();
    }
}
