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
 * taken over unless one says otherwise; what both changed is kept or taken by whoever is told.
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

    static String field(String parameter) {
        return "take-" + parameter;
    }

    private String choice(DraftMerge.Difference difference) {
        var chosen = typed.apply(field(difference.parameter()));
        if (chosen.equals("mine") || chosen.equals("theirs")) {
            return chosen;
        }
        return difference.isBoth() ? "" : "theirs";
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
                                each.isBoth(),
                                choice(each),
                                wrong.contains(name) ? words.of("draft.choose") : ""));
            }
        }
        return lines;
    }

    /** The parameters of which something must still be chosen. */
    Set<String> open() {
        return met.stream()
                .filter(each -> choice(each).isEmpty())
                .map(DraftMerge.Difference::parameter)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The parameters of which the other's value is taken, which it then is. */
    Set<String> take(ObjectNode values, JsonNode theirs) {
        var taken = new TreeSet<String>();
        for (var each : met) {
            var name = each.parameter();
            if (choice(each).equals("theirs")) {
                taken.add(name);
                values.remove(name);
                if (theirs.has(name)) {
                    values.set(name, theirs.required(name));
                }
            }
        }
        return taken;
    }

    /**
     * What a form carries: what another changed since one began, and what was still to be chosen
     * before that.
     *
     * @param begun digests of the values from which one began
     */
    String text(String begun, JsonNode mine, JsonNode theirs) {
        Map<String, DraftMerge.Difference> all = new LinkedHashMap<>();
        met.stream()
                .filter(
                        each ->
                                !DraftMerge.isSame(
                                        mine.path(each.parameter()), theirs.path(each.parameter())))
                .forEach(each -> all.put(each.parameter(), each));
        DraftMerge.between(begun, mine, theirs, template.parameters().keySet())
                .forEach(each -> all.putIfAbsent(each.parameter(), each));
        return all.values().stream()
                .map(DraftMerge.Difference::text)
                .collect(Collectors.joining(" "));
    }
}
