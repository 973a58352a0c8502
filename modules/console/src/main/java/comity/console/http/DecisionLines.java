package comity.console.http;

import comity.console.Fact;
import comity.console.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A decision of the protocol (docs/protocol.md, section 4) in words. */
final class DecisionLines {

    /** The title of a version of an agreement, by its id, for who may read it. */
    @FunctionalInterface
    interface Titles {
        Optional<String> of(String agreement, int version);
    }

    private final Words words;
    private final Titles titles;

    DecisionLines(Words words, Titles titles) {
        this.words = words;
        this.titles = titles;
    }

    private static boolean isPermitted(JsonNode decision) {
        return decision.path("outcome").asString("").equals("permitted");
    }

    private static boolean needsApproval(JsonNode decision) {
        return decision.path("outcome").asString("").equals("needs-approval");
    }

    /** How an outcome is marked, as a {@link Fact}'s tone. */
    static String tone(JsonNode decision) {
        if (needsApproval(decision)) {
            return "warn";
        }
        return isPermitted(decision) ? "good" : "bad";
    }

    String outcome(JsonNode decision) {
        return words.code("outcome", decision.path("outcome").asString(""));
    }

    /** Why, and by which clause of which agreement. */
    List<Fact> facts(JsonNode decision) {
        var facts = new ArrayList<Fact>();
        if (isPermitted(decision) || needsApproval(decision)) {
            facts.add(agreement(decision));
            facts.add(
                    Fact.of(words.of("decision.clauses"), texts(decision.path("clauses")))
                            .as("code"));
            if (needsApproval(decision)) {
                facts.add(
                        Fact.of(words.of("decision.approval"), texts(decision.path("approval")))
                                .as("code"));
            }
        } else {
            facts.add(
                    Fact.of(
                            words.of("decision.why"),
                            words.code("why", decision.path("why").asString(""))));
            facts.add(
                    Fact.of(words.of("decision.clause"), decision.path("clause").asString(""))
                            .as("code"));
            for (var miss : decision.path("misses")) {
                facts.add(miss(miss));
            }
        }
        return facts;
    }

    /** What is permitted: the property, and the clause. */
    List<Fact> permitted(JsonNode decision) {
        var facts = new ArrayList<Fact>();
        for (var each : decision.path("permitted")) {
            facts.add(
                    Fact.of(each.path("pointer").asString(""), each.path("clause").asString(""))
                            .as("code"));
        }
        return facts;
    }

    /** What is withheld: the property, why, and the clause. */
    List<Fact> withheld(JsonNode decision) {
        var facts = new ArrayList<Fact>();
        for (var each : decision.path("withheld")) {
            facts.add(
                    Fact.of(
                            each.path("pointer").asString(""),
                            words.of("decision.withheld.line", why(each), clause(each))));
        }
        return facts;
    }

    private Fact agreement(JsonNode under) {
        return linked(under, name(under));
    }

    /** How near one agreement came, and where it ended. */
    private Fact miss(JsonNode miss) {
        var pointer = miss.path("pointer").asString("");
        return linked(
                miss,
                pointer.isEmpty()
                        ? words.of("decision.miss", name(miss), why(miss), clause(miss))
                        : words.of(
                                "decision.miss.at", name(miss), why(miss), clause(miss), pointer));
    }

    private String why(JsonNode said) {
        return words.code("why", said.path("why").asString(""));
    }

    private static String clause(JsonNode said) {
        return said.path("clause").asString("");
    }

    private String name(JsonNode under) {
        var id = under.path("agreement").asString("");
        int version = under.path("version").asInt(0);
        return words.of("decision.version", titles.of(id, version).orElse(id), version);
    }

    /** Who may not read the agreement gets no link. */
    private Fact linked(JsonNode under, String said) {
        var id = under.path("agreement").asString("");
        int version = under.path("version").asInt(0);
        var fact = Fact.of(words.of("decision.agreement"), said);
        return titles.of(id, version).isPresent()
                ? fact.to("/console/agreement?id=" + id + "&version=" + version)
                : fact;
    }

    private static String texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.asString("")));
        return String.join("  ", texts);
    }
}
