package comity.console;

import comity.exchange.Approvals;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import comity.kernel.persistence.Transactions;
import comity.parties.people.Officer;
import comity.parties.people.Role;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What waits for a person of the officer's entity to say whether it is disclosed. */
public final class ApprovalsDesk {

    private static final Role[] READERS = {
        Role.VERIFICATION_OFFICER, Role.DATA_PROTECTION_OFFICER, Role.AUDITOR
    };

    private static final Role[] DECIDERS = {
        Role.VERIFICATION_OFFICER, Role.DATA_PROTECTION_OFFICER
    };

    /** Why a disclosure is refused: what the issuer's evidence says, and nobody else reads. */
    static final List<String> REASONS =
            List.of(
                    "not-needed",
                    "purpose-unclear",
                    "consent-in-doubt",
                    "record-under-review",
                    "legal-order",
                    "other");

    /**
     * How many wait.
     *
     * @param isMore whether there are more than that
     */
    public record Count(int number, boolean isMore) {}

    private final Transactions transactions;
    private final Approvals approvals;

    public ApprovalsDesk(Transactions transactions, Approvals approvals) {
        this.transactions = transactions;
        this.approvals = approvals;
    }

    /** Whether the officer may read them. */
    public boolean isOpenTo(Officer officer) {
        return officer.is(READERS);
    }

    /** Whether the officer may decide. */
    public boolean mayDecide(Officer officer) {
        return officer.is(DECIDERS);
    }

    /** The codes of the reasons for a refusal. */
    public List<String> reasons() {
        return REASONS;
    }

    /** What waits, in the order in which it was asked, as docs/protocol.md, section 4 has it. */
    public Page<ObjectNode> list(Officer officer, Optional<String> after) {
        officer.require(READERS);
        return transactions.required(() -> approvals.list(officer.entity(), after));
    }

    /** How many of the first page of them wait. */
    public Count count(Officer officer) {
        var page = list(officer, Optional.empty());
        return new Count(page.items().size(), page.next().isPresent());
    }

    /**
     * One of them.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND} alike if there is none, if it waits no more,
     *     and if it is another's
     */
    public ObjectNode one(Officer officer, String id) {
        officer.require(READERS);
        var known = Uuids.of(id);
        return transactions.required(() -> approvals.one(officer.entity(), known));
    }

    /**
     * Approves: what was shown is disclosed, as far as the terms of this instant permit it.
     *
     * @throws Problem as {@link Approvals#decide}
     */
    public void approve(Officer officer, String id) {
        decide(officer, id, Json.object().put("decision", "approve"));
    }

    /**
     * Refuses.
     *
     * @param reason one of {@link #reasons}
     * @throws Problem as {@link Approvals#decide}
     */
    public void refuse(Officer officer, String id, String reason) {
        if (!REASONS.contains(reason)) {
            throw new IllegalArgumentException("Not a reason for a refusal");
        }
        decide(officer, id, Json.object().put("decision", "refuse").put("reasonCode", reason));
    }

    private void decide(Officer officer, String id, ObjectNode decision) {
        officer.require(DECIDERS);
        var known = Uuids.of(id);
        transactions.required(() -> approvals.decide(officer.entity(), known, decision));
    }
}
