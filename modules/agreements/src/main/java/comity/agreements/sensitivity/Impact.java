package comity.agreements.sensitivity;

import comity.agreements.decision.AgreementVersion;
import comity.agreements.decision.Permissions;
import comity.kernel.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a change of the sensitivity classes would do, as things stand when it is asked. Counts are
 * the viewer's own, or the whole node's for who runs it; examples are the viewer's own.
 *
 * @param needsSecondPerson whether the proposer cannot approve it
 * @param classes that change themselves
 * @param properties of record types, all that change
 * @param looked how many versions of agreements were looked at: those that bind at the time, or
 *     later
 * @param less how many of them would permit less
 * @param more how many of them would permit more; one can be counted in both
 * @param agreements some of the viewer's own that would change
 * @param reached in other modules: {@code records}, {@code exchanges} that wait for a decision
 */
public record Impact(
        boolean needsSecondPerson,
        List<ClassChange> classes,
        List<PropertyChange> properties,
        int looked,
        int less,
        int more,
        List<Agreement> agreements,
        List<ScaleReach.Reached> reached) {

    /** Of each kind, at most so many examples. */
    public static final int EXAMPLES = 10;

    /**
     * An agreement that would permit less, or more.
     *
     * @param uses at most {@link #EXAMPLES}
     */
    public record Agreement(AgreementVersion version, String title, List<Permissions.Change> uses) {

        public Agreement {
            uses = List.copyOf(uses);
        }
    }

    public Impact {
        classes = List.copyOf(classes);
        properties = List.copyOf(properties);
        agreements = List.copyOf(agreements);
        reached = List.copyOf(reached);
    }

    /** As it is kept with a decided proposal. */
    public ObjectNode toJson() {
        var json = Json.object();
        json.put("needsSecondPerson", needsSecondPerson);
        var changed = json.putArray("classes");
        for (var each : classes) {
            var line = changed.addObject().put("code", each.code()).put("kind", each.kind().code());
            each.members().forEach(line.putArray("members")::add);
        }
        var moved = json.putArray("properties");
        for (var each : properties) {
            moved.addObject()
                    .put("type", each.type())
                    .put("pointer", each.pointer())
                    .put("from", each.from())
                    .put("to", each.to());
        }
        var agreed = json.putObject("agreements");
        agreed.put("looked", looked).put("less", less).put("more", more);
        var examples = agreed.putArray("examples");
        agreements.forEach(each -> add(each, examples));
        var elsewhere = json.putArray("reached");
        for (var each : reached) {
            var line = elsewhere.addObject().put("kind", each.kind()).put("count", each.count());
            each.examples().forEach(line.putArray("examples")::add);
        }
        return json;
    }

    private static void add(Agreement agreement, ArrayNode examples) {
        var line = examples.addObject();
        line.put("agreement", agreement.version().agreement().toString());
        line.put("version", agreement.version().number());
        line.put("title", agreement.title());
        var uses = line.putArray("uses");
        for (var change : agreement.uses()) {
            uses.addObject()
                    .put("type", change.use().type())
                    .put("pointer", change.use().pointer())
                    .put("purpose", change.use().purpose())
                    .put("legalBasis", change.use().basis().code())
                    .put("permits", change.permitsLess() ? "less" : "more");
        }
    }
}
