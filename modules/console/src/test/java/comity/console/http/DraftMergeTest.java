package comity.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import comity.agreements.template.Templates;
import comity.console.Words;
import comity.kernel.Json;
import comity.schema.Schemas;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class DraftMergeTest {

    private static final Set<String> ALL =
            Set.of("retention", "onwardSharing", "breachNoticeHours", "until");

    private static ObjectNode values(String json) {
        return (ObjectNode) Json.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static final ObjectNode BEGUN =
            values(
                    """
                    {"retention": "P1Y", "onwardSharing": "prohibited", "breachNoticeHours": 72}
                    """);

    private static List<DraftMerge.Difference> between(ObjectNode mine, ObjectNode theirs) {
        return DraftMerge.between(DraftMerge.digests(BEGUN), mine, theirs, ALL);
    }

    private static ObjectNode with(String name, String value) {
        return BEGUN.deepCopy().put(name, value);
    }

    @Test
    void tellsWhatOnlyTheOtherChangedFromWhatBothDid() {
        assertThat(between(BEGUN, with("retention", "P2Y")))
                .containsExactly(new DraftMerge.Difference("retention", false));
        assertThat(between(with("retention", "P3Y"), with("retention", "P2Y")))
                .containsExactly(new DraftMerge.Difference("retention", true));
        assertThat(between(with("retention", "P3Y"), BEGUN)).isEmpty();
        assertThat(between(with("retention", "P2Y"), with("retention", "P2Y"))).isEmpty();
    }

    @Test
    void tellsWhatWasAddedAndWhatWasTakenOut() {
        var without = BEGUN.deepCopy();
        without.remove("retention");

        assertThat(between(BEGUN, with("until", "2028-01-01")))
                .containsExactly(new DraftMerge.Difference("until", false));
        assertThat(between(with("retention", "P2Y"), without))
                .containsExactly(new DraftMerge.Difference("retention", true));
        assertThat(between(without, BEGUN)).isEmpty();
    }

    @Test
    void takesBrokenDigestsForAChangeByBoth() {
        assertThat(DraftMerge.between("", BEGUN, with("retention", "P2Y"), ALL))
                .contains(new DraftMerge.Difference("retention", true));
    }

    private static DraftChoices choices(String met, Map<String, String> typed) {
        var template =
                Templates.packaged(Schemas.published())
                        .template("background-verification-confidential")
                        .orElseThrow();
        return new DraftChoices(
                template,
                new DraftWords(Words.in(Locale.ENGLISH)),
                met,
                field -> typed.getOrDefault(field, ""));
    }

    @Test
    void takesNothingThatBothChangedBeforeSomebodyChooses() {
        var met = "both.retention other.breachNoticeHours";
        var theirs = with("retention", "P2Y").put("breachNoticeHours", 24);
        var mine = with("retention", "P3Y");

        assertThat(choices(met, Map.of()).open()).containsExactly("retention");
        assertThat(choices(met, Map.of()).take(mine, theirs)).containsExactly("breachNoticeHours");
        assertThat(mine).isEqualTo(with("retention", "P3Y").put("breachNoticeHours", 24));

        var chosen =
                choices(met, Map.of("take-retention", "theirs", "take-breachNoticeHours", "mine"));
        assertThat(chosen.open()).isEmpty();
        assertThat(chosen.take(mine, theirs)).containsExactly("retention");
        assertThat(mine.required("retention").stringValue()).isEqualTo("P2Y");
    }

    @Test
    void tellsBothInWordsAndMarksWhatIsToBeChosen() {
        var lines =
                choices("both.retention", Map.of())
                        .lines(
                                with("retention", "P3Y"),
                                with("retention", "P18M"),
                                Set.of("retention"));

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).mine()).isEqualTo("3 years");
        assertThat(lines.get(0).theirs()).isEqualTo("18 months");
        assertThat(lines.get(0).wrong()).contains("Choose which");
    }

    /** A third change: what was not yet chosen stays to be chosen. */
    @Test
    void forgetsNoDifferenceThatWasNotSettled() {
        var begun = DraftMerge.digests(with("retention", "P2Y"));
        var now = with("retention", "P2Y").put("breachNoticeHours", 24);

        assertThat(
                        choices("both.retention", Map.of("take-retention", "theirs"))
                                .text(begun, with("retention", "P3Y"), now))
                .isEqualTo("both.retention other.breachNoticeHours");
    }

    @Test
    void carriesOneDifferenceOfAParameterHoweverManyAFormBrings() {
        assertThat(DraftMerge.carried("other.until ".repeat(1000) + "both.until", ALL))
                .containsExactly(new DraftMerge.Difference("until", false));
        assertThat(DraftMerge.carried("other.elsewhere", ALL)).isEmpty();
    }
}
