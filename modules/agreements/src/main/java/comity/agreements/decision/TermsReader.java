package comity.agreements.decision;

import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.Jcs;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads the terms' document; see {@link Terms#of}. */
final class TermsReader {

    /** What the decision reads. */
    private static final Set<String> DECIDING =
            Set.of(
                    "parties",
                    "recordTypes",
                    "purposes",
                    "categories",
                    "retention",
                    "onwardSharing",
                    "commercialUse",
                    "reidentification",
                    "breachNoticeHours",
                    "term",
                    "flows",
                    "accession",
                    "objectionDays",
                    "review",
                    "termination");

    /** What binds the parties and not a disclosure: the decision need not read it. */
    private static final Set<String> OTHER =
            Set.of(
                    "title",
                    "area",
                    "template",
                    "languages",
                    "annexes",
                    "security",
                    "subjectRequests",
                    "audit",
                    "privileges",
                    "disputes");

    private static final Set<String> OF_CATEGORY =
            Set.of("name", "pointers", "ceiling", "legalBases", "approval");

    private final JsonNode json;
    private final Set<String> unknown = new TreeSet<>();

    private TermsReader(JsonNode json) {
        this.json = json;
    }

    static Terms read(JsonNode json) {
        return new TermsReader(json).terms();
    }

    private Terms terms() {
        for (var name : json.propertyNames()) {
            if (!DECIDING.contains(name) && !OTHER.contains(name)) {
                unknown.add(name);
            }
        }
        // No other value is agreed anywhere; one that relaxes a prohibition is not understood.
        for (var prohibition : List.of("commercialUse", "reidentification")) {
            if (json.has(prohibition) && !text(json, prohibition).equals("prohibited")) {
                unknown.add(prohibition);
            }
        }
        var categories = new ArrayList<Category>();
        for (var category : json.path("categories")) {
            categories.add(category(category, categories.size()));
        }
        return new Terms(
                Base64Url.encode(Digests.sha256(Jcs.canonical(json))),
                text(json, "title"),
                text(json, "area"),
                texts(json.path("parties")),
                new LinkedHashSet<>(texts(json.path("recordTypes"))),
                new LinkedHashSet<>(texts(json.path("purposes"))),
                categories,
                retention(),
                sharing(),
                number(json, "breachNoticeHours"),
                term(),
                flows(),
                eligible(),
                number(json, "objectionDays"),
                review(),
                number(json.path("termination"), "withinDays"),
                unknown);
    }

    private Category category(JsonNode category, int index) {
        for (var name : category.propertyNames()) {
            if (!OF_CATEGORY.contains(name)) {
                unknown.add("categories/" + index + "/" + name);
            }
        }
        // A legal basis that is not known admits nothing, so it needs no further care.
        var bases =
                texts(category.path("legalBases")).stream()
                        .flatMap(code -> LegalBasis.of(code).stream())
                        .collect(Collectors.toSet());
        return new Category(
                Clause.ofCategory(index),
                text(category, "name"),
                texts(category.path("pointers")),
                text(category, "ceiling"),
                bases,
                approval(category, index));
    }

    private boolean approval(JsonNode category, int index) {
        if (!category.has("approval") || text(category, "approval").equals("none")) {
            return false;
        }
        if (!text(category, "approval").equals("issuer")) {
            unknown.add("categories/" + index + "/approval");
        }
        return true;
    }

    private OnwardSharing sharing() {
        if (!json.has("onwardSharing")) {
            return OnwardSharing.PROHIBITED;
        }
        return OnwardSharing.of(text(json, "onwardSharing"))
                .orElseGet(
                        () -> {
                            unknown.add("onwardSharing");
                            return OnwardSharing.PROHIBITED;
                        });
    }

    private Period retention() {
        try {
            var period = Period.parse(text(json, "retention"));
            if (!period.isNegative() && !period.isZero()) {
                return period;
            }
        } catch (DateTimeParseException notUnderstood) {
            // Falls through: what is not understood permits nothing.
        }
        unknown.add("retention");
        return Period.ZERO;
    }

    private OptionalInt number(JsonNode object, String name) {
        var number = object.path(name);
        if (number.isIntegralNumber() && number.canConvertToInt()) {
            return OptionalInt.of(number.intValue());
        }
        if (!number.isMissingNode()) {
            unknown.add(name);
        }
        return OptionalInt.empty();
    }

    private Set<String> eligible() {
        var accession = json.path("accession");
        boolean closed = accession.isMissingNode() || text(json, "accession").equals("closed");
        if (!closed && (accession.size() != 1 || !accession.path("eligible").isArray())) {
            unknown.add("accession");
        }
        return new LinkedHashSet<>(texts(accession.path("eligible")));
    }

    /** It binds the parties and no disclosure: what is not understood is left out. */
    private Optional<Terms.Review> review() {
        try {
            var review = json.path("review");
            return review.isMissingNode()
                    ? Optional.empty()
                    : Optional.of(
                            new Terms.Review(
                                    Period.parse(text(review, "every")),
                                    review.has("first")
                                            ? Optional.of(LocalDate.parse(text(review, "first")))
                                            : Optional.empty()));
        } catch (DateTimeParseException notUnderstood) {
            return Optional.empty();
        }
    }

    private Terms.Term term() {
        var term = json.path("term");
        for (var name : term.propertyNames()) {
            if (!name.equals("from") && !name.equals("until")) {
                unknown.add("term/" + name);
            }
        }
        try {
            return new Terms.Term(
                    LocalDate.parse(text(term, "from")),
                    term.has("until")
                            ? Optional.of(LocalDate.parse(text(term, "until")))
                            : Optional.empty());
        } catch (DateTimeParseException notUnderstood) {
            unknown.add("term");
            return new Terms.Term(LocalDate.EPOCH, Optional.of(LocalDate.EPOCH));
        }
    }

    private Optional<Set<Terms.Flow>> flows() {
        if (!json.has("flows")) {
            return Optional.empty();
        }
        var flows = new HashSet<Terms.Flow>();
        for (var flow : json.path("flows")) {
            for (var name : flow.propertyNames()) {
                if (!name.equals("from") && !name.equals("to")) {
                    unknown.add("flows/" + name);
                }
            }
            flows.add(new Terms.Flow(text(flow, "from"), text(flow, "to")));
        }
        return Optional.of(flows);
    }

    /** One instance for all that is alike: a decision compares them by the thousand. */
    static String text(JsonNode object, String name) {
        var value = object.path(name);
        return value.isString() ? value.stringValue().intern() : "";
    }

    static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        for (var each : array) {
            if (each.isString()) {
                texts.add(each.stringValue().intern());
            }
        }
        return texts;
    }
}
