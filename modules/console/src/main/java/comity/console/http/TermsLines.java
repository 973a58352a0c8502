package comity.console.http;

import com.ibm.icu.util.ULocale;
import comity.console.Fact;
import comity.console.Words;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The terms of an agreement (schema {@code agreement-terms}) in words, clause by clause. */
final class TermsLines {

    /** One clause in words. */
    public record ClauseLine(String title, List<Fact> facts) {

        public ClauseLine {
            facts = List.copyOf(facts);
        }
    }

    /** Members that have words of their own here. */
    private static final Set<String> SAID =
            Set.of(
                    "title",
                    "area",
                    "parties",
                    "recordTypes",
                    "purposes",
                    "categories",
                    "retention",
                    "onwardSharing",
                    "commercialUse",
                    "reidentification",
                    "breachNoticeHours",
                    "security",
                    "subjectRequests",
                    "audit",
                    "privileges",
                    "disputes",
                    "accession",
                    "objectionDays",
                    "review",
                    "termination",
                    "flows",
                    "term",
                    "template",
                    "languages",
                    "annexes");

    private final Words words;
    private final JsonNode terms;

    TermsLines(Words words, JsonNode terms) {
        this.words = words;
        this.terms = terms;
    }

    List<ClauseLine> clauses() {
        var clauses = new ArrayList<ClauseLine>();
        clauses.add(scope());
        terms.path("categories").forEach(category -> clauses.add(category(category)));
        clauses.add(duties());
        clauses.add(changes());
        clauses.add(evidence());
        clauses.add(text());
        clauses.add(others());
        clauses.removeIf(clause -> clause.facts().isEmpty());
        return clauses;
    }

    private ClauseLine scope() {
        return new ClauseLine(
                words.of("clause.scope"),
                List.of(
                        fact("clause.area", words.code("area", text(terms, "area"))),
                        fact("clause.types", codes("type", terms.path("recordTypes"))),
                        fact("clause.purposes", codes("purpose", terms.path("purposes"))),
                        fact("clause.term", term(terms.path("term"))),
                        fact("clause.flows", flows(terms.path("flows")))));
    }

    private ClauseLine category(JsonNode category) {
        var facts = new ArrayList<Fact>();
        var pointers = new ArrayList<String>();
        category.path("pointers").forEach(each -> pointers.add(each.asString("")));
        facts.add(fact("clause.pointers", String.join("  ", pointers)).as("code"));
        facts.add(fact("clause.ceiling", words.code("class", text(category, "ceiling"))));
        facts.add(fact("clause.bases", codes("basis", category.path("legalBases"))));
        if (text(category, "approval").equals("issuer")) {
            facts.add(fact("clause.approval", words.of("clause.approval.needed")).as("warn"));
        }
        return new ClauseLine(words.of("clause.category", text(category, "name")), facts);
    }

    private ClauseLine duties() {
        var facts = new ArrayList<Fact>();
        period("clause.retention", terms.path("retention"), facts);
        code("clause.onwardSharing", "rule", terms.path("onwardSharing"), facts);
        code("clause.commercialUse", "rule", terms.path("commercialUse"), facts);
        code("clause.reidentification", "rule", terms.path("reidentification"), facts);
        if (terms.path("breachNoticeHours").isIntegralNumber()) {
            facts.add(
                    fact(
                            "clause.breachNoticeHours",
                            words.of("hours", terms.path("breachNoticeHours").intValue())));
        }
        var security = terms.path("security");
        if (!security.path("measures").isEmpty()) {
            facts.add(fact("clause.security", codes("measure", security.path("measures"))));
        }
        if (security.has("statement")) {
            facts.add(fact("clause.security.statement", text(security, "statement")));
        }
        var requests = terms.path("subjectRequests");
        code("clause.subjectRequests", "handled", requests.path("handledBy"), facts);
        days("clause.answerWithinDays", requests.path("answerWithinDays"), facts);
        return new ClauseLine(words.of("clause.duties"), facts);
    }

