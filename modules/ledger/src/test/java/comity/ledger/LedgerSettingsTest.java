package comity.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LedgerSettingsTest {

    @Test
    void promiseFiveMinutesUnlessToldOtherwise() {
        var settings = LedgerSettings.of(Samples.ORIGIN);

        assertThat(settings.maxMergeDelay()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.pollInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.open()).isFalse();
    }

    @Test
    void refuseANameThatNoCheckpointCanCarry() {
        for (var origin : new String[] {"", "a b", "a+b", "a\nb"}) {
            assertThatThrownBy(() -> LedgerSettings.of(origin))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("comity.log.origin");
        }
    }

    @Test
    void refuseLooksTooRareForTheTarget() {
        assertThatThrownBy(
                        () ->
                                new LedgerSettings(
                                        Samples.ORIGIN,
                                        Duration.ofMinutes(5),
                                        Duration.ofSeconds(1),
                                        10,
                                        false))
                .hasMessageContaining("comity.log.poll-interval");
    }
}
