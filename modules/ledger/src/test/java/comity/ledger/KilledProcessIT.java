package comity.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import comity.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process with a database of its own is killed while it appends and extends the log. On a
 * database server a killed client is a cut connection, which {@link SequencerIT} tries.
 */
@DisabledIfSystemProperty(named = "comity.test.database", matches = "postgresql")
class KilledProcessIT {

    private static final int KILLS = 2;
    private static final int ACKNOWLEDGED = 150;

    @Test
    void losesNothingThatWasAcknowledged(@TempDir Path folder) throws Exception {
        var acknowledged = new ArrayList<String>();
        for (int i = 0; i < KILLS; i++) {
            acknowledged.addAll(runUntilKilled(folder));
        }

        try (var database = TestDatabase.openH2In(folder, List.of("ledger"))) {
            // With one entry more the last checkpoint is signed by this process's keys.
            var ledger = Samples.ledger(database, () -> {});
            database.transactions().required(() -> ledger.append(Samples.exchange(0)));
            while (Samples.sequencer(database.dataSource(), 100).integrate() > 0) {
                // What was pending when it died.
            }
            var log = ledger.log();
            assertThat(LogChecks.leafHashes(log)).doesNotHaveDuplicates().containsAll(acknowledged);
            var checkpoint = log.checkpoint().orElseThrow();
            LogChecks.requireWhole(log, LogChecks.verified(checkpoint).checkpoint());
        }
    }

    private static List<String> runUntilKilled(Path folder) throws Exception {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Endless.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        var leaves = new ArrayList<String>();
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (var line = lines.readLine();
                    line != null && leaves.size() < ACKNOWLEDGED;
                    line = lines.readLine()) {
                leaves.add(line);
            }
            process.destroyForcibly().waitFor();
        }
        assertThat(leaves).hasSize(ACKNOWLEDGED);
        return leaves;
    }

    /** Appends without end and writes the leaf of each entry once it is committed. */
    static final class Endless {

        private Endless() {}

        public static void main(String[] arguments) {
            var database = TestDatabase.openH2In(Path.of(arguments[0]), List.of("ledger"));
            var sequencer = Samples.sequencer(database.dataSource(), 4096);
            new Thread(sequencer).start();
            var ledger = Samples.ledger(database, sequencer::wake);
            for (int i = 0; ; i++) {
                int number = i;
                var appended =
                        database.transactions()
                                .required(() -> ledger.append(Samples.exchange(number)));
                System.out.println(appended.leaf());
            }
        }
    }
}
