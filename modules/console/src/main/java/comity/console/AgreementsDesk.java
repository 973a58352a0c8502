package comity.console;

import comity.agreements.Agreements;
import comity.agreements.decision.AgreementId;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import comity.kernel.persistence.Transactions;
import comity.parties.people.Officer;
import comity.parties.people.Role;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/** The agreements of the officer's entity. */
public final class AgreementsDesk {

    private static final Role[] READERS = {
        Role.ADMINISTRATOR,
        Role.DATA_PROTECTION_OFFICER,
        Role.SIGNATORY,
        Role.LEGAL_OFFICER,
        Role.VERIFICATION_OFFICER,
        Role.AUDITOR
    };

    private final Transactions transactions;
    private final Agreements agreements;

    public AgreementsDesk(Transactions transactions, Agreements agreements) {
        this.transactions = transactions;
        this.agreements = agreements;
    }

    /** Whether the officer may read them. */
    public boolean isOpenTo(Officer officer) {
        return officer.is(READERS);
    }

    /** The entity's own and those open to it, as docs/protocol.md, section 8 lists them. */
    public Page<ObjectNode> list(Officer officer, Optional<String> after) {
        officer.require(READERS);
        return transactions.required(() -> agreements.list(officer.entity(), after));
    }

    /**
     * One of them, whole.
     *
     * @param version the one that is in force, or the latest, if empty
     * @throws Problem {@link KernelProblem#NOT_FOUND} alike if there is none and if it is another's
     */
    public ObjectNode agreement(Officer officer, String id, OptionalInt version) {
        officer.require(READERS);
        var known =
                AgreementId.parse(id)
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                KernelProblem.NOT_FOUND,
                                                "There is no such agreement."));
        return transactions.required(() -> agreements.agreement(officer.entity(), known, version));
    }
}
