package comity.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class MandateFormTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

    private final Map<String, String> wrong = new HashMap<>();

    private Optional<ObjectNode> read(Map<String, List<String>> typed) {
        return MandateForm.read(
                "UPU",
                field -> typed.getOrDefault(field, List.of("")).get(0),
                field -> typed.getOrDefault(field, List.of()),
                TODAY,
                wrong);
    }

    private static Map<String, List<String>> typed() {
        var typed = new HashMap<String, List<String>>();
        typed.put("centre", List.of("WHO"));
        typed.put("types", List.of("background-verification"));
        typed.put("acts", List.of("rely", "ask", "ask"));
        typed.put("from", List.of("2026-11-01"));
        typed.put("until", List.of("2026-11-22"));
        return typed;
    }

    @Test
    void readsTheTermsThatTheSchemaHas() {
        var terms = read(typed()).orElseThrow();

        assertThat(terms.toString())
                .isEqualTo(
                        "{\"client\":\"UPU\",\"centre\":\"WHO\",\"recordTypes\":"
                                + "[\"background-verification\"],\"acts\":[\"ask\",\"rely\"],"
                                + "\"term\":{\"from\":\"2026-11-01\",\"until\":\"2026-11-22\"}}");
        assertThat(wrong).isEmpty();
    }

    @Test
    void saysOfEachFieldWhatIsWrong() {
        assertThat(read(Map.of())).isEmpty();
        assertThat(wrong).containsOnlyKeys("centre", "types", "acts", "from", "until");
    }

    @Test
    void refusesAnActThatIsNoneAndATermThatIsOverOrEndsBeforeItBegins() {
        var typed = typed();
        typed.put("acts", List.of("ask", "pass-on"));
        typed.put("until", List.of("2026-11-21"));
        assertThat(read(typed)).isEmpty();
        assertThat(wrong).containsOnlyKeys("acts", "until");

        wrong.clear();
        typed = typed();
        typed.put("from", List.of("2026-12-02"));
        typed.put("until", List.of("2026-12-01"));
        assertThat(read(typed)).isEmpty();
        assertThat(wrong).containsOnlyKeys("until");
    }
}
