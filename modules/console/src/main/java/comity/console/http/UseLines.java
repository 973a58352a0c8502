package comity.console.http;

import comity.console.Fact;
import comity.console.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a change does to what would be disclosed, in words: uses of which the same is true stand in
 * one line.
 */
public final class UseLines {

    /**
     * Uses of a property of which the same is true.
     *
     * @param permits whether the later version permits more, less, or otherwise
     */
    public record UseLine(
            String property,
            String purposes,
            String bases,
            String before,
            String after,
            String permits,
            String tone) {}

    /** What is true of a use, and of which property and legal basis. */
    private record Told(
            String type,
            String pointer,
            String basis,
            String permits,
            String before,
            String after) {}

    /** The same of several legal bases. */
    private record ToldOfPurposes(
            String type,
            String pointer,
            List<String> purposes,
            String permits,
            String before,
            String after) {}

    private final Words words;
    private final JsonNode disclosures;
    private final JsonNode flows;

    /**
     * @param comparison as docs/protocol.md, section 8 has it
     */
    UseLines(Words words, JsonNode comparison) {
        this.words = words;
        this.disclosures = comparison.required("disclosures");
        this.flows = comparison.required("flows");
    }

    private int count(String kind) {
        return disclosures.required(kind).intValue();
    }

    /** How many uses it permits more, less, otherwise and the same, as lines. */
    public List<Fact> counts() {
        var counts = new ArrayList<Fact>();
        for (var kind : List.of("more", "less", "otherwise", "same")) {
            counts.add(
                    Fact.of(words.of("compare.permits." + kind), words.number(count(kind)))
                            .as(count(kind) > 0 ? tone(kind) : ""));
        }
        return counts;
    }

    private static String tone(String kind) {
        return switch (kind) {
            case "more" -> "warn";
            case "less" -> "good";
            case "otherwise" -> "calm";
            default -> "";
        };
    }

    /** Whether nothing would be disclosed otherwise. */
    public boolean isSame() {
        return count("more") + count("less") + count("otherwise") == 0
                && flows.required("addedCount").intValue() == 0
                && flows.required("removedCount").intValue() == 0;
    }

    /** Whether there are more uses than are listed. */
    public boolean isCut() {
        return count("more") + count("less") + count("otherwise") + count("same")
                > disclosures.required("uses").size();
    }

    /** Who may disclose to whom only now, or no more. */
    public List<Fact> flows() {
        var lines = new ArrayList<Fact>();
        for (var kind : List.of("added", "removed")) {
            for (var flow : flows.required(kind)) {
                lines.add(
                        Fact.of(
                                        words.of(
                                                "clause.flow",
                                                flow.required("from").stringValue(),
                                                flow.required("to").stringValue()),
                                        words.of("compare.flow." + kind))
                                .as(kind.equals("added") ? "warn" : "good"));
            }
        }
        return lines;
    }

    /** The uses that change. */
    public List<UseLine> lines() {
        var purposes = new LinkedHashMap<Told, List<String>>();
        for (var use : disclosures.required("uses")) {
            var permits = use.required("permits").stringValue();
            if (!permits.equals("same")) {
                var told =
                        new Told(
                                use.required("type").stringValue(),
                                use.required("pointer").stringValue(),
                                use.required("legalBasis").stringValue(),
                                permits,
                                said(use.required("before")),
                                said(use.required("after")));
                purposes.computeIfAbsent(told, any -> new ArrayList<>())
                        .add(use.required("purpose").stringValue());
            }
        }
        var bases = new LinkedHashMap<ToldOfPurposes, List<String>>();
        purposes.forEach(
                (told, codes) ->
                        bases.computeIfAbsent(
                                        new ToldOfPurposes(
                                                told.type(),
                                                told.pointer(),
                                                codes,
                                                told.permits(),
                                                told.before(),
                                                told.after()),
                                        any -> new ArrayList<>())
                                .add(told.basis()));
        return lines(bases);
    }

    private List<UseLine> lines(Map<ToldOfPurposes, List<String>> uses) {
        var lines = new ArrayList<UseLine>();
        uses.forEach(
                (told, bases) ->
                        lines.add(
                                new UseLine(
                                        told.pointer(),
                                        codes("purpose", told.purposes()),
                                        codes("basis", bases),
                                        told.before(),
                                        told.after(),
                                        words.of("compare.permits." + told.permits()),
                                        tone(told.permits()))));
        return lines;
    }

    private String codes(String family, List<String> codes) {
        return words.list(codes.stream().map(code -> words.code(family, code)).toList());
    }

    private String said(JsonNode permission) {
        if (!permission.required("permitted").booleanValue()) {
            return words.code("why", permission.path("why").asString(""));
        }
        boolean isConsent = permission.path("consent").asBoolean(false);
        boolean isApproval = permission.path("approval").asBoolean(false);
        if (isConsent && isApproval) {
            return words.of("compare.permitted.both");
        }
        return words.of(
                isConsent
                        ? "compare.permitted.consent"
                        : isApproval ? "compare.permitted.approval" : "compare.permitted");
    }
}
