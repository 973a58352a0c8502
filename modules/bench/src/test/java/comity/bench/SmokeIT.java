package comity.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That the long runs run: seconds of what `-Pbench` does in minutes, and one kill of the twenty.
 */
class SmokeIT {

    private static final Path INSTALLATION =
            Path.of("../app/target/liberty/wlp").toAbsolutePath().normalize();

    private static final String DATABASE = System.getProperty("comity.test.database", "h2");

    @Test
    void measuresTheSignedExchangeBesideAReadAndAnInsert() throws Exception {
        var second = Duration.ofSeconds(1);

        var results = new Bench(2, 3, second, second, 1).measure(DATABASE, INSTALLATION);

        assertThat(results).containsOnlyKeys("plain read", "plain insert", "signed exchange");
        assertThat(results.values())
                .allSatisfy(result -> assertThat(result.latencies()).isNotEmpty());
    }

    @Test
    void losesNothingThatWasAcknowledgedWhenItIsKilled(@TempDir Path folder) throws Exception {
        var outcome = KillRun.onKind(DATABASE, INSTALLATION, folder, 1, 1);

        assertThat(outcome.faults()).isEmpty();
        assertThat(outcome.acknowledged()).containsKeys(Sent.PUBLICATION, Sent.EXCHANGE);
        assertThat(outcome.acknowledged().values().stream().mapToInt(Integer::intValue).sum())
                .isGreaterThanOrEqualTo(20);
    }
}
