package comity.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingTest {

    @Test
    void saysOnceThatMoreWaitsThanIsShown() {
        var item = new Waiting.Item("to-sign", List.of("Title", 1), "/console/agreement", "warn");
        var many = IntStream.rangeClosed(0, Waiting.SHOWN).mapToObj(any -> item).toList();
        var most = many.subList(0, Waiting.SHOWN);

        assertThat(Waiting.shown(most, false, "/list")).isEqualTo(most);
        assertThat(Waiting.shown(many, true, "/list"))
                .hasSize(Waiting.SHOWN + 1)
                .startsWith(item)
                .last()
                .isEqualTo(new Waiting.Item("more", List.of(), "/list", "calm"));
        assertThat(Waiting.shown(List.of(), true, "/list")).hasSize(1);
    }

    @Test
    void whatHasADayComesBeforeWhatCanWait() {
        var item = new Waiting.Item("to-sign", List.of("Title", 1), "/console/agreement", "warn");
        var day = LocalDate.of(2026, 11, 22);
        var dated = new Waiting.Item("mandate.ends", List.of("A", "B", day), "/m", "warn");
        var items = new ArrayList<>(Collections.nCopies(Waiting.SHOWN, item));
        items.add(dated);

        assertThat(Waiting.shown(items, false, "/list"))
                .startsWith(dated, item)
                .hasSize(Waiting.SHOWN + 1);
    }

    @Test
    void whatNeedsAnActComesBeforeWhatCanBeRead() {
        var review = new Waiting.Item("to-review", List.of("Title", 1), "/a", "calm");
        var sign = new Waiting.Item("to-sign", List.of("Title", 1), "/a", "warn");

        assertThat(Waiting.shown(List.of(review, sign), false, "/list"))
                .containsExactly(sign, review);
    }
}
