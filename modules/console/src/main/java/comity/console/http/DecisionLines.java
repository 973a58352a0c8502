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
                facts.add(agreement(miss));
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

    private Fact agreement(JsonNode under) {
        var id = under.path("agreement").asString("");
        int version = under.path("version").asInt(0);
        var title = titles.of(id, version);
        var fact =
                Fact.of(
                        words.of("decision.agreement"),
                        words.of("decision.version", title.orElse(id), version));
        return title.isPresent()
                ? fact.to("/console/agreement?id=" + id + "&version=" + version)
                : fact;
    }

    private static String texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.asString("")));
        return String.join("  ", texts);
    }
}
