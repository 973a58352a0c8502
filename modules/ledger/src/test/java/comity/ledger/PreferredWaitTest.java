package comity.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferredWaitTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=0|0",
                "wait=2|2",
                "wait=002|2",
                "Wait=2|2",
                "respond-async, wait=5|5",
                "wait=3; foo|3",
                "wait=3, wait=4|3",
                "wait=10|10",
                "wait=11|10",
                "wait=999|10",
                "wait=1000|10",
                "wait=99999999999999999999|10"
            })
    void readsHowLong(String prefer, int seconds) {
        assertThat(PreferredWait.of(prefer)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wait", "wait=", "wait=-1", "await=2", "wait=2x", "wait=\u0662"})
    void waitsForNothingElse(String prefer) {
        assertThat(PreferredWait.of(prefer)).isEmpty();
    }
}
