package comity.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import comity.console.Fact;
import comity.console.Words;
import comity.kernel.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class TermsLinesTest {

    private static final Path SCHEMA = Path.of("../../schemas/agreement-terms/1/schema.json");

    /** Everything that the schema knows. */
    private static final String TERMS =
            """
            {"title": "Reuse", "area": "human-resources", "parties": ["FAO", "WFP"],
             "recordTypes": ["background-verification"], "purposes": ["recruitment", "audit"],
             "categories": [{"name": "credentials", "pointers": ["/subject", "/elements/academic"],
               "ceiling": "confidential", "legalBases": ["consent", "mandate"], "approval": "issuer"}],
             "retention": "P1Y2M3W", "onwardSharing": "prior-consent", "commercialUse": "prohibited",
             "reidentification": "prohibited", "breachNoticeHours": 72,
             "security": {"measures": ["encryption-at-rest"], "statement": "Locked rooms."},
             "subjectRequests": {"handledBy": "whoever-is-asked", "answerWithinDays": 30},
             "audit": {"evidence": "receipts-and-log", "noticeDays": 14, "keepEvidence": "P7Y"},
             "privileges": "reserved", "disputes": ["consultation", "arbitration"],
             "accession": {"eligible": ["ILO", "UPU"]}, "objectionDays": 20,
             "review": {"every": "P1Y", "first": "2027-01-15"},
             "termination": {"noticeDays": 90, "data": "return-or-erase", "withinDays": 60},
             "flows": [{"from": "FAO", "to": "WFP"}],
             "template": {"id": "reuse", "version": 3, "digest": "x"}, "languages": ["en", "fr"],
             "annexes": [{"title": "Focal points", "language": "en", "text": "Free text."}],
             "term": {"from": "2026-01-01", "until": "2028-12-31"}}
            """;

    private static ObjectNode terms() {
        return (ObjectNode) Json.read(TERMS.getBytes(StandardCharsets.UTF_8));
    }

    private static String said(String language, JsonNode terms) {
        return new TermsLines(Words.in(Locale.forLanguageTag(language)), terms)
                .clauses().stream()
                        .map(
                                clause ->
                                        clause.title()
                                                + "\n"
                                                + clause.facts().stream()
                                                        .map(TermsLinesTest::line)
                                                        .collect(Collectors.joining("\n")))
                        .collect(Collectors.joining("\n"));
    }

    private static String line(Fact fact) {
        return fact.label() + ": " + fact.value();
    }

    @Test
    void hasAllThatTheSchemaKnows() throws IOException {
        var members = new TreeSet<String>();
        Json.read(Files.readAllBytes(SCHEMA))
                .required("properties")
                .properties()
                .forEach(member -> members.add(member.getKey()));

        assertThat(members).hasSizeGreaterThan(20);
        assertThat(new TreeSet<>(terms().propertyNames())).isEqualTo(members);
    }

    @Test
    void saysEveryClauseInTheWordsOfTheLanguage() {
        assertThat(said("en", terms()))
                .contains(
                        "Background verification",
                        "Recruitment and Audit",
                        "January 1, 2026",
                        "FAO to WFP",
                        "/subject  /elements/academic",
                        "Confidential",
                        "A person at the issuer approves",
                        "1 year, 2 months, and 21 days",
                        "With prior consent of the issuer",
                        "72 hours",
                        "Locked rooms.",
                        "Handled by whoever is asked",
                        "By the receipts and the log",
                        "consultation and arbitration",
                        "Open to ILO and UPU",
                        "20 days",
                        "January 15, 2027",
                        "reuse, version 3",
                        "English and French",
                        "Focal points (English): Free text.",
                        "Returned or erased");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "ar"})
    void leavesNoCodeOfTheProtocolUntranslated(String language) {
        assertThat(said(language, terms()))
                .doesNotContain(
                        "prior-consent",
                        "whoever-is-asked",
                        "receipts-and-log",
                        "return-or-erase",
                        "background-verification",
                        "objectionDays",
                        "{",
                        "}");
    }

    @Test
    void showsAsSignedWhatItHasNoWordsFor() {
        var terms = terms();
        terms.putObject("moonPhase").put("full", true);

        assertThat(said("en", terms)).contains("Further terms", "moonPhase: {\"full\":true}");
        assertThat(said("en", terms())).doesNotContain("Further terms");
    }

    @Test
    void saysNothingOfWhatIsNotAgreed() {
        var terms = terms();
        terms.remove("security");
        terms.remove("review");
        terms.put("accession", "closed");

        assertThat(said("en", terms))
                .contains("Accession of others: Closed")
                .doesNotContain("Security", "Reviewed every", "Open to");
    }
}
