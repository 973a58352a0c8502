package comity.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import comity.agreements.template.Template;
import comity.agreements.template.Templates;
import comity.console.Words;
import comity.kernel.Json;
import comity.parties.Entity;
import comity.schema.Schemas;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class DraftFormTest {

    private static final Templates TEMPLATES = Templates.packaged(Schemas.published());
    private static final Template TEMPLATE =
            TEMPLATES.template("background-verification-confidential").orElseThrow();

    /** A value for everything that the template leaves open. */
    private static final String VALUES =
            """
            {"languages": ["fr", "en"], "parties": ["UPU", "ITC"], "purposes": ["roster", "recruitment"],
             "elements": ["/elements/academic"], "legalBases": ["mandate"], "retention": "P1Y6M",
             "onwardSharing": "prohibited", "breachNoticeHours": 72, "measures": ["access-by-role"],
             "requestsHandledBy": "issuer", "answerWithinDays": 30, "keepEvidence": "P2W",
             "disputes": ["conciliation", "consultation"], "eligible": ["WMO"], "objectionDays": 20,
             "reviewEvery": "P1Y", "terminationNoticeDays": 0, "dataAtEnd": "erase", "dataWithinDays": 30,
             "from": "2027-01-01", "until": "2028-12-31",
             "annexes": [{"title": "ملحق", "language": "ar", "text": "نص حر\\nسطر"},
               {"title": "Focal points", "language": "en", "text": "Free text."}]}
            """;

    private static ObjectNode values() {
        return (ObjectNode) Json.read(VALUES.getBytes(StandardCharsets.UTF_8));
    }

    private static DraftReading read(Map<String, List<String>> fields, JsonNode before) {
        return new DraftReading(
                        TEMPLATE,
                        new DraftWords(Words.in(Locale.ENGLISH)),
                        Typed.of(fields),
                        Set.of("ITC", "UPU", "WMO"),
                        "ITC")
                .read(before);
    }

    private static DraftReading changed(String field, String... typed) {
        var fields = new HashMap<>(DraftForm.written(TEMPLATE, values()));
        fields.put(field, List.of(typed));
        return read(fields, values());
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() {
        var read = read(DraftForm.written(TEMPLATE, values()), values());

        assertThat(read.wrong()).isEmpty();
        assertThat(Json.text(read.values())).isEqualTo(Json.text(values()));
        assertThat(new TreeSet<>(values().propertyNames()))
                .isEqualTo(new TreeSet<>(TEMPLATE.parameters().keySet()));
    }

    @Test
    void ordersWhatHasNoOrderAsTheTemplateDoesWhereNothingWasBefore() {
        var fields = new HashMap<>(DraftForm.written(TEMPLATE, values()));
        // As a browser sends boxes: in the order of the page.
        fields.put("f-purposes", List.of("recruitment", "roster"));

        assertThat(read(fields, Json.object()).values().required("purposes").get(0).stringValue())
                .isEqualTo("recruitment");
        assertThat(Json.text(read(fields, values()).values())).isEqualTo(Json.text(values()));
    }

    @ParameterizedTest
    @CsvSource({
        "f-breachNoticeHours, 800, breachNoticeHours, from 1 to 720",
        "f-breachNoticeHours, 0, breachNoticeHours, from 1 to 720",
        "f-breachNoticeHours, many, breachNoticeHours, whole number",
        "f-breachNoticeHours, '', breachNoticeHours, Fill this in",
        "f-onwardSharing, '', onwardSharing, Choose something",
        "f-onwardSharing, perhaps, onwardSharing, from the list",
        "f-purposes, '', purposes, Choose something",
        "f-purposes, leisure, purposes, from the list",
        "f-retention-years, 9, retention, from 1 day to 5 years",
        "f-retention-years, -1, retention, whole numbers",
        "f-from, tomorrow, from, such as 2027-01-31",
        "f-until, 2026-12-31, until, before the first",
        "f-languages-2, fr, languages, twice",
        "f-parties, ITC, '', ''",
        "f-parties, UPU, parties, ITC drafts",
        "f-parties, NOBODY, parties, no longer takes part",
        "f-eligible, UPU, eligible, Already a party: UPU",
        "f-eligible, '', objectionDays, means nothing without",
        "f-annexes-1-title, '', annexes, Annex 2 needs a title",
        "f-annexes-1-text, '', annexes, Annex 2 has a title and no text",
        "f-annexes-0-language, '', annexes, language of annex 1",
        "f-annexes-0-text, 'a\u202Eb', annexes, turns the direction"
    })
    void saysBesideTheFieldWhatIsWrongAndWhatToDo(
            String field, String typed, String parameter, String said) {
        var wrong = changed(field, typed).wrong();

        if (parameter.isEmpty()) {
            assertThat(wrong).isEmpty();
        } else {
            assertThat(wrong).containsOnlyKeys(parameter);
            assertThat(wrong.get(parameter)).contains(said);
        }
    }

    /** One that has closed since, or stands beyond the list, is not dropped without a word. */
    @Test
    void showsWhomTheTextNamesAndNobodyCanChoose() {
        var fields = new HashMap<>(DraftForm.written(TEMPLATE, values()));
        fields.put("f-eligible", List.of("GONE", "WMO"));
        var known =
                List.of(
                        entity("ITC", "International Trade Centre"),
                        entity("WMO", "World Meteorological Organization"));

        var shown =
                new DraftFields(
                                TEMPLATE,
                                new DraftWords(Words.in(Locale.ENGLISH)),
                                Typed.of(fields),
                                Map.of(),
                                known)
                        .parts().stream()
                                .flatMap(part -> part.fields().stream())
                                .filter(field -> field.name().equals("f-eligible"))
                                .flatMap(field -> field.options().stream())
                                .toList();

        assertThat(shown)
                .extracting(DraftFields.Option::code, DraftFields.Option::isChosen)
                .containsExactly(tuple("GONE", true), tuple("ITC", false), tuple("WMO", true));
        assertThat(shown.get(0).name()).contains("GONE", "not among those that can be chosen");
        assertThat(read(fields, values()).wrong()).containsOnlyKeys("eligible");
        assertThat(read(fields, values()).wrong().get("eligible"))
                .contains("GONE")
                .doesNotContain("WMO");
    }

    private static Entity entity(String code, String name) {
        var identifier = URI.create("https://" + code.toLowerCase(Locale.ROOT) + ".example");
        return new Entity(code, name, identifier, new TreeSet<>(), true);
    }

    @Test
    void asksForAnotherPartyWhereNobodyCanAccede() {
        var fields = new HashMap<>(DraftForm.written(TEMPLATE, values()));
        fields.put("f-parties", List.of("ITC"));
        fields.remove("f-eligible");
        fields.remove("f-objectionDays");

        assertThat(read(fields, values()).wrong()).containsOnlyKeys("parties");
    }

    @Test
    void takesNumbersInTheDigitsOfTheReader() {
        assertThat(changed("f-breachNoticeHours", "٤٨").values().required("breachNoticeHours"))
                .isEqualTo(Json.object().put("n", 48).required("n"));
    }

    @Test
    void leavesOutAnAnnexOfWhichNothingIsWritten() {
        var fields = new HashMap<>(DraftForm.written(TEMPLATE, values()));
        fields.put("f-annexes-1-title", List.of(" "));
        fields.put("f-annexes-1-text", List.of(""));

        var read = read(fields, values());

        assertThat(read.wrong()).isEmpty();
        assertThat(read.values().required("annexes").size()).isEqualTo(1);
    }

    @Test
    void endsLinesAsTermsDo() {
        assertThat(
                        changed("f-annexes-0-text", "one\r\ntwo")
                                .values()
                                .at("/annexes/0/text")
                                .stringValue())
                .isEqualTo("one\ntwo");
    }

    @Test
    void beginsWithWhatCanOnlyBeSo() {
        var strict =
                TEMPLATES.template("background-verification-strictly-confidential").orElseThrow();
        var blank = DraftForm.blank(strict, "ITC", "fr");

        assertThat(blank)
                .containsEntry("f-parties", List.of("ITC"))
                .containsEntry("f-languages-1", List.of("fr"))
                .containsEntry("f-onwardSharing", List.of("prohibited"))
                .containsEntry("f-dataAtEnd", List.of(""));
        assertThat(DraftForm.blank(strict, "ITC", "ar"))
                .containsEntry("f-languages-1", List.of("en"));
    }

    /** Terms that no template made are taken over as far as they fit. */
    @Test
    void leavesOutWhatIsOfAnotherKind() {
        var values = values();
        values.put("retention", "for ever").put("annexes", "none").put("purposes", 7);

        assertThat(DraftForm.written(TEMPLATE, values))
                .doesNotContainKey("f-retention-years")
                .containsEntry("f-annexes-count", List.of("0"))
                .containsEntry("f-purposes", List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "ar"})
    void hasWordsOfItsOwnForEverythingThatTheTemplatesLeaveOpen(String language) {
        var words = new DraftWords(Words.in(Locale.forLanguageTag(language)));
        var console = Words.in(Locale.forLanguageTag(language));
        for (var template : TEMPLATES.all()) {
            for (var parameter : template.parameters().values()) {
                assertThat(console.keys()).contains("parameter." + parameter.name());
                for (var code : parameter.options().keySet()) {
                    assertThat(words.option(parameter, code))
                            .as(parameter.name() + " " + code)
                            .containsPattern(language.equals("ar") ? "\\p{IsArabic}" : "\\p{L}");
                }
            }
        }
    }
}
