package comity.console.http;

import com.ibm.icu.util.ULocale;
import comity.agreements.sensitivity.Scale;
import comity.console.Fact;
import comity.console.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a change of the sensitivity classes would do, in words.
 *
 * @see comity.agreements.sensitivity.Impact
 */
public final class ImpactLines {

    /** A class, or an agreement, with what changes in it. */
    public record Part(String title, String link, List<Fact> facts) {

        public Part {
            facts = List.copyOf(facts);
        }
    }

    private final Words words;
    private final Scale before;
    private final Scale after;
    private final ObjectNode impact;

    /**
     * @param impact as {@code Impact.toJson} has it
     */
    ImpactLines(Words words, Scale before, Scale after, ObjectNode impact) {
        this.words = words;
        this.before = before;
        this.after = after;
        this.impact = impact;
    }

    /** Whether the one who proposed it cannot approve it. */
    public boolean needsSecondPerson() {
        return impact.path("needsSecondPerson").asBoolean(true);
    }

    /** The classes themselves. */
    public List<Part> classes() {
        var parts = new ArrayList<Part>();
        for (var each : impact.path("classes")) {
            var code = each.path("code").asString("");
            parts.add(new Part(name(code), "", changes(code, each)));
        }
        return parts;
    }

    private List<Fact> changes(String code, JsonNode change) {
        var kind = change.path("kind").asString("");
        var was = before.classOf(code);
        var is = after.classOf(code);
        if (was.isEmpty() || is.isEmpty()) {
            return List.of(Fact.of(words.of("change.class"), words.of("change.class." + kind)));
        }
        var facts =
                new ArrayList<>(
                        new ControlLines(words)
                                .changes(
                                        was.get().level().controls(), is.get().level().controls()));
        for (var member : change.path("members")) {
            var name = member.asString("");
            if (name.equals("rank")) {
                facts.add(Fact.of(words.of("change.rank"), words.of("change.class.changed")));
            } else if (name.equals("names")) {
                facts.addAll(wording("change.name.in", was.get().names(), is.get().names()));
            } else if (name.equals("guidance")) {
                facts.addAll(
                        wording("change.guidance.in", was.get().guidance(), is.get().guidance()));
            }
        }
        return facts;
    }

    /**
     * What is said otherwise, language by language: whoever approves reads the words themselves.
     */
    private List<Fact> wording(
            String key, SortedMap<String, String> before, SortedMap<String, String> after) {
        var facts = new ArrayList<Fact>();
        var languages = new TreeSet<>(before.keySet());
        languages.addAll(after.keySet());
        for (var language : languages) {
            var was = before.getOrDefault(language, "");
            var is = after.getOrDefault(language, "");
            if (!was.equals(is)) {
                facts.add(
                        Fact.of(
                                words.of(
                                        key,
                                        ULocale.getDisplayLanguage(
                                                language, words.locale().toLanguageTag())),
                                said(was, is)));
            }
        }
        return facts;
    }

    private String said(String was, String is) {
        if (was.isEmpty()) {
            return words.of("change.wording.new", is);
        }
        return is.isEmpty()
                ? words.of("change.wording.goes", was)
                : words.of("change.wording", was, is);
    }

    /** The properties that move to another class, or whose class demands something else. */
    public List<Fact> properties() {
        var facts = new ArrayList<Fact>();
        for (var each : impact.path("properties")) {
            var from = each.path("from").asString("");
            var to = each.path("to").asString("");
            facts.add(
                    Fact.of(
                            words.of(
                                    "change.property",
                                    words.code("type", each.path("type").asString("")),
                                    each.path("pointer").asString("")),
                            from.equals(to)
                                    ? words.of("change.same-class", name(to))
                                    : words.of("change.from-to", name(from), name(to))));
        }
        return facts;
    }

    /** What is reached: counts of the viewer's own entity, or of the whole node. */
    public List<Fact> counts() {
        var facts = new ArrayList<Fact>();
        var agreements = impact.path("agreements");
        facts.add(
                Fact.of(
                        words.of("impact.agreements"),
                        words.of(
                                "impact.agreements.count",
                                agreements.path("looked").asInt(0),
                                agreements.path("less").asInt(0),
                                agreements.path("more").asInt(0))));
        for (var each : impact.path("reached")) {
            facts.add(
                    Fact.of(
                            words.code("impact", each.path("kind").asString("")),
                            words.number(each.path("count").asLong(0))));
        }
        return facts;
    }

    /** Agreements of the viewer's own entity that would permit less or more. */
    public List<Part> agreements() {
        var parts = new ArrayList<Part>();
        for (var each : impact.path("agreements").path("examples")) {
            var id = each.path("agreement").asString("");
            int version = each.path("version").asInt(0);
            var facts = new ArrayList<Fact>();
            each.path("uses").forEach(use -> facts.add(use(use)));
            parts.add(
                    new Part(
                            words.of("decision.version", each.path("title").asString(id), version),
                            "/console/agreement?id=" + id + "&version=" + version,
                            facts));
        }
        return parts;
    }

    private Fact use(JsonNode use) {
        var permits = use.path("permits").asString("");
        return Fact.of(
                        words.of(
                                "impact.use",
                                use.path("pointer").asString(""),
                                words.code("purpose", use.path("purpose").asString("")),
                                words.code("basis", use.path("legalBasis").asString(""))),
                        words.of("impact.use." + permits))
                .as(permits.equals("less") ? "warn" : "bad");
    }

    /** Ids of the viewer's own entity, by their kind. */
    public List<Part> own() {
        var parts = new ArrayList<Part>();
        for (var each : impact.path("reached")) {
            var ids = new ArrayList<Fact>();
            each.path("examples")
                    .forEach(
                            id ->
                                    ids.add(
                                            Fact.of(words.of("impact.id"), id.asString(""))
                                                    .as("code")));
            if (!ids.isEmpty()) {
                parts.add(new Part(words.code("impact", each.path("kind").asString("")), "", ids));
            }
        }
        return parts;
    }

    private String name(String code) {
        return Optional.of(code)
                .flatMap(each -> after.classOf(each).or(() -> before.classOf(each)))
                .map(known -> known.name(words.locale()))
                .orElse(code);
    }
}
