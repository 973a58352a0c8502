package comity.console;

import comity.exchange.Exchanges;
import comity.exchange.History;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import comity.kernel.persistence.Transactions;
import comity.ledger.Ledger;
import comity.ledger.Receipts;
import comity.parties.people.Officer;
import comity.parties.people.Role;
import comity.trust.Jcs;
import comity.trust.Jws;
import comity.trust.TrustException;
import comity.trust.VerificationKey;
import comity.trust.merkle.Merkle;
import comity.trust.merkle.MerkleException;
import comity.trust.note.LogProof;
import comity.trust.note.LogTrust;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The exchanges of the officer's entity, and what proves them. */
public final class ExchangesDesk {

    private static final Role[] READERS = {
        Role.VERIFICATION_OFFICER, Role.DATA_PROTECTION_OFFICER, Role.AUDITOR
    };

    /** What a check of a receipt found. */
    public enum Verdict {
        /** It is the node's, it speaks of this entry, and the entry is in the log. */
        PROVED,
        /** The same, but the log has not taken the entry in yet. */
        PENDING,
        /** It is not the node's, or of something else, or the log contradicts it. */
        FALSE
    }

    private final Transactions transactions;
    private final Exchanges exchanges;
    private final History history;
    private final Ledger ledger;
    private final VerificationKey receiptKey;
    private final LogTrust trust;

    public ExchangesDesk(
            Transactions transactions,
            Exchanges exchanges,
            History history,
            Ledger ledger,
            VerificationKey receiptKey,
            LogTrust trust) {
        this.transactions = transactions;
        this.exchanges = exchanges;
        this.history = history;
        this.ledger = ledger;
        this.receiptKey = receiptKey;
        this.trust = trust;
    }

    /** Whether the officer may read them. */
    public boolean isOpenTo(Officer officer) {
        return officer.is(READERS);
    }

    /** What the entity asked and what its records answered, the newest first. */
    public Page<History.Line> list(Officer officer, Optional<String> after) {
        officer.require(READERS);
        return transactions.required(() -> history.list(officer.entity(), after));
    }

    /**
     * One of them, as docs/protocol.md, section 4 shows it to the entity.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND} alike if there is none and if it is another's
     */
    public ObjectNode exchange(Officer officer, String id) {
        officer.require(READERS);
        var known = Uuids.of(id);
        return transactions.required(() -> exchanges.exchange(officer.entity(), known));
    }

    /**
     * Checks a receipt with what came along, by the very means that a client has: the node's public
     * key, the entry, and a proof under a signed checkpoint. Source: docs/protocol.md, section 6.
     *
     * @param act has {@code receipt} and {@code entry}
     */
    public Verdict check(JsonNode act) {
        try {
            var leafHash = Merkle.leafHash(Jcs.canonical(act.required("entry")));
            var claims =
                    Jws.verify(
                                    act.required("receipt").stringValue(),
                                    Receipts.TYPE,
                                    kid ->
                                            Optional.of(receiptKey)
                                                    .filter(key -> key.thumbprint().equals(kid)))
                            .payload();
            if (!claims.required("leaf")
                    .stringValue()
                    .equals(comity.trust.Base64Url.encode(leafHash))) {
                return Verdict.FALSE;
            }
            var proof = ledger.proof(leafHash);
            if (proof.isEmpty()) {
                return Verdict.PENDING;
            }
            // Throws unless the checkpoint is signed and the path leads from the leaf to its root.
            var checkpoint = LogProof.parse(proof.get()).verify(leafHash, trust);
            return checkpoint.checkpoint().size() > 0 ? Verdict.PROVED : Verdict.FALSE;
        } catch (TrustException | MerkleException unproved) {
            return Verdict.FALSE;
        }
    }
}
