package comity.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import comity.agreements.sensitivity.NamedClass;
import comity.agreements.sensitivity.ScaleSets;
import comity.console.WantedChange;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WordsFormTest {

    private static final NamedClass CONFIDENTIAL =
            ScaleSets.named(ScaleSets.UNITED_NATIONS).classOf("confidential").orElseThrow();

    private final Map<String, String> wrong = new HashMap<>();

    private static Map<String, String> typed() {
        var typed = new HashMap<String, String>();
        for (var language : WordsForm.languages(CONFIDENTIAL)) {
            for (var field : new String[] {"name-" + language, "guidance-" + language}) {
                typed.put(field, WordsForm.now(CONFIDENTIAL, field));
            }
        }
        return typed;
    }

    private Optional<WantedChange> read(Map<String, String> typed) {
        return WordsForm.read(CONFIDENTIAL, field -> typed.getOrDefault(field, ""), wrong);
    }

    @Test
    void changesNothingWhereNothingWasTyped() {
        var scale = ScaleSets.named(ScaleSets.UNITED_NATIONS);

        assertThat(read(typed()).orElseThrow().to(scale)).isEqualTo(scale);
        assertThat(WordsForm.languages(CONFIDENTIAL))
                .containsExactly("en", "fr", "es", "ar", "ru", "zh");
    }

    @Test
    void takesALanguageAddsOneAndMakesOneParagraphOfLines() {
        var typed = typed();
        typed.put("name-es", " ");
        typed.put("guidance-ru", " one \r\n two ");

        var change = (WantedChange.OfWords) read(typed).orElseThrow();

        assertThat(change.names()).containsOnlyKeys("en", "fr", "ar");
        assertThat(change.guidance()).containsEntry("ru", "one two").hasSize(5);
        assertThat(wrong).isEmpty();
    }

    /** In a time that grows with its length, and no faster: the test would not end otherwise. */
    @Test
    void readsWhatIsMuchTooLongAsSoonAsItCan() {
        var typed = typed();
        typed.put("name-en", "a" + " ".repeat(2_000_000) + "b");

        assertThat(read(typed)).isEmpty();
        assertThat(wrong).containsEntry("name-en", "wording.name.wrong");
    }

    @Test
    void saysWhatIsTooLongTurnsTheDirectionOrLacksEnglish() {
        var typed = typed();
        typed.put("name-en", "");
        typed.put("name-fr", "x".repeat(101));
        typed.put("name-ar", "a\u202Eb");
        typed.put("guidance-en", "");
        typed.put("guidance-zh", "x".repeat(1001));

        assertThat(read(typed)).isEmpty();
        assertThat(wrong)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "name-en", "wording.english.missing",
                                "name-fr", "wording.name.wrong",
                                "name-ar", "wording.name.wrong",
                                "guidance-en", "wording.english.missing",
                                "guidance-zh", "wording.guidance.wrong"));
    }
}
