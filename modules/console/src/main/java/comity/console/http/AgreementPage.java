package comity.console.http;

import comity.console.AgreementsDesk;
import comity.console.Fact;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One agreement: its clauses in words, its parties, its acts, its state. */
@Named("agreement")
@RequestScoped
public class AgreementPage {

    /** One clause in words. */
    public record ClauseLine(String title, List<Fact> facts) {

        public ClauseLine {
            facts = List.copyOf(facts);
        }
    }

    /** Members of the terms that have words of their own here. */
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
                    "accession",
                    "flows",
                    "term");

    @Inject Visit visit;
    @Inject AgreementsDesk desk;

    private @Nullable ObjectNode agreement;

    private ObjectNode json() {
        var found = agreement;
        if (found == null) {
            found = desk.agreement(visit.officer(), visit.parameter("id"));
            agreement = found;
        }
        return found;
    }

    public String id() {
        return text("id");
    }

    public String title() {
        return text("title");
    }

    public String state() {
        return visit.words().code("state", text("state"));
    }

    public String tone() {
        return tone(text("state"));
    }

    static String tone(String state) {
        return switch (state) {
            case "in-force" -> "good";
            case "draft", "partly-signed", "signed" -> "warn";
            default -> "bad";
        };
    }

    public String termsDigest() {
        return text("termsDigest");
    }

    public int version() {
        return json().required("version").intValue();
    }

    /** Whether the officer's entity could still sign. */
    public boolean isToSign() {
        for (var party : json().required("parties")) {
            if (party.required("entity").stringValue().equals(visit.officer().entity())) {
                return !party.has("signedAt") && !text("state").equals("expired");
            }
        }
        return false;
    }

    /** Whether it is for this officer to see to that. */
    public boolean isSignatory() {
        return visit.is("signatory");
    }

    public List<Fact> parties() {
        var words = visit.words();
        var parties = new ArrayList<Fact>();
        for (var party : json().required("parties")) {
            var code = party.required("entity").stringValue();
            var fact =
                    party.has("signedAt")
                            ? Fact.of(
                                            code,
                                            words.of(
                                                    "agreement.signed-at",
                                                    Instant.parse(
                                                            party.required("signedAt")
                                                                    .stringValue())))
                                    .as("good")
                            : Fact.of(code, words.of("agreement.not-signed")).as("warn");
            parties.add(fact);
        }
        return parties;
    }

    /** The acts, the oldest first. */
    public List<Fact> acts() {
        var words = visit.words();
        var acts = new ArrayList<Fact>();
        for (var act : json().required("acts")) {
            acts.add(
                    Fact.of(
                            words.of(
                                    "agreement.act",
                                    act.required("entity").stringValue(),
                                    words.code("act", act.required("act").stringValue()),
                                    Instant.parse(act.required("at").stringValue())),
                            act.required("leaf").stringValue()));
        }
        return acts;
    }

    /** The terms, clause by clause. */
    public List<ClauseLine> clauses() {
        var words = visit.words();
        var terms = json().required("terms");
        var clauses = new ArrayList<ClauseLine>();
        var scope = new ArrayList<Fact>();
        scope.add(fact("clause.area", words.code("area", terms.path("area").asString(""))));
        scope.add(fact("clause.types", codes("type", terms.path("recordTypes"))));
        scope.add(fact("clause.purposes", codes("purpose", terms.path("purposes"))));
        scope.add(fact("clause.term", term(terms.path("term"))));
        scope.add(fact("clause.flows", flows(terms.path("flows"))));
        clauses.add(new ClauseLine(words.of("clause.scope"), scope));
        for (var category : terms.path("categories")) {
            clauses.add(category(category));
        }
        var duties = new ArrayList<Fact>();
        duties.add(fact("clause.retention", period(terms.path("retention").asString("P0D"))));
        for (var name :
                List.of("onwardSharing", "commercialUse", "reidentification", "accession")) {
            var value = terms.path(name);
            if (value.isString()) {
                duties.add(fact("clause." + name, words.code("rule", value.stringValue())));
            }
        }
        if (terms.path("breachNoticeHours").isInt()) {
            duties.add(
                    fact(
                            "clause.breachNoticeHours",
                            words.of("hours", terms.path("breachNoticeHours").intValue())));
        }
        clauses.add(new ClauseLine(words.of("clause.duties"), duties));
        var others = new ArrayList<Fact>();
        terms.properties().stream()
                .filter(member -> !SAID.contains(member.getKey()))
                .forEach(
                        member ->
                                others.add(
                                        Fact.of(member.getKey(), member.getValue().toString())
                                                .as("code")));
        if (!others.isEmpty()) {
            clauses.add(new ClauseLine(words.of("clause.others"), others));
        }
        return clauses;
    }

    private ClauseLine category(JsonNode category) {
        var words = visit.words();
        var facts = new ArrayList<Fact>();
        var pointers = new ArrayList<String>();
        category.path("pointers").forEach(each -> pointers.add(each.asString("")));
        facts.add(fact("clause.pointers", String.join("  ", pointers)).as("code"));
        facts.add(
                fact("clause.ceiling", words.code("class", category.path("ceiling").asString(""))));
        facts.add(fact("clause.bases", codes("basis", category.path("legalBases"))));
        if (category.path("approval").asBoolean(false)) {
            facts.add(fact("clause.approval", words.of("clause.approval.needed")).as("warn"));
        }
        return new ClauseLine(
                words.of("clause.category", category.path("name").asString("")), facts);
    }

    private Fact fact(String key, String value) {
        return Fact.of(visit.words().of(key), value);
    }

    private String codes(String family, JsonNode codes) {
        var words = visit.words();
        var said = new ArrayList<String>();
        codes.forEach(code -> said.add(words.code(family, code.asString(""))));
        return words.list(said);
    }

    private String flows(JsonNode flows) {
        var words = visit.words();
        if (flows.isEmpty()) {
            return words.of("clause.flows.all");
        }
        var said = new ArrayList<String>();
        flows.forEach(
                flow ->
                        said.add(
                                words.of(
                                        "clause.flow",
                                        flow.path("from").asString(""),
                                        flow.path("to").asString(""))));
        return words.list(said);
    }

    private String term(JsonNode term) {
        var words = visit.words();
        var from = LocalDate.parse(term.required("from").stringValue());
        var until = term.path("until");
        return until.isString()
                ? words.of("clause.term.until", from, LocalDate.parse(until.stringValue()))
                : words.of("clause.term.open", from);
    }

    private String period(String text) {
        var words = visit.words();
        var period = Period.parse(text);
        var said = new ArrayList<String>();
        if (period.getYears() > 0) {
            said.add(words.of("years", period.getYears()));
        }
        if (period.getMonths() > 0) {
            said.add(words.of("months", period.getMonths()));
        }
        long days = period.get(ChronoUnit.DAYS);
        if (days > 0 || said.isEmpty()) {
            said.add(words.of("days", days));
        }
        return words.list(said);
    }

    private String text(String member) {
        return json().required(member).stringValue();
    }
}
