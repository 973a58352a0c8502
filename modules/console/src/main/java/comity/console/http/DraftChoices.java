package comity.console.http;

import comity.agreements.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is to be chosen where two wrote at once, field by field. What only the other changed is
 * taken over unless one says otherwise; what both changed is kept or taken by whoever is told. A
 * form carries a digest of one's own value as it was told: whoever changes it afterwards has
 * changed it too.
 */
final class DraftChoices {

    /**
     * One field.
     *
     * @param choice {@code mine}, {@code theirs}, or empty as long as nothing is chosen
     */
    public record Choice(
            String name,
            String label,
            String mine,
            String theirs,
            boolean isBoth,
            String choice,
            String wrong) {}

    private final Template template;
    private final DraftWords words;
    private final List<DraftMerge.Difference> met;
    private final UnaryOperator<String> typed;

    /**
     * @param met as {@link #text} wrote it
     * @param typed the choice in a field; empty for none
     */
    DraftChoices(Template template, DraftWords words, String met, UnaryOperator<String> typed) {
        this.template = template;
        this.words = words;
        this.met = DraftMerge.carried(met, template.parameters().keySet());
        this.typed = typed;
    }

    /** Digests of the values from which one begins, as a form carries them. */
    static String begun(Template template, JsonNode values) {
        return DraftMerge.digests(DraftForm.settled(template, values));
    }

    static String field(String parameter) {
        return "take-" + parameter;
    }

    private ObjectNode settled(JsonNode values) {
        return DraftForm.settled(template, values);
    }

    /** Whether one's own value is another than was told. */
    private boolean isSince(DraftMerge.Difference difference, JsonNode mine) {
        var now = DraftMerge.digest(settled(mine).path(difference.parameter()));
        return !now.equals(difference.told());
    }

    private boolean isMine(DraftMerge.Difference difference) {
        return typed.apply(field(difference.parameter())).equals("mine");
    }

    /** What is chosen; of the other's nothing, where one's own has changed since it was told. */
    private String choice(DraftMerge.Difference difference, JsonNode mine) {
        if (isMine(difference)) {
            return "mine";
        }
        if (isSince(difference, mine)) {
            return "";
        }
        boolean isTheirs = typed.apply(field(difference.parameter())).equals("theirs");
        return isTheirs || !difference.isBoth() ? "theirs" : "";
    }

    /**
     * As a page shows them.
     *
     * @param wrong the parameters of which nothing is chosen and something must be, once asked
     */
    List<Choice> lines(JsonNode mine, JsonNode theirs, Set<String> wrong) {
        var lines = new ArrayList<Choice>();
        for (var each : met) {
            var name = each.parameter();
            var parameter = template.parameters().get(name);
            if (parameter != null) {
                lines.add(
                        new Choice(
                                name,
                                words.label(parameter),
                                words.said(parameter, mine.path(name)),
                                words.said(parameter, theirs.path(name)),
                                each.isBoth() || isSince(each, mine),
                                choice(each, mine),
                                wrong.contains(name) ? words.of("draft.choose") : ""));
            }
        }
        return lines;
    }

    /** The parameters of which something must still be chosen. */
    Set<String> open(JsonNode mine) {
        return met.stream()
                .filter(each -> choice(each, mine).isEmpty())
                .map(DraftMerge.Difference::parameter)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The parameters of which the other's value is taken, which it then is. */
    Set<String> take(ObjectNode values, JsonNode theirs) {
        var taken = new TreeSet<String>();
        for (var each : met) {
            var name = each.parameter();
            if (choice(each, values).equals("theirs")) {
                taken.add(name);
                values.remove(name);
                if (theirs.has(name)) {
                    values.set(name, theirs.required(name));
                }
            }
        }
        return taken;
    }

    /** What a form carries once it tells one's own values as they are now. */
    String told(JsonNode mine) {
        return text(
                met.stream()
                        .map(each -> told(each, each.isBoth() || isSince(each, mine), mine))
                        .toList());
    }

    private DraftMerge.Difference told(
            DraftMerge.Difference difference, boolean isBoth, JsonNode mine) {
        var name = difference.parameter();
        return new DraftMerge.Difference(name, isBoth, DraftMerge.digest(settled(mine).path(name)));
    }

    private static String text(List<DraftMerge.Difference> differences) {
        return differences.stream()
                .map(DraftMerge.Difference::text)
                .collect(Collectors.joining(" "));
    }

    /**
     * What a form carries: what another changed since one began, and what was still to be chosen
     * before that.
     *
     * @param begun {@link #begun} of the values from which one began
     */
    String text(String begun, JsonNode mine, JsonNode theirs) {
        var since = since(begun, mine, theirs);
        Map<String, DraftMerge.Difference> all = new LinkedHashMap<>();
        for (var each : unsettled(mine, theirs)) {
            boolean isAgain = isMine(each) && since.containsKey(each.parameter());
            boolean isBoth = each.isBoth() || isSince(each, mine) || isAgain;
            all.put(each.parameter(), told(each, isBoth, mine));
        }
        since.forEach(all::putIfAbsent);
        return text(List.copyOf(all.values()));
    }

    /**
     * The parameters of which one has chosen one's own, and the other's is still what it was then.
     *
     * @param begun {@link #begun} of the values from which one began
     */
    Set<String> stay(String begun, JsonNode mine, JsonNode theirs) {
        var since = since(begun, mine, theirs);
        return unsettled(mine, theirs).stream()
                .filter(this::isMine)
                .map(DraftMerge.Difference::parameter)
                .filter(name -> !since.containsKey(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, DraftMerge.Difference> since(String begun, JsonNode mine, JsonNode theirs) {
        var parameters = template.parameters().keySet();
        var since = new LinkedHashMap<String, DraftMerge.Difference>();
        DraftMerge.between(begun, settled(mine), settled(theirs), parameters)
                .forEach(each -> since.put(each.parameter(), each));
        return since;
    }

    private List<DraftMerge.Difference> unsettled(JsonNode mine, JsonNode theirs) {
        var own = settled(mine);
        var other = settled(theirs);
        return met.stream()
                .filter(
                        each ->
                                !DraftMerge.isSame(
                                        own.path(each.parameter()), other.path(each.parameter())))
                .toList();
    }
}
