package comity.console;

import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Page;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesTest {

    /** The numbers 0 to 6, three a page. */
    private static Page<Integer> numbers(Optional<String> after) {
        int from = after.map(Integer::parseInt).orElse(0);
        int to = Math.min(7, from + 3);
        return new Page<>(
                IntStream.range(from, to).boxed().toList(),
                to < 7 ? Optional.of(Integer.toString(to)) : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"2, 2, true", "3, 3, true", "6, 6, true", "7, 7, false", "8, 7, false"})
    void goesThroughAllPagesAndSaysWhetherMoreAreThere(int most, int seen, boolean isCut) {
        var used = new ArrayList<Integer>();

        assertThat(Pages.each(PagesTest::numbers, most, used::add)).isEqualTo(isCut);

        assertThat(used).isEqualTo(IntStream.range(0, seen).boxed().toList());
    }
}
