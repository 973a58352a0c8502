package comity.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import comity.console.Words;
import comity.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ClauseDiffTest {

    private static final String TERMS =
            """
            {"title": "Reuse", "area": "human-resources", "parties": ["ITC", "UPU"],
             "recordTypes": ["background-verification"], "purposes": ["recruitment"],
             "categories": [{"name": "credentials", "pointers": ["/subject", "/elements/academic"],
               "ceiling": "confidential", "legalBases": ["consent"]}],
             "retention": "P1Y", "onwardSharing": "prohibited", "commercialUse": "prohibited",
             "reidentification": "prohibited", "breachNoticeHours": 72, "accession": "closed",
             "annexes": [{"title": "A", "language": "en", "text": "Free."}],
             "term": {"from": "2026-01-01"}}
            """;

    private static ObjectNode terms() {
        return (ObjectNode) Json.read(TERMS.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> told(String clause, Consumer<ObjectNode> change) {
        var after = terms();
        change.accept(after);
        var changes = Json.array();
        changes.addObject().put("clause", clause);
        return new ClauseDiff(Words.in(Locale.ENGLISH), terms(), after)
                .of(changes).stream()
                        .flatMap(
                                each ->
                                        each.lines().stream()
                                                .map(
                                                        line ->
                                                                String.join(
                                                                        "|",
                                                                        each.title(),
                                                                        line.label(),
                                                                        line.before(),
                                                                        line.after())))
                        .toList();
    }

    @Test
    void tellsInWordsWhatAClauseSaidAndSays() {
        assertThat(told("retention", terms -> terms.put("retention", "P6M")))
                .containsExactly("Duties of whoever receives|Keeps for at most|1 year|6 months");
        assertThat(told("parties", terms -> terms.putArray("parties").add("ITC").add("WMO")))
                .containsExactly("Scope|Parties|ITC and UPU|ITC and WMO");
        assertThat(told("title", terms -> terms.put("title", "Other")))
                .containsExactly("Scope|Title|Reuse|Other");
    }

    @Test
    void tellsWhatIsNewAndWhatIsGone() {
        assertThat(told("objectionDays", terms -> terms.put("objectionDays", 20)))
                .containsExactly("Joining, review and end|Joins without objection after||20 days");
        assertThat(told("annexes", terms -> terms.remove("annexes")))
                .containsExactly("Text|Annex|A (English): Free.|");
        assertThat(
                        told(
                                "categories/0",
                                terms ->
                                        ((ObjectNode) terms.at("/categories/0"))
                                                .put("ceiling", "strictly-confidential")))
                .containsExactly(
                        "Properties: credentials|Up to the class|Confidential|Strictly confidential");
    }

    @Test
    void tellsALanguageThatChangesWithItsText() {
        assertThat(
                        told(
                                "annexes",
                                terms ->
                                        ((ObjectNode) terms.at("/annexes/0"))
                                                .put("language", "fr")
                                                .put("text", "Libre.")))
                .containsExactly("Text|Annex|A (English): Free.|A (French): Libre.");
    }

    /** What the page of an agreement has no line for is told as it was signed. */
    @Test
    void leavesNoChangeUntold() {
        assertThat(told("flavour", terms -> terms.put("flavour", "plain")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("Further terms|flavour|")
                .contains("plain");
    }

    private static String marked(List<ProseDiff.Piece> pieces) {
        return pieces.stream()
                .map(each -> each.isChanged() ? "[" + each.text() + "]" : each.text())
                .collect(Collectors.joining());
    }

    @Test
    void marksTheWordsThatWerePutInAndTakenOut() {
        var lines = Json.array();
        lines.addObject()
                .put("language", "en")
                .put("heading", "Retention")
                .put("before", "A copy is kept for 1 year from its disclosure.")
                .put("after", "A copy is kept for 6 months and 2 days from its disclosure.");
        lines.addObject().put("language", "ar").put("heading", "جديد").put("after", "نص");

        var clauses = ProseDiff.of(lines, new DraftWords(Words.in(Locale.ENGLISH)));

        assertThat(marked(clauses.get(0).before()))
                .isEqualTo("A copy is kept for [1 year ]from its disclosure.");
        assertThat(marked(clauses.get(0).after()))
                .isEqualTo("A copy is kept for [6 months and 2 days ]from its disclosure.");
        assertThat(clauses.get(1).before()).isEmpty();
        assertThat(clauses.get(1).direction()).isEqualTo("rtl");
    }

    @Test
    void tellsUsesOfWhichTheSameIsTrueInOneLine() {
        var comparison =
                Json.read(
                        """
                        {"flows": {"addedCount": 1, "added": [{"from": "ITC", "to": "WMO"}],
                                   "removedCount": 0, "removed": []},
                         "disclosures": {"more": 4, "less": 0, "otherwise": 0, "same": 9, "uses": [
                           %s]}}
                        """
                                .formatted(
                                        List.of("recruitment", "roster").stream()
                                                .flatMap(
                                                        purpose ->
                                                                List.of("consent", "mandate")
                                                                        .stream()
                                                                        .map(
                                                                                basis ->
                                                                                        use(
                                                                                                purpose,
                                                                                                basis)))
                                                .collect(Collectors.joining(",")))
                                .getBytes(StandardCharsets.UTF_8));

        var uses = new UseLines(Words.in(Locale.ENGLISH), comparison);

        assertThat(uses.isSame()).isFalse();
        assertThat(uses.isCut()).isTrue();
        assertThat(uses.flows().get(0).label()).isEqualTo("ITC to WMO");
        assertThat(uses.lines())
                .containsExactly(
                        new UseLines.UseLine(
                                "/elements/employment",
                                "Recruitment and Roster",
                                "Consent of the person and Mandate of the organisation",
                                "No category of the terms covers this property.",
                                "Permitted with the person’s consent",
                                "More",
                                "warn"));
    }

    private static String use(String purpose, String basis) {
        return """
               {"type": "background-verification", "pointer": "/elements/employment",
                "purpose": "%s", "legalBasis": "%s", "permits": "more",
                "before": {"permitted": false, "clause": "categories", "why": "not-covered"},
                "after": {"permitted": true, "clause": "categories/1", "consent": true,
                          "approval": false}}
               """
                .formatted(purpose, basis);
    }
}
