package comity.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogbookTest {

    private static final List<String> BEFORE = List.of("a", "b");

    @Test
    void findsNothingWhereEachActHasItsEntry() {
        assertThat(Logbook.differences(BEFORE, List.of("x", "y"), List.of("a", "b", "y", "x")))
                .isEmpty();
    }

    @Test
    void findsAnEntryThatIsLostAndOneThatIsDoubledAlthoughTheirNumberIsRight() {
        assertThat(Logbook.differences(BEFORE, List.of("x", "y"), List.of("a", "b", "y", "y")))
                .containsExactly(
                        "the entry x of an acknowledged act is in the log 0 times",
                        "the entry y of an acknowledged act is in the log 2 times");
    }

    @Test
    void findsAnActThatWasDoneTwice() {
        assertThat(Logbook.differences(BEFORE, List.of("x"), List.of("a", "b", "x", "z")))
                .containsExactly("the entry z is of no act that was acknowledged");
    }

    @Test
    void findsALogThatBeginsOtherwise() {
        assertThat(Logbook.differences(BEFORE, List.of("x"), List.of("b", "a", "x")))
                .containsExactly("the log no longer begins as it did");
        assertThat(Logbook.differences(BEFORE, List.of(), List.of("a")))
                .containsExactly("the log no longer begins as it did");
    }

    @Test
    void findsOneEntryForTwoActs() {
        assertThat(Logbook.differences(BEFORE, List.of("x", "x"), List.of("a", "b", "x")))
                .containsExactly("one entry stands for two acknowledged acts");
    }
}
