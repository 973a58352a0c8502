package comity.console;

import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class NextStagesTest {

    private static JsonNode version(int number, String state) {
        return Json.read(
                """
                {"version": %d, "state": "%s", "terms": {"parties": ["ITC", "UPU"]},
                 "versions": [{"version": 1}, {"version": 2}]}
                """
                        .formatted(number, state)
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void leadsAPartyFromDraftToReviewAndToOpen() {
        assertThat(NextStages.of(version(2, "draft"), "ITC")).containsExactly("review", "open");
        assertThat(NextStages.of(version(2, "review"), "UPU")).containsExactly("open", "draft");
        assertThat(NextStages.isRevisable(version(2, "review"), "UPU")).isTrue();
        assertThat(NextStages.isAmendable(version(2, "draft"), "ITC")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"open", "partly-signed", "signed", "in-force", "suspended", "ended", "superseded"})
    void letsATextThatIsOpenBeFollowedAndNothingElse(String state) {
        assertThat(NextStages.of(version(2, state), "ITC")).isEmpty();
        assertThat(NextStages.isAmendable(version(2, state), "ITC")).isTrue();
        assertThat(NextStages.isAmendable(version(1, state), "ITC")).isFalse();
    }

    @Test
    void offersNothingToOneThatIsNoParty() {
        assertThat(NextStages.of(version(2, "draft"), "WMO")).isEmpty();
        assertThat(NextStages.isAmendable(version(2, "open"), "WMO")).isFalse();
    }
}