    private ClauseLine changes() {
        var facts = new ArrayList<Fact>();
        var accession = terms.path("accession");
        code("clause.accession", "rule", accession, facts);
        if (accession.isObject()) {
            var eligible = new ArrayList<String>();
            accession.path("eligible").forEach(code -> eligible.add(code.asString("")));
            facts.add(
                    fact(
                            "clause.accession",
                            words.of("clause.accession.eligible", words.list(eligible))));
        }
        days("clause.objectionDays", terms.path("objectionDays"), facts);
        var review = terms.path("review");
        period("clause.review", review.path("every"), facts);
        if (review.has("first")) {
            facts.add(
                    fact("clause.review.first", words.day(LocalDate.parse(text(review, "first")))));
        }
        var termination = terms.path("termination");
        days("clause.noticeDays", termination.path("noticeDays"), facts);
        code("clause.copies", "copies", termination.path("data"), facts);
        days("clause.withinDays", termination.path("withinDays"), facts);
        return new ClauseLine(words.of("clause.changes"), facts);
    }

    private ClauseLine evidence() {
        var facts = new ArrayList<Fact>();
        var audit = terms.path("audit");
        code("clause.audit", "audit", audit.path("evidence"), facts);
        days("clause.audit.noticeDays", audit.path("noticeDays"), facts);
        period("clause.keepEvidence", audit.path("keepEvidence"), facts);
        code("clause.privileges", "rule", terms.path("privileges"), facts);
        if (!terms.path("disputes").isEmpty()) {
            facts.add(fact("clause.disputes", codes("disputes", terms.path("disputes"))));
        }
        return new ClauseLine(words.of("clause.evidence"), facts);
    }

    private ClauseLine text() {
        var facts = new ArrayList<Fact>();
        var template = terms.path("template");
        if (template.has("id")) {
            facts.add(
                    fact(
                            "clause.template",
                            words.of(
                                    "clause.template.version",
                                    text(template, "id"),
                                    template.path("version").asInt(0))));
        }
        var languages = new ArrayList<String>();
        terms.path("languages").forEach(tag -> languages.add(language(tag)));
        if (!languages.isEmpty()) {
            facts.add(fact("clause.languages", words.list(languages)));
        }
        terms.path("annexes")
                .forEach(
                        annex ->
                                facts.add(
                                        fact(
                                                "clause.annex",
                                                words.of(
                                                        "clause.annex.text",
                                                        text(annex, "title"),
                                                        text(annex, "text"),
                                                        language(annex.path("language"))))));
        return new ClauseLine(words.of("clause.text"), facts);
    }

    private String language(JsonNode tag) {
        return ULocale.getDisplayLanguage(tag.asString(""), words.locale().toLanguageTag());
    }

    /** What has no words yet is shown as it was signed rather than left out. */
    private ClauseLine others() {
        var facts =
                terms.properties().stream()
                        .filter(member -> !SAID.contains(member.getKey()))
                        .map(
                                member ->
                                        Fact.of(member.getKey(), member.getValue().toString())
                                                .as("code"))
                        .toList();
        return new ClauseLine(words.of("clause.others"), facts);
    }

    private Fact fact(String key, String value) {
        return Fact.of(words.of(key), value);
    }

    private void code(String key, String family, JsonNode value, List<Fact> into) {
        if (value.isString()) {
            into.add(fact(key, words.code(family, value.stringValue())));
        }
    }

    private void days(String key, JsonNode value, List<Fact> into) {
        if (value.isIntegralNumber()) {
            into.add(fact(key, words.of("days", value.intValue())));
        }
    }

    private void period(String key, JsonNode value, List<Fact> into) {
        if (value.isString()) {
            into.add(fact(key, words.period(Period.parse(value.stringValue()))));
        }
    }

    private String codes(String family, JsonNode codes) {
        var said = new ArrayList<String>();
        codes.forEach(code -> said.add(words.code(family, code.asString(""))));
        return words.list(said);
    }

    private String flows(JsonNode flows) {
        if (flows.isEmpty()) {
            return words.of("clause.flows.all");
        }
        var said = new ArrayList<String>();
        flows.forEach(
                flow -> said.add(words.of("clause.flow", text(flow, "from"), text(flow, "to"))));
        return words.list(said);
    }

    private String term(JsonNode term) {
        var from = LocalDate.parse(text(term, "from"));
        return term.has("until")
                ? words.of("clause.term.until", from, LocalDate.parse(text(term, "until")))
                : words.of("clause.term.open", from);
    }

    private static String text(JsonNode of, String member) {
        return of.path(member).asString("");
    }
}
