package comity.console.http;

import comity.console.Fact;
import comity.console.Words;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A decision of the protocol (docs/protocol.md, section 4) in words. */
final class DecisionLines {

    private final Words words;

    DecisionLines(Words words) {
        this.words = words;
    }

    static boolean isPermitted(JsonNode decision) {
        return decision.path("outcome").asString("").equals("permitted");
    }

    String outcome(JsonNode decision) {
        return words.code("outcome", decision.path("outcome").asString(""));
    }

    /** Why, and by which clause of which agreement. */
    List<Fact> facts(JsonNode decision, boolean mayReadAgreements) {
        var facts = new ArrayList<Fact>();
        if (isPermitted(decision)) {
            facts.add(agreement(decision, mayReadAgreements));
            facts.add(
                    Fact.of(words.of("decision.clauses"), texts(decision.path("clauses")))
                            .as("code"));
        } else {
            facts.add(
                    Fact.of(
                            words.of("decision.why"),
                            words.code("why", decision.path("why").asString(""))));
            facts.add(
                    Fact.of(words.of("decision.clause"), decision.path("clause").asString(""))
                            .as("code"));
            for (var miss : decision.path("misses")) {
                facts.add(agreement(miss, mayReadAgreements));
            }
        }
        return facts;
    }

    /** What is withheld: the property, and why. */
    List<Fact> withheld(JsonNode decision) {
        var facts = new ArrayList<Fact>();
        for (var each : decision.path("withheld")) {
            facts.add(
                    Fact.of(
                            each.path("pointer").asString(""),
                            words.code("why", each.path("why").asString(""))));
        }
        return facts;
    }

    private Fact agreement(JsonNode under, boolean mayRead) {
        var id = under.path("agreement").asString("");
        var fact =
                Fact.of(
                        words.of("decision.agreement"),
                        words.of("decision.version", id, under.path("version").asInt(0)));
        return mayRead ? fact.to("/console/agreement?id=" + id) : fact;
    }

    private static String texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.asString("")));
        return String.join("  ", texts);
    }
}
