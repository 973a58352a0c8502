package comity.agreements.comparison;

import comity.agreements.decision.Permission;
import comity.agreements.decision.Permissions;
import comity.agreements.decision.RecordShape;
import comity.agreements.decision.SensitivityClasses;
import comity.agreements.decision.Terms;
import comity.agreements.template.Filling;
import comity.agreements.template.Templates;
import comity.kernel.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two terms as a person compares contracts: clause by clause, in the words of each where a template
 * gives them, and what the change does to what would be disclosed. The last is not read off the
 * texts: it is what the decision's own rules say to each use of each property under the one and
 * under the other, without reservations, as if everyone had signed.
 */
public final class Comparison {

    /** Bounds a list in the answer; the counts are of all. */
    static final int MOST_LISTED = 1000;

    private final JsonNode before;
    private final JsonNode after;
    private final Collection<RecordShape> shapes;
    private final SensitivityClasses classes;

    private Comparison(
            JsonNode before,
            JsonNode after,
            Collection<RecordShape> shapes,
            SensitivityClasses classes) {
        this.before = before;
        this.after = after;
        this.shapes = shapes;
        this.classes = classes;
    }

    /**
     * Compares two terms.
     *
     * @param shapes of all record types
     * @param classes under which both are read
     * @return what differs, as docs/agreements.md says, "Two versions side by side"
     */
    public static ObjectNode of(
            JsonNode before,
            JsonNode after,
            Collection<RecordShape> shapes,
            SensitivityClasses classes,
            Templates templates) {
        var comparison = new Comparison(before, after, shapes, classes);
        var json = Json.object();
        comparison.clauses(json.putArray("clauses"));
        comparison.prose(json.putArray("prose"), templates);
        comparison.flows(json.putObject("flows"));
        comparison.disclosures(json.putObject("disclosures"));
        return json.put("classes", classes.version());
    }

    private void clauses(ArrayNode lines) {
        for (var change : ClauseChanges.between(before, after)) {
            var line =
                    lines.addObject().put("clause", change.clause()).put("change", change.kind());
            var parameters = line.putArray("parameters");
            for (var each : change.parameters()) {
                var parameter = parameters.addObject().put("pointer", each.place());
                each.before().ifPresent(value -> parameter.set("before", value));
                each.after().ifPresent(value -> parameter.set("after", value));
            }
        }
    }

    /** The clauses whose words differ, in the languages that both have. */
    private void prose(ArrayNode lines, Templates templates) {
        var one = templates.of(before);
        var other = templates.of(after);
        if (one.isEmpty() || other.isEmpty()) {
            return;
        }
        var languages = new LinkedHashSet<>(one.get().languages());
        languages.retainAll(other.get().languages());
        for (var language : languages) {
            var old = byClause(one.get().prose(language));
            var now = byClause(other.get().prose(language));
            var ids = new LinkedHashSet<>(old.keySet());
            ids.addAll(now.keySet());
            for (var id : ids) {
                var was = Optional.ofNullable(old.get(id));
                var is = Optional.ofNullable(now.get(id));
                if (!was.equals(is)) {
                    var line = lines.addObject().put("language", language).put("clause", id);
                    line.put("heading", is.or(() -> was).orElseThrow().heading());
                    was.ifPresent(clause -> line.put("before", clause.text()));
                    is.ifPresent(clause -> line.put("after", clause.text()));
                }
            }
        }
    }

    private static Map<String, Filling.Prose> byClause(List<Filling.Prose> clauses) {
        var by = new LinkedHashMap<String, Filling.Prose>();
        clauses.forEach(clause -> by.put(clause.id(), clause));
        return by;
    }

    private void flows(ObjectNode flows) {
        var one = Terms.of(before);
        var other = Terms.of(after);
        list(flows, "added", FlowChanges.onlyIn(other, one));
        list(flows, "removed", FlowChanges.onlyIn(one, other));
    }

    private static void list(ObjectNode flows, String name, List<Terms.Flow> changed) {
        var list = flows.put(name + "Count", changed.size()).putArray(name);
        changed.stream()
                .limit(MOST_LISTED)
                .forEach(each -> list.addObject().put("from", each.from()).put("to", each.to()));
    }

    private void disclosures(ObjectNode json) {
        var one = Permissions.of(Terms.of(before), List.of(), shapes, classes);
        var other = Permissions.of(Terms.of(after), List.of(), shapes, classes);
        var uses = new LinkedHashSet<>(one.all().keySet());
        uses.addAll(other.all().keySet());
        var counts = new TreeMap<String, Integer>();
        List.of("more", "less", "same", "otherwise").forEach(each -> counts.put(each, 0));
        int listed = 0;
        var lines = json.putArray("uses");
        for (var use : uses) {
            var change = new Permissions.Change(use, one.to(use), other.to(use));
            counts.merge(permits(change), 1, Integer::sum);
            if (listed < MOST_LISTED) {
                listed++;
                var line = lines.addObject();
                line.put("type", use.type()).put("pointer", use.pointer());
                line.put("purpose", use.purpose()).put("legalBasis", use.basis().code());
                line.put("permits", permits(change));
                line.set("before", said(change.before()));
                line.set("after", said(change.after()));
            }
        }
        counts.forEach(json::put);
    }

    private static String permits(Permissions.Change change) {
        if (change.permitsMore() && change.permitsLess()) {
            // One condition less and another more.
            return "otherwise";
        }
        return change.permitsMore() ? "more" : change.permitsLess() ? "less" : "same";
    }

    private static ObjectNode said(Permission permission) {
        var json = Json.object().put("permitted", permission.isPermitted());
        json.put("clause", permission.clause().name());
        permission.why().ifPresent(why -> json.put("why", why.code()));
        if (permission.isPermitted()) {
            json.put("consent", permission.consent()).put("approval", permission.approval());
        }
        return json;
    }
}
