package comity.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import comity.agreements.decision.OnwardSharing;
import comity.agreements.decision.SensitivityClass.Controls;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlsFormTest {

    private static final Map<String, String> FIELDS =
            Map.of("onwardSharing", "prior-consent", "keepUnit", "months");

    private final Map<String, String> wrong = new HashMap<>();

    private Optional<Controls> read(Map<String, String> changed, Set<String> purposes) {
        var fields = new HashMap<>(FIELDS);
        fields.putAll(changed);
        return ControlsForm.read(field -> fields.getOrDefault(field, ""), purposes, wrong);
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() {
        for (var kept : List.of("P1Y", "P18M", "P90D", "")) {
            var controls =
                    new Controls(
                            true,
                            false,
                            true,
                            kept.isEmpty() ? Optional.empty() : Optional.of(Period.parse(kept)),
                            OnwardSharing.PROHIBITED,
                            Set.of("recruitment", "audit"),
                            OptionalInt.of(72));

            var fields = ControlsForm.of(controls);
            var read = ControlsForm.read(fields::apply, controls.purposes(), wrong);

            assertThat(wrong).isEmpty();
            assertThat(read).contains(controls);
        }
    }

    @Test
    void whatIsLeftEmptyIsLeftToTheAgreement() {
        var read = read(Map.of(), Set.of()).orElseThrow();

        assertThat(read.longestRetention()).isEmpty();
        assertThat(read.breachNoticeHours()).isEmpty();
        assertThat(read.consent() || read.approval() || read.secondPerson()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1000", "1.5", "six", "٦"})
    void saysBesideTheFieldWhatIsNoNumber(String typed) {
        assertThat(read(Map.of("keepFor", typed, "hours", typed), Set.of())).isEmpty();
        assertThat(wrong).containsOnlyKeys("keepFor", "hours");
    }

    @ParameterizedTest
    @CsvSource({"hours,721", "keepUnit,weeks", "onwardSharing,perhaps"})
    void refusesWhatTheSchemaWouldRefuse(String field, String typed) {
        assertThat(read(Map.of(field, typed), Set.of())).isEmpty();
        assertThat(wrong).hasSize(1);
    }

    /** A mixed period has no place in the two fields: it is chosen anew rather than changed. */
    @Test
    void leavesAMixedPeriodToBeChosenAnew() {
        var controls =
                new Controls(
                        false,
                        false,
                        false,
                        Optional.of(Period.of(0, 1, 15)),
                        OnwardSharing.ALLOWED,
                        Set.of(),
                        OptionalInt.empty());

        assertThat(ControlsForm.of(controls).apply("keepFor")).isEmpty();
    }
}
