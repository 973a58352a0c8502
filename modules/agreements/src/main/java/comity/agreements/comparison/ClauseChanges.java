package comity.agreements.comparison;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What differs between two terms, clause by clause: a member of the terms, or one of the
 * categories, which are the same where their names are.
 */
final class ClauseChanges {

    /** What happened to a clause, and to which of its parameters. */
    record Change(String clause, String kind, List<Parameter> parameters) {}

    /**
     * @param place within the clause, as a JSON Pointer; empty for the clause itself
     */
    record Parameter(String place, Optional<JsonNode> before, Optional<JsonNode> after) {}

    private final List<Change> changes = new ArrayList<>();

    private ClauseChanges() {}

    static List<Change> between(JsonNode before, JsonNode after) {
        var found = new ClauseChanges();
        var members = new LinkedHashSet<>(before.propertyNames());
        members.addAll(after.propertyNames());
        for (var member : members) {
            if (member.equals("categories")) {
                found.categories(before.path(member), after.path(member));
            } else {
                found.clause(member, before.path(member), after.path(member));
            }
        }
        return found.changes;
    }

    private void categories(JsonNode before, JsonNode after) {
        for (int i = 0; i < before.size(); i++) {
            int same = named(before.get(i), after);
            clause(
                    same < 0 ? "categories/" + i : "categories/" + same,
                    before.get(i),
                    same < 0 ? after.path(after.size()) : after.get(same));
        }
        for (int i = 0; i < after.size(); i++) {
            if (named(after.get(i), before) < 0) {
                clause("categories/" + i, before.path(before.size()), after.get(i));
            }
        }
    }

    /** The index of the one of the same name; negative if there is none. */
    private static int named(JsonNode category, JsonNode among) {
        for (int i = 0; i < among.size(); i++) {
            if (among.get(i).path("name").equals(category.path("name"))) {
                return i;
            }
        }
        return -1;
    }

    private void clause(String name, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        var parameters = new ArrayList<Parameter>();
        compare("", before, after, parameters);
        var kind = before.isMissingNode() ? "added" : after.isMissingNode() ? "removed" : "changed";
        changes.add(new Change(name, kind, parameters));
    }

    /** Lists are compared as they stand: the order of some of them says something. */
    private static void compare(
            String place, JsonNode before, JsonNode after, List<Parameter> parameters) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            var members = new LinkedHashSet<>(before.propertyNames());
            members.addAll(after.propertyNames());
            for (var member : members) {
                compare(place + "/" + member, before.path(member), after.path(member), parameters);
            }
        } else {
            parameters.add(new Parameter(place, present(before), present(after)));
        }
    }

    private static Optional<JsonNode> present(JsonNode value) {
        return value.isMissingNode() ? Optional.empty() : Optional.of(value);
    }
}
