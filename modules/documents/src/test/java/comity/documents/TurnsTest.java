package comity.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns();

    @Test
    void aReaderHasOnePlaceAndLeavesTheOtherToOthers() {
        var done =
                turns.take(
                        "WFP",
                        () -> {
                            var refused =
                                    catchThrowableOfType(
                                            Problem.class,
                                            () -> turns.take("WFP", () -> "a second"));
                            assertThat(refused.type()).isEqualTo(KernelProblem.UNAVAILABLE);
                            return turns.take("UNICEF", () -> "another's");
                        });

        assertThat(done).isEqualTo("another's");
        assertThat(turns.take("WFP", () -> "the next")).isEqualTo("the next");
    }

    @Test
    void whatFailsGivesItsPlaceBack() {
        for (int i = 0; i <= Turns.AT_ONCE; i++) {
            var failed =
                    catchThrowableOfType(
                            IllegalStateException.class,
                            () ->
                                    turns.take(
                                            "WFP",
                                            () -> {
                                                throw new IllegalStateException("no paper");
                                            }));
            assertThat(failed).hasMessage("no paper");
        }
        assertThat(turns.take("WFP", () -> "printed")).isEqualTo("printed");
    }
}
