package comity.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import comity.console.Fact;
import comity.console.Words;
import comity.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DecisionLinesTest {

    private static final DecisionLines LINES =
            new DecisionLines(
                    Words.in(Locale.ENGLISH),
                    (id, version) ->
                            id.equals("a1") ? Optional.of("Reuse of checks") : Optional.empty());

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void namesTheAgreementAndTheClausesThatPermit() {
        var decision =
                json(
                        """
                        {"outcome": "permitted", "agreement": "a1", "version": 2,
                         "clauses": ["recordTypes", "categories/0"],
                         "permitted": [{"pointer": "/subject", "clause": "categories/0"}],
                         "withheld": [{"pointer": "/elements/misconduct", "clause": "categories", "why": "not-covered"}]}
                        """);

        assertThat(LINES.outcome(decision)).isEqualTo("Permitted");
        assertThat(LINES.facts(decision))
                .containsExactly(
                        Fact.of("Agreement", "Reuse of checks, version 2")
                                .to("/console/agreement?id=a1&version=2"),
                        Fact.of("By the clauses", "recordTypes  categories/0").as("code"));
        assertThat(LINES.permitted(decision))
                .containsExactly(Fact.of("/subject", "categories/0").as("code"));
        assertThat(LINES.withheld(decision))
                .containsExactly(
                        Fact.of(
                                "/elements/misconduct",
                                "No category of the terms covers this property. Clause: categories."));
    }

    @Test
    void saysWhichClausesCallForAPerson() {
        var decision =
                json(
                        """
                        {"outcome": "needs-approval", "agreement": "a1", "version": 1,
                         "clauses": ["categories/0"], "approval": ["classes/strictly-confidential"]}
                        """);

        assertThat(LINES.outcome(decision)).isEqualTo("A person must approve");
        assertThat(DecisionLines.tone(decision)).isEqualTo("warn");
        assertThat(LINES.facts(decision))
                .contains(
                        Fact.of("By the clauses", "categories/0").as("code"),
                        Fact.of("A person approves because of", "classes/strictly-confidential")
                                .as("code"));
    }

    @Test
    void saysWhyAndWhichAgreementsWereNear() {
        var decision =
                json(
                        """
                        {"outcome": "refused", "clause": "suspension", "why": "agreement-suspended",
                         "misses": [{"agreement": "a2", "version": 1, "clause": "suspension", "why": "agreement-suspended"},
                                    {"agreement": "a1", "version": 2, "clause": "categories/1", "why": "not-covered",
                                     "pointer": "/subject"}]}
                        """);

        assertThat(LINES.facts(decision))
                .containsExactly(
                        Fact.of("Why", "One of the two has suspended the agreement."),
                        Fact.of("Clause", "suspension").as("code"),
                        // Who may not read it sees no title and no link.
                        Fact.of(
                                "Agreement",
                                "a2, version 1: One of the two has suspended the agreement."
                                        + " Clause: suspension."),
                        Fact.of(
                                        "Agreement",
                                        "Reuse of checks, version 2: No category of the terms"
                                                + " covers this property. Clause: categories/1, at"
                                                + " /subject.")
                                .to("/console/agreement?id=a1&version=2"));
    }
}
