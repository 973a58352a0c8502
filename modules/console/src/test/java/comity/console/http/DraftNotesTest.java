package comity.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import comity.agreements.template.Templates;
import comity.console.Words;
import comity.kernel.Problem.Violation;
import comity.schema.Schemas;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DraftNotesTest {

    private static final DraftWords WORDS = new DraftWords(Words.in(Locale.ENGLISH));

    @Test
    void saysAllThatWasRefused() {
        var template =
                Templates.packaged(Schemas.published())
                        .template("background-verification-confidential")
                        .orElseThrow();
        var notes =
                DraftNotes.ofParameters(
                        template,
                        WORDS,
                        List.of(
                                new Violation("/parameters/annexes/0/title", "is too long"),
                                new Violation("/parameters/annexes/1/text", "has a sign"),
                                new Violation("/parameters/unheard-of", "is unknown"),
                                new Violation("/parameters", "is too much")));

        assertThat(notes.wrong()).containsOnlyKeys("annexes");
        assertThat(notes.wrong().get("annexes")).contains("is too long", "has a sign");
        assertThat(notes.general())
                .containsExactly(
                        "This does not fit: is unknown.", "This does not fit: is too much.");
    }

    @Test
    void saysThatTermsAreTheSameOnlyWhereNothingElseIsWrong() {
        assertThat(DraftNotes.ofTerms(WORDS, List.of()).general())
                .singleElement()
                .asString()
                .contains("changes nothing");
        assertThat(
                        DraftNotes.ofTerms(
                                        WORDS,
                                        List.of(
                                                new Violation("/parties", "lacks ILO"),
                                                new Violation("/until", "is past")))
                                .general())
                .containsExactly("This does not fit: lacks ILO.", "This does not fit: is past.");
    }
}
