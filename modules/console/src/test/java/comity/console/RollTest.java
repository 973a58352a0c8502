package comity.console;

import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Page;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RollTest {

    private static final List<String> COLUMNS = List.of("name", "number");

    private final AtomicInteger read = new AtomicInteger();

    @Test
    void readsNoFurtherThanThePageThatIsShown() {
        var listing = roll(1000).page(query("", "", "1"));

        assertThat(listing.rows()).hasSize(Roll.PAGE);
        assertThat(listing.rows().get(0).get(0).text()).isEqualTo("Row 0");
        assertThat(listing.hasMore()).isTrue();
        assertThat(read).hasValue(1);
    }

    @Test
    void goesOnWhereThePageBeforeEnded() {
        var second = roll(60).page(query("", "", "2"));
        var last = roll(60).page(query("", "", "3"));

        assertThat(second.rows().get(0).get(0).text()).isEqualTo("Row 25");
        assertThat(last.rows()).hasSize(10);
        assertThat(last.hasMore()).isFalse();
        assertThat(roll(60).page(query("", "", "9")).rows()).isEmpty();
    }

    @Test
    void findsWordsInAnyColumnWithoutCaseAndAccents() {
        assertThat(roll(300).page(query("rów 299", "", "1")).found()).isEqualTo(1);
        assertThat(roll(300).page(query("absent", "", "1")).isEmpty()).isTrue();
    }

    @Test
    void sortsByAColumnBothWaysWithNumbersAsNumbers() {
        var up = roll(300).page(query("", "name", "1"));
        var down = roll(300).page(query("", "-name", "1"));

        assertThat(up.rows().get(2).get(0).text()).isEqualTo("Row 2");
        assertThat(up.direction("name")).isEqualTo("ascending");
        assertThat(down.rows().get(0).get(0).text()).isEqualTo("Row 299");
        assertThat(down.direction("name")).isEqualTo("descending");
        assertThat(down.direction("number")).isEqualTo("none");
    }

    @Test
    void saysThatItLookedAtTheFirstRowsOnly() {
        var listing = roll(Roll.MOST + 1).page(query("row", "", "1"));

        assertThat(listing.found()).isEqualTo(Roll.MOST);
        assertThat(listing.isCut()).isTrue();
        assertThat(roll(Roll.MOST).page(query("row", "", "1")).isCut()).isFalse();
    }

    @Test
    void saysSoTooToWhoeverTurnsPagesToTheEndOrTakesThemAll() {
        var last = Integer.toString(Roll.MOST / Roll.PAGE);

        var listing = roll(Roll.MOST + 1).page(query("", "", last));
        assertThat(listing.rows()).hasSize(Roll.PAGE);
        assertThat(listing.hasMore()).isFalse();
        assertThat(listing.isCut()).isTrue();
        assertThat(roll(Roll.MOST).page(query("", "", last)).isCut()).isFalse();
        assertThat(roll(Roll.MOST + 1).page(query("", "", "1")).isCut()).isFalse();
        assertThat(roll(Roll.MOST + 1).all(query("", "", "1")).isCut()).isTrue();
        assertThat(roll(Roll.MOST).all(query("", "", "1")).isCut()).isFalse();
    }

    @Test
    void leavesOutParametersThatMakeNoSense() {
        var query = Query.of(" a ".repeat(100), "no-such-column", "-3", COLUMNS);

        assertThat(query.words()).hasSize(100);
        assertThat(query.sort()).isEmpty();
        assertThat(query.page()).isEqualTo(1);
        assertThat(Query.of("é&x", "-name", "7", COLUMNS).at(8))
                .isEqualTo("?page=8&q=%C3%A9%26x&sort=-name");
    }

    private static Query query(String words, String sort, String page) {
        return Query.of(words, sort, page, COLUMNS);
    }

    private Roll<Integer> roll(int rows) {
        return new Roll<>(
                "things",
                COLUMNS,
                cursor -> page(rows, cursor),
                number -> List.of(Cell.of("Row " + number), Cell.of("n" + number)),
                Locale.ENGLISH);
    }

    private Page<Integer> page(int rows, Optional<String> cursor) {
        read.incrementAndGet();
        int from = cursor.map(Integer::parseInt).orElse(0);
        int to = Math.min(rows, from + Page.LIMIT);
        return new Page<>(
                IntStream.range(from, to).boxed().toList(),
                to < rows ? Optional.of(Integer.toString(to)) : Optional.empty());
    }
}
