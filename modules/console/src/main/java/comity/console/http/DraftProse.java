package comity.console.http;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A text as people would read it, in each language in which it is binding. */
final class DraftProse {

    /** A clause as it would read. */
    public record Clause(String heading, String text) {}

    /** The text in one of its languages. */
    public record Prose(String language, String name, String direction, List<Clause> clauses) {

        public Prose {
            clauses = List.copyOf(clauses);
        }
    }

    private DraftProse() {}

    /**
     * @param filled as the front door fills a template in
     */
    static List<Prose> of(JsonNode filled, DraftWords words) {
        var all = new ArrayList<Prose>();
        for (var language : filled.required("prose").properties()) {
            var clauses = new ArrayList<Clause>();
            for (var clause : language.getValue()) {
                clauses.add(
                        new Clause(
                                clause.required("heading").stringValue(),
                                clause.required("text").stringValue()));
            }
            var tag = language.getKey();
            all.add(new Prose(tag, words.language(tag), Direction.of(tag), clauses));
        }
        return all;
    }
}
