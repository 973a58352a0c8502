package comity.console;

import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Json;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MandateStandingTest {

    @ParameterizedTest
    @CsvSource({
        "draft, 2026-06-01, DRAFT",
        "draft, 2027-01-01, OVER",
        "granted, 2025-12-31, AHEAD",
        "granted, 2026-01-01, IN_FORCE",
        "granted, 2026-12-31, IN_FORCE",
        "granted, 2027-01-01, OVER",
        "revoked, 2025-12-31, REVOKED",
        "revoked, 2027-01-01, REVOKED"
    })
    void standsByItsStateAndTheDaysOfItsTerm(String state, LocalDate today, String standing) {
        var mandate = Json.object().put("state", state);
        mandate.putObject("terms")
                .putObject("term")
                .put("from", "2026-01-01")
                .put("until", "2026-12-31");

        assertThat(MandateStanding.of(mandate, today)).hasToString(standing);
    }
}
