package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import comity.launch.ServerProcess.Start;
import comity.testing.TestDatabase;
import comity.testing.TestPostgres;
import java.nio.file.Files;
import java.util.Map;
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
        for (int i = 0; i < 1500 && !NODE.process().wrote("Waiting for the database"); i++) {
            Thread.sleep(200);
        }
        assertThat(NODE.process().wrote("Waiting for the database")).isTrue();
        assertThat(NODE.process().isAlive()).isTrue();
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

    @Test
    @Order(3)
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
    @Order(4)
    void refusesToGoOnWithoutTheKeysThatItHad() throws Exception {
        NODE.set("COMITY_MODE", "sandbox");
        Files.move(NODE.data().resolve("keys.p12"), NODE.data().resolve("keys-away.p12"));
        NODE.launch();

        assertThat(NODE.awaitStart()).isEqualTo(Start.FAILED);
        assertThat(String.join("\n", NODE.process().lastWords())).contains("keys.p12");
        assertThat(NODE.data().resolve("keys.p12")).doesNotExist();
    }
}
