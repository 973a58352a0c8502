package comity.console.http;

import comity.console.Words;
import comity.kernel.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What two terms say differently, in words: for each member of which the comparison says that it
 * changed, the lines of the page of an agreement that change with it; where it has none there, the
 * member as it was signed. So nothing that changed goes untold.
 */
final class ClauseDiff {

    /** A clause, with what it said and says. */
    public record Clause(String title, List<Line> lines) {

        public Clause {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One line of it.
     *
     * @param before in words; empty where it said nothing of this
     * @param after in words; empty where it says nothing of this any more
     */
    public record Line(String label, String before, String after) {}

    private final Words words;
    private final JsonNode before;
    private final JsonNode after;

    ClauseDiff(Words words, JsonNode before, JsonNode after) {
        this.words = words;
        this.before = before;
        this.after = after;
    }

    /**
     * The changes in words.
     *
     * @param changes as docs/protocol.md, section 8 has {@code clauses} of a comparison
     */
    List<Clause> of(JsonNode changes) {
        var members = new TreeSet<String>();
        changes.forEach(
                change ->
                        members.add(
                                change.required("clause").stringValue().replaceFirst("/.*", "")));
        var clauses = new LinkedHashMap<String, List<Line>>();
        // In the order in which the page of an agreement has them, as far as it has.
        for (var member : inOrder(members)) {
            for (var line : lines(member).entrySet()) {
                clauses.computeIfAbsent(line.getKey(), any -> new ArrayList<>())
                        .addAll(line.getValue());
            }
        }
        return clauses.entrySet().stream()
                .map(each -> new Clause(each.getKey(), each.getValue()))
                .toList();
    }

    private List<String> inOrder(Set<String> members) {
        var first = List.of("title", "parties", "area", "recordTypes", "purposes", "term", "flows");
        var ordered = new ArrayList<>(first.stream().filter(members::contains).toList());
        members.stream().filter(each -> !first.contains(each)).forEach(ordered::add);
        return ordered;
    }

    private Map<String, List<Line>> lines(String member) {
        if (member.equals("title") || member.equals("parties")) {
            return Map.of(words.of("clause.scope"), List.of(named(member)));
        }
        var changed = (ObjectNode) before.deepCopy();
        changed.remove(member);
        if (after.has(member)) {
            changed.set(member, after.required(member));
        }
        var lines = new LinkedHashMap<String, List<Line>>();
        var was = said(before);
        var is = said(changed);
        var places = new ArrayList<>(was.keySet());
        is.keySet().stream().filter(each -> !was.containsKey(each)).forEach(places::add);
        for (var place : places) {
            var old = was.getOrDefault(place, "");
            var now = is.getOrDefault(place, "");
            if (!old.equals(now)) {
                lines.computeIfAbsent(place.clause(), any -> new ArrayList<>())
                        .add(new Line(place.label(), old, now));
            }
        }
        return lines.isEmpty() ? Map.of(words.of("clause.others"), List.of(raw(member))) : lines;
    }

    private Line named(String member) {
        return member.equals("title")
                ? new Line(
                        words.of("compare.title"),
                        before.path(member).asString(""),
                        after.path(member).asString(""))
                : new Line(words.of("agreement.parties"), parties(before), parties(after));
    }

    private String parties(JsonNode terms) {
        var codes = new ArrayList<String>();
        terms.path("parties").forEach(code -> codes.add(code.asString("")));
        return words.list(codes);
    }

    private Line raw(String member) {
        return new Line(member, raw(before.path(member)), raw(after.path(member)));
    }

    private static String raw(JsonNode value) {
        return value.isMissingNode() ? "" : Json.text(value);
    }

    /** Where a line stands; several in one clause can have the same label. */
    private record Place(String clause, String label, int number) {}

    private Map<Place, String> said(JsonNode terms) {
        var said = new LinkedHashMap<Place, String>();
        for (var clause : new TermsLines(words, terms).clauses()) {
            for (var fact : clause.facts()) {
                int number = 0;
                var place = new Place(clause.title(), fact.label(), number);
                while (said.containsKey(place)) {
                    number++;
                    place = new Place(clause.title(), fact.label(), number);
                }
                said.put(place, fact.value());
            }
        }
        return said;
    }
}
