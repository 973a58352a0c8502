package comity.agreements.decision;

import static java.util.Collections.frequency;

import comity.agreements.decision.RecordShape.Property;
import comity.kernel.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Decides a second time, from the text of the terms: upwards from each property. 150 lines. */
record Oracle(DataRequest ask, RecordShape shape, SensitivityClasses classes, Instant at) {

    record Paper(String id, JsonNode terms, Map<String, Instant> signed) {}

    /** What one paper permits, a line per property; or, without a paper, why each refuses. */
    record Verdict(@Nullable Paper paper, Map<String, String> lines) {}

    private static final String APPROVAL = "approval-unavailable";
    private static final List<String> PERMITTED = List.of("", APPROVAL);

    Verdict decide(List<Paper> papers) {
        var misses = new TreeMap<String, String>();
        var best = new Verdict(null, misses);
        for (var paper : papers) {
            var lines = new TreeMap<String, String>();
            if (binds(paper)) {
                var miss = read(paper.terms(), lines);
                if (!miss.isEmpty()) {
                    misses.put(paper.id(), miss);
                } else if (best.paper() == null
                        || better(paper, lines, best.paper(), best.lines())) {
                    best = new Verdict(paper, lines);
                }
            }
        }
        return best;
    }

    private boolean binds(Paper paper) {
        var until = paper.terms().at("/term/until").asString("9999-12-31");
        return !ask.issuer().equals(ask.asker())
                && paper.signed().keySet().containsAll(List.of(ask.issuer(), ask.asker()))
                && !since(paper).isAfter(at)
                && !LocalDate.parse(until).isBefore(LocalDate.ofInstant(at, ZoneOffset.UTC));
    }

    private Instant since(Paper paper) {
        var begins = Instant.parse(paper.terms().at("/term/from").asString() + "T00:00:00Z");
        var signed = Stream.of(ask.issuer(), ask.asker()).map(paper.signed()::get);
        return Stream.concat(Stream.of(begins), signed).max(Instant::compareTo).orElseThrow();
    }

    private String read(JsonNode terms, Map<String, String> lines) {
        var flow = Json.object().put("from", ask.issuer()).put("to", ask.asker());
        if (terms.has("mystery")) {
            return "unknown-constraint";
        } else if (terms.has("flows") && terms.get("flows").valueStream().noneMatch(flow::equals)) {
            return "flow-not-agreed";
        } else if (!lists(terms, "recordTypes", ask.type())) {
            return "record-type-not-agreed";
        } else if (!lists(terms, "purposes", ask.purpose())) {
            return "purpose-not-agreed";
        }
        boolean anything = false;
        for (var property : shape.properties()) {
            boolean wanted = ask.want().isEmpty() || above(property).anyMatch(ask.want()::contains);
            var category = above(property).flatMap(each -> naming(terms, each)).findFirst();
            var why = category.map(found -> why(found, property)).orElse("not-covered");
            if (property.identity() && !PERMITTED.contains(why)) {
                return why;
            } else if (wanted || property.identity()) {
                lines.put(property.pointer(), why);
                anything |= wanted && PERMITTED.contains(why);
            }
        }
        return !anything ? "nothing" : lines.containsValue(APPROVAL) ? APPROVAL : "";
    }

    private static Stream<String> above(Property property) {
        return Stream.iterate(
                property.pointer(),
                pointer -> !pointer.isEmpty(),
                pointer -> pointer.substring(0, pointer.lastIndexOf('/')));
    }

    private static Stream<JsonNode> naming(JsonNode terms, String pointer) {
        return terms.path("categories").valueStream().filter(c -> lists(c, "pointers", pointer));
    }

    private String why(JsonNode category, Property property) {
        var level = classes.of(property.sensitivity()).orElse(null);
        var ceiling = classes.of(category.path("ceiling").asString("")).orElse(null);
        if (level == null || ceiling == null) {
            return "unknown-class";
        } else if (ceiling.rank() < level.rank()) {
            return "above-agreed-class";
        }
        var controls = level.controls();
        if (!controls.purposes().isEmpty() && !controls.purposes().contains(ask.purpose())) {
            return "purpose-not-allowed-for-class";
        } else if (!lists(category, "legalBases", ask.legalBasis().code())) {
            return "legal-basis-not-agreed";
        }
        var approval = category.at("/approval").asString("");
        boolean needed = controls.consent() || ask.legalBasis() == LegalBasis.CONSENT;
        var flaw = needed ? ask.consent().map(this::flaw).orElse("consent-missing") : "";
        return flaw.isEmpty() && (controls.approval() || approval.equals("issuer"))
                ? APPROVAL
                : flaw;
    }

    private String flaw(Consent consent) {
        if (!consent.purposes().contains(ask.purpose())) {
            return "consent-purpose-not-covered";
        } else if (!consent.recipients().contains(ask.asker())) {
            return "consent-recipient-not-covered";
        }
        boolean expired = !consent.expiresAt().orElse(Instant.MAX).isAfter(at);
        boolean future = consent.givenAt().isAfter(at);
        return future ? "consent-not-yet-given" : expired ? "consent-expired" : "";
    }

    private boolean better(
            Paper one, Map<String, String> lines, Paper other, Map<String, String> otherLines) {
        int more = frequency(lines.values(), "") - frequency(otherLines.values(), "");
        int shorter = kept(other).compareTo(kept(one));
        int later = since(one).compareTo(since(other));
        int last = later != 0 ? later : other.id().compareTo(one.id());
        return (more != 0 ? more : shorter != 0 ? shorter : last) > 0;
    }

    private LocalDate kept(Paper paper) {
        var retention = paper.terms().at("/retention").asString();
        return LocalDate.ofInstant(at, ZoneOffset.UTC).plus(Period.parse(retention));
    }

    private static boolean lists(JsonNode object, String name, String text) {
        return object.path(name).valueStream().anyMatch(each -> each.asString().equals(text));
    }
}
