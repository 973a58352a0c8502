package comity.ledger;

import comity.kernel.http.Trace;
import comity.kernel.persistence.DatabaseFailure;
import comity.trust.Jcs;
import comity.trust.merkle.Merkle;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings the proof of inclusion along with a receipt, where the caller prefers to wait (RFC 7240,
 * {@code Prefer: wait=N}). Source: docs/protocol.md, section 6.
 */
public final class ReceiptProofs {

    private static final Logger LOG = System.getLogger(ReceiptProofs.class.getName());

    private final Ledger ledger;

    public ReceiptProofs(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * The same with {@code proof} beside {@code receipt} and {@code entry}, if the entry is in the
     * tree in time. To be called after the transaction: only then is there anything to wait for.
     * Where the database does not answer for the log, the proof is left out, since what was
     * answered is committed. Whatever else goes wrong is a fault, and is not hidden.
     *
     * @param caller the code of the entity that waits
     * @param receipted the body of an answer
     * @param prefer the value of the header field, if there was one
     */
    public ObjectNode beside(String caller, ObjectNode receipted, Optional<String> prefer) {
        var patience = prefer.flatMap(PreferredWait::of);
        if (patience.isEmpty() || !receipted.has("receipt") || !receipted.has("entry")) {
            return receipted;
        }
        var leaf = Merkle.leafHash(Jcs.canonical(receipted.get("entry")));
        try {
            return ledger.awaitProof(caller, leaf, patience.get())
                    .map(proof -> receipted.deepCopy().put("proof", proof))
                    .orElse(receipted);
        } catch (RuntimeException unproved) {
            if (!DatabaseFailure.isOfTheDatabase(unproved)) {
                throw unproved;
            }
            LOG.log(
                    Level.WARNING,
                    "A receipt goes without its proof: the log could not be read\n{0}",
                    Trace.of(unproved));
            return receipted;
        }
    }
}
