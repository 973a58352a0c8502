package comity.console;

import comity.agreements.sensitivity.Approval;
import comity.agreements.sensitivity.Impact;
import comity.agreements.sensitivity.Matrix;
import comity.agreements.sensitivity.Proposal;
import comity.agreements.sensitivity.Scale;
import comity.agreements.sensitivity.ScaleProposals;
import comity.agreements.sensitivity.ScaleVersion;
import comity.agreements.sensitivity.Scales;
import comity.agreements.sensitivity.Viewer;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import comity.kernel.persistence.Transactions;
import comity.parties.people.Officer;
import comity.parties.people.People;
import comity.parties.people.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * The sensitivity classes are the node's: everybody reads them, entities' people propose changes,
 * and the node's operator approves, so that no entity alone changes what leaves another. Source:
 * docs/decisions/0020-the-operator-approves-classes.md.
 */
public final class ClassesDesk {

    private static final Role[] PROPOSERS = {
        Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER, Role.OPERATOR
    };

    private static final Role[] READERS = {
        Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER, Role.AUDITOR, Role.OPERATOR
    };

    /** They may see counts and examples of their own entity's agreements and records. */
    private static final Role[] OF_THE_ENTITY = {
        Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER, Role.AUDITOR
    };

    private final Transactions transactions;
    private final Scales scales;
    private final ScaleProposals proposals;
    private final People people;

    public ClassesDesk(
            Transactions transactions, Scales scales, ScaleProposals proposals, People people) {
        this.transactions = transactions;
        this.scales = scales;
        this.proposals = proposals;
        this.people = people;
    }

    /** Whether the officer may propose a change. */
    public boolean mayPropose(Officer officer) {
        return officer.is(PROPOSERS);
    }

    /** Demands it. */
    public void requireProposer(Officer officer) {
        officer.require(PROPOSERS);
    }

    /** Whether the officer may read proposals. */
    public boolean mayReadProposals(Officer officer) {
        return officer.is(READERS);
    }

    /** Whether the officer may approve and decline, as far as the role goes. */
    public boolean mayApprove(Officer officer) {
        return officer.is(Role.OPERATOR);
    }

    /**
     * A version.
     *
     * @param number the one in effect, if empty
     * @throws Problem {@link KernelProblem#NOT_FOUND} if there is none of this number
     */
    public ScaleVersion version(OptionalInt number) {
        return transactions.required(
                () -> number.isPresent() ? scales.version(number.getAsInt()) : scales.inEffect());
    }

    /** What a proposal changes. */
    public ScaleVersion latest() {
        return transactions.required(scales::latest);
    }

    /** The versions, the oldest first. */
    public Page<ScaleVersion> versions(Optional<String> after) {
        return transactions.required(() -> scales.versions(after));
    }

    /** Which class every property has. */
    public Matrix matrix(Scale scale) {
        return scales.matrix(scale);
    }

    /**
     * What a change would do, for who may propose it.
     *
     * @throws Problem as {@link Scales#impact}
     */
    public Impact impact(Officer officer, Scale scale) {
        officer.require(PROPOSERS);
        return transactions.required(() -> scales.impact(scale, Optional.empty(), viewer(officer)));
    }

    /**
     * Proposes a change.
     *
     * @throws Problem as {@link ScaleProposals#propose}
     */
    public Proposal propose(
            Officer officer, Scale scale, String reason, Optional<Instant> takesEffect) {
        officer.require(PROPOSERS);
        return transactions.required(
                () -> proposals.propose(officer.person().id(), scale, reason, takesEffect));
    }

    /** The proposals, the oldest first. */
    public Page<Proposal> proposals(Officer officer, Optional<String> after) {
        officer.require(READERS);
        return transactions.required(() -> proposals.list(after));
    }

    /** How many wait for an approval. */
    public long waiting(Officer officer) {
        officer.require(READERS);
        return transactions.required(proposals::waiting);
    }

    /**
     * A proposal.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND}
     */
    public Proposal proposal(Officer officer, String id) {
        officer.require(READERS);
        var known = Uuids.of(id);
        return transactions.required(() -> proposals.proposal(known));
    }

    /**
     * What a proposal would do, as {@link Impact#toJson} has it: to the officer's own entity as
     * things stand now; to the operator over the whole node, once it is approved as it was counted
     * then.
     */
    public ObjectNode impact(Officer officer, Proposal proposal) {
        officer.require(READERS);
        return transactions.required(
                () ->
                        proposal.state() == Proposal.State.WAITING || !countsAll(officer)
                                ? proposals.impact(proposal.id(), viewer(officer)).toJson()
                                : proposals.impactAtApproval(proposal.id()));
    }

    /** The name of a person, for colleagues and for the operator; empty for everybody else. */
    public Optional<String> name(Officer officer, UUID person) {
        return people.person(person)
                .filter(
                        known ->
                                known.id().equals(officer.person().id())
                                        || officer.is(Role.OPERATOR)
                                        || known.entity().equals(officer.entity()))
                .map(known -> known.name());
    }

    /**
     * Approves a proposal.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND}
     */
    public Approval approve(Officer officer, UUID id) {
        officer.require(Role.OPERATOR);
        return transactions.required(() -> proposals.approve(id, officer.person().id()));
    }

    /** Whether the officer may take a proposal back, or decline it. */
    public boolean mayClose(Officer officer, Proposal proposal) {
        return proposal.state() == Proposal.State.WAITING
                && (mayApprove(officer)
                        || (mayPropose(officer)
                                && proposal.proposer().equals(officer.person().id())));
    }

    /**
     * Takes a proposal back, or declines it.
     *
     * @return whether it was waiting
     * @throws Problem {@link KernelProblem#NOT_FOUND} also where it is not the officer's to close
     */
    public boolean close(Officer officer, UUID id) {
        officer.require(PROPOSERS);
        return transactions.required(
                () -> {
                    var proposal = proposals.proposal(id);
                    if (!mayApprove(officer)
                            && !proposal.proposer().equals(officer.person().id())) {
                        throw Problem.of(KernelProblem.NOT_FOUND, "There is no such proposal.");
                    }
                    return proposals.close(id, officer.person().id());
                });
    }

    /** Whether the counts that the officer is shown are the whole node's. */
    public boolean countsAll(Officer officer) {
        return officer.is(Role.OPERATOR);
    }

    private Viewer viewer(Officer officer) {
        return new Viewer(officer.is(OF_THE_ENTITY) ? officer.entity() : "", countsAll(officer));
    }
}
