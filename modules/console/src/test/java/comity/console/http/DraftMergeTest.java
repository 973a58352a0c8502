package comity.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import comity.agreements.template.Template;
import comity.agreements.template.Templates;
import comity.console.Words;
import comity.kernel.Json;
import comity.schema.Schemas;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private static DraftMerge.Difference difference(String name, boolean isBoth, ObjectNode mine) {
        return new DraftMerge.Difference(name, isBoth, DraftMerge.digest(mine.path(name)));
    }

    /** What a form carries where these were told. */
    private static String met(ObjectNode mine, String... differences) {
        return Stream.of(differences)
                .map(each -> each.split("\\."))
                .map(each -> difference(each[1], each[0].equals("both"), mine).text())
                .collect(Collectors.joining(" "));
    }

    private static ObjectNode with(String name, String value) {
        return BEGUN.deepCopy().put(name, value);
    }

    @Test
    void tellsWhatOnlyTheOtherChangedFromWhatBothDid() {
        assertThat(between(BEGUN, with("retention", "P2Y")))
                .containsExactly(difference("retention", false, BEGUN));
        assertThat(between(with("retention", "P3Y"), with("retention", "P2Y")))
                .containsExactly(difference("retention", true, with("retention", "P3Y")));
        assertThat(between(with("retention", "P3Y"), BEGUN)).isEmpty();
        assertThat(between(with("retention", "P2Y"), with("retention", "P2Y"))).isEmpty();
    }

    @Test
    void tellsWhatWasAddedAndWhatWasTakenOut() {
        var without = BEGUN.deepCopy();
        without.remove("retention");

        assertThat(between(BEGUN, with("until", "2028-01-01")))
                .containsExactly(new DraftMerge.Difference("until", false, ""));
        assertThat(between(with("retention", "P2Y"), without))
                .containsExactly(difference("retention", true, with("retention", "P2Y")));
        assertThat(between(without, BEGUN)).isEmpty();
    }

    @Test
    void takesBrokenDigestsForAChangeByBoth() {
        assertThat(DraftMerge.between("", BEGUN, with("retention", "P2Y"), ALL))
                .contains(difference("retention", true, BEGUN));
    }

    private static Template template() {
        return Templates.packaged(Schemas.published())
                .template("background-verification-confidential")
                .orElseThrow();
    }

    private static DraftChoices choices(String met, Map<String, String> typed) {
        return new DraftChoices(
                template(),
                new DraftWords(Words.in(Locale.ENGLISH)),
                met,
                field -> typed.getOrDefault(field, ""));
    }

    @Test
    void takesNothingThatBothChangedBeforeSomebodyChooses() {
        var theirs = with("retention", "P2Y").put("breachNoticeHours", 24);
        var mine = with("retention", "P3Y");
        var met = met(mine, "both.retention", "other.breachNoticeHours");

        assertThat(choices(met, Map.of()).open(mine)).containsExactly("retention");
        assertThat(choices(met, Map.of()).take(mine, theirs)).containsExactly("breachNoticeHours");
        assertThat(mine).isEqualTo(with("retention", "P3Y").put("breachNoticeHours", 24));

        met = met(mine, "both.retention", "other.breachNoticeHours");
        var chosen =
                choices(met, Map.of("take-retention", "theirs", "take-breachNoticeHours", "mine"));
        assertThat(chosen.open(mine)).isEmpty();
        assertThat(chosen.take(mine, theirs)).containsExactly("retention");
        assertThat(mine.required("retention").stringValue()).isEqualTo("P2Y");
    }

    @Test
    void tellsBothInWordsAndMarksWhatIsToBeChosen() {
        var lines =
                choices(met(with("retention", "P3Y"), "both.retention"), Map.of())
                        .lines(
                                with("retention", "P3Y"),
                                with("retention", "P18M"),
                                Set.of("retention"));

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).mine()).isEqualTo("3 years");
        assertThat(lines.get(0).theirs()).isEqualTo("18 months");
        assertThat(lines.get(0).wrong()).contains("Choose which");
    }

    /** What the other changed is preselected; whoever then edits the same field loses nothing. */
    @Test
    void asksAnewWhereSomebodyEditsWhatWasToBeTakenOver() {
        var theirs = with("retention", "P2Y");
        var edited = with("retention", "P3Y");
        var typed = Map.of("take-retention", "theirs");
        var met = met(BEGUN, "other.retention");

        assertThat(choices(met, typed).open(BEGUN)).isEmpty();
        assertThat(choices(met, typed).open(edited)).containsExactly("retention");
        assertThat(choices(met, typed).take(edited, theirs)).isEmpty();
        assertThat(edited.required("retention").stringValue()).isEqualTo("P3Y");
        var line = choices(met, typed).lines(edited, theirs, Set.of("retention")).get(0);
        assertThat(line.isBoth()).isTrue();
        assertThat(line.choice()).isEmpty();

        // Told as it is now, the same choice counts.
        var told = choices(met, typed).told(edited);
        assertThat(told).isEqualTo(met(edited, "both.retention"));
        assertThat(choices(told, Map.of()).open(edited)).containsExactly("retention");
        assertThat(choices(told, typed).take(edited, theirs)).containsExactly("retention");
    }

    @Test
    void anOrderThatSaysNothingIsNoEdit() {
        var mine = values("{\"purposes\": [\"roster\", \"recruitment\"], \"retention\": \"P2W\"}");
        var sent = values("{\"purposes\": [\"recruitment\", \"roster\"], \"retention\": \"P14D\"}");
        var theirs = values("{\"purposes\": [\"recruitment\"], \"retention\": \"P1Y\"}");
        var met = choices("", Map.of()).text(begun(mine), mine, theirs);

        assertThat(met).startsWith("other.").doesNotContain("both.");
        assertThat(choices(met, Map.of()).take(sent, theirs))
                .containsExactly("purposes", "retention");
    }

    private static String begun(ObjectNode values) {
        return DraftChoices.begun(template(), values);
    }

    /** A third change: what was not yet chosen stays to be chosen. */
    @Test
    void forgetsNoDifferenceThatWasNotSettled() {
        var mine = with("retention", "P3Y");
        var begun = begun(with("retention", "P2Y"));
        var now = with("retention", "P2Y").put("breachNoticeHours", 24);

        assertThat(
                        choices(met(mine, "both.retention"), Map.of("take-retention", "theirs"))
                                .text(begun, mine, now))
                .isEqualTo(met(mine, "both.retention", "other.breachNoticeHours"));
    }

    /** A third change: what one chose to keep is kept, unless the other's is another now. */
    @Test
    void forgetsNoChoiceOfOnesOwn() {
        var begun = begun(with("retention", "P2Y"));
        var chosen = choices(met(BEGUN, "other.retention"), Map.of("take-retention", "mine"));

        var elsewhere = with("retention", "P2Y").put("breachNoticeHours", 24);
        assertThat(chosen.stay(begun, BEGUN, elsewhere)).containsExactly("retention");

        var again = with("retention", "P30M");
        assertThat(chosen.stay(begun, BEGUN, again)).isEmpty();
        assertThat(chosen.text(begun, BEGUN, again)).isEqualTo(met(BEGUN, "both.retention"));
    }

    @Test
    void carriesOneDifferenceOfAParameterHoweverManyAFormBrings() {
        assertThat(DraftMerge.carried("other.until: ".repeat(1000) + "both.until:", ALL))
                .containsExactly(new DraftMerge.Difference("until", false, ""));
        assertThat(DraftMerge.carried("other.elsewhere:", ALL)).isEmpty();
    }
}
