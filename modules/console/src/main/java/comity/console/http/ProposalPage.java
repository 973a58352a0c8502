package comity.console.http;

import comity.agreements.sensitivity.Approval;
import comity.agreements.sensitivity.Proposal;
import comity.console.ClassesDesk;
import comity.console.Fact;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One proposal to change the sensitivity classes: what it would do, and the second person's word.
 */
@Named("proposal")
@RequestScoped
public class ProposalPage {

    @Inject Visit visit;
    @Inject ClassesDesk desk;
    @Inject Confirmation confirmation;

    private final Map<String, String> errors = new LinkedHashMap<>();
    private @Nullable Proposal proposal;
    private @Nullable ImpactLines impact;

    /** What is wrong with a field, in words; empty if nothing is. */
    public String error(String field) {
        return errors.getOrDefault(field, "");
    }

    private Proposal one() {
        var found = proposal;
        if (found == null) {
            found = desk.proposal(visit.officer(), visit.parameter("id"));
            proposal = found;
        }
        return found;
    }

    public String id() {
        return one().id().toString();
    }

    public String state() {
        return visit.words().of("proposal.state." + one().state().code());
    }

    public String tone() {
        return tone(one());
    }

    static String tone(Proposal proposal) {
        return switch (proposal.state()) {
            case WAITING -> "warn";
            case APPROVED -> "good";
            case CLOSED -> "calm";
        };
    }

    public boolean isWaiting() {
        return one().state() == Proposal.State.WAITING;
    }

    /** Once a proposal is closed, nobody counts any more what it would do. */
    public boolean isCounted() {
        return one().state() != Proposal.State.CLOSED;
    }

    /** The key of what is said above the impact: who counted it, and when. */
    public String counted() {
        if (isWaiting()) {
            return "impact.would";
        }
        return desk.countsAll(visit.officer()) ? "impact.did" : "impact.does";
    }

    public List<Fact> facts() {
        var words = visit.words();
        var facts = new ArrayList<Fact>();
        facts.add(Fact.of(words.of("list.proposals.reason"), one().reason()));
        facts.add(
                Fact.of(words.of("proposal.base"), words.of("classes.version", one().base()))
                        .to("/console/classes?version=" + one().base()));
        facts.add(Fact.of(words.of("list.proposals.proposer"), person(one().proposer())));
        facts.add(Fact.of(words.of("list.proposals.at"), words.time(one().proposedAt())));
        facts.add(
                Fact.of(
                        words.of("list.proposals.effect"),
                        one().takesEffect()
                                .map(words::time)
                                .orElse(words.of("proposal.on-approval"))));
        one().decider()
                .ifPresent(
                        decider ->
                                facts.add(Fact.of(words.of("proposal.decider"), person(decider))));
        one().decidedAt()
                .ifPresent(at -> facts.add(Fact.of(words.of("proposal.decided"), words.time(at))));
        return facts;
    }

    private String person(UUID person) {
        return desk.name(visit.officer(), person).orElse(visit.words().of("proposal.somebody"));
    }

    public ImpactLines impact() {
        var found = impact;
        if (found == null) {
            var before = desk.version(OptionalInt.of(one().base())).scale();
            found =
                    new ImpactLines(
                            visit.words(),
                            before,
                            one().scale(),
                            desk.impact(visit.officer(), one()));
            impact = found;
        }
        return found;
    }

    public boolean mayApprove() {
        return isWaiting() && desk.mayApprove(visit.officer());
    }

    public boolean isOwn() {
        return one().proposer().equals(visit.officer().person().id());
    }

    public boolean mayClose() {
        return desk.mayClose(visit.officer(), one());
    }

    /** Approves. */
    public void approve() {
        if (!confirmation.isGiven(errors)) {
            return;
        }
        var came = desk.approve(visit.officer(), one().id());
        if (came instanceof Approval.Taken taken) {
            Visit.go(
                    "/console/classes?version="
                            + taken.version().number()
                            + "&done=classes-approved");
        } else if (came instanceof Approval.Hindered hindered) {
            errors.put(
                    "decision",
                    visit.words()
                            .of(
                                    "hindrance."
                                            + hindered.why()
                                                    .name()
                                                    .toLowerCase(Locale.ROOT)
                                                    .replace('_', '-')));
        }
    }

    /** Takes it back, or declines it. */
    public void close() {
        var done = desk.close(visit.officer(), one().id()) ? "proposal-closed" : "decided-before";
        Visit.go("/console/class-proposals?done=" + done);
    }
}
