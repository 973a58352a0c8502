package comity.console.http;

import comity.console.AgreementsDesk;
import comity.console.ApprovalsDesk;
import comity.console.Fact;
import comity.exchange.ExchangeProblem;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request that waits: what is asked, by which clause, what would be disclosed; and the word.
 */
@Named("approval")
@RequestScoped
public class ApprovalPage {

    /** One reason for a refusal. */
    public record Reason(String code, String name, boolean isChosen) {}

    private static final String DECIDED_BEFORE = "/console/approvals?done=decided-before";

    @Inject Visit visit;
    @Inject ApprovalsDesk desk;
    @Inject AgreementsDesk agreements;

    private final Map<String, String> errors = new LinkedHashMap<>();
    private @Nullable ObjectNode approval;

    /** What is wrong with a field, in words; empty if nothing is. */
    public String error(String field) {
        return errors.getOrDefault(field, "");
    }

    private ObjectNode json() {
        var found = approval;
        if (found == null) {
            found = found();
            approval = found;
        }
        return found;
    }

    private ObjectNode found() {
        try {
            return desk.one(visit.officer(), visit.parameter("id"));
        } catch (Problem absent) {
            if (visit.isPosted() && absent.type() == KernelProblem.NOT_FOUND) {
                // It was there when the form was written: somebody decided meanwhile, or time did.
                throw new MovedOn(DECIDED_BEFORE);
            }
            throw absent;
        }
    }

    public String id() {
        return json().required("exchange").stringValue();
    }

    public String asker() {
        return json().required("asker").stringValue();
    }

    public boolean mayDecide() {
        return desk.mayDecide(visit.officer());
    }

    /** Who asks for what, and until when. */
    public List<Fact> facts() {
        var words = visit.words();
        var facts = new ArrayList<Fact>();
        facts.add(Fact.of(words.of("list.approvals.asker"), asker()).to(entity(asker())));
        var centre = json().path("centre").asString("");
        if (!centre.isEmpty()) {
            facts.add(Fact.of(words.of("approval.centre"), centre).to(entity(centre)));
        }
        facts.add(code("list.approvals.type", "type"));
        facts.add(code("list.approvals.purpose", "purpose"));
        facts.add(code("exchange.basis", "basis", "legalBasis"));
        facts.add(Fact.of(words.of("list.approvals.at"), time(json(), "at")));
        facts.add(
                Fact.of(words.of("list.approvals.decideBy"), time(json(), "decideBy")).as("warn"));
        return facts;
    }

    private static String entity(String code) {
        return "/console/entity?code=" + Addresses.encoded(code);
    }

    private Fact code(String label, String family) {
        return code(label, family, family);
    }

    private Fact code(String label, String family, String member) {
        return Fact.of(
                visit.words().of(label),
                visit.words().code(family, json().path(member).asString("")));
    }

    private String time(JsonNode of, String member) {
        return visit.words().time(Instant.parse(of.required(member).stringValue()));
    }

    /** The person's consent, as the asker says; empty if it says nothing of one. */
    public List<Fact> consent() {
        var words = visit.words();
        var consent = json().path("consent");
        var facts = new ArrayList<Fact>();
        if (consent.has("reference")) {
            facts.add(
                    Fact.of(
                                    words.of("approval.consent.reference"),
                                    consent.path("reference").asString(""))
                            .as("code"));
        }
        for (var member : List.of("givenAt", "expiresAt")) {
            if (consent.has(member)) {
                facts.add(Fact.of(words.of("approval.consent." + member), time(consent, member)));
            }
        }
        return facts;
    }

    /** By which agreement and clauses, and which of them call for a person. */
    public List<Fact> clauses() {
        return lines().facts(json().required("decision"));
    }

    public List<Fact> withheld() {
        return lines().withheld(json().required("decision"));
    }

    private DecisionLines lines() {
        return new DecisionLines(visit.words(), this::title);
    }

    private Optional<String> title(String agreement, int version) {
        return agreements.title(visit.officer(), agreement, version);
    }

    /** The pointers of what would be disclosed. */
    public List<String> properties() {
        return texts(json().required("properties"));
    }

    /** The entity's own records of which it would be: the id, and the checks in it. */
    public List<Fact> records() {
        var facts = new ArrayList<Fact>();
        for (var record : json().required("records")) {
            facts.add(
                    Fact.of(
                                    record.required("id").stringValue(),
                                    String.join("  ", texts(record.required("elements"))))
                            .as("code"));
        }
        return facts;
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.asString("")));
        return texts;
    }

    public List<Reason> reasons() {
        return desk.reasons().stream()
                .map(
                        code ->
                                new Reason(
                                        code,
                                        visit.words().of("refusal." + code),
                                        code.equals(visit.typed("reason", ""))))
                .toList();
    }

    /** Approves. */
    public void approve() {
        if (!visit.parameter("looked").equals("yes")) {
            errors.put("looked", visit.words().of("approval.looked.missing"));
            return;
        }
        var exchange = visit.parameter("id");
        decide(
                () -> {
                    desk.approve(visit.officer(), exchange);
                    Visit.go("/console/exchange?id=" + exchange + "&done=approved");
                });
    }

    /** Refuses. */
    public void refuse() {
        var reason = visit.parameter("reason");
        if (!desk.reasons().contains(reason)) {
            errors.put("reason", visit.words().of("approval.reason.missing"));
            return;
        }
        decide(
                () -> {
                    desk.refuse(visit.officer(), visit.parameter("id"), reason);
                    Visit.go("/console/approvals?done=refused");
                });
    }

    private void decide(Runnable act) {
        try {
            act.run();
        } catch (Problem refused) {
            if (refused.type() == ExchangeProblem.DECISION_FINAL) {
                // There is nothing to be shown of it any more.
                Visit.go(DECIDED_BEFORE);
            } else if (refused.type() == ExchangeProblem.APPROVAL_NOT_PERMITTED) {
                errors.put("decision", visit.words().code("problem", refused.type().slug()));
            } else {
                throw refused;
            }
        }
    }
}
