package comity.ledger;

import comity.trust.Jcs;
import comity.trust.merkle.Merkle;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings the proof of inclusion along with a receipt, where the caller prefers to wait (RFC 7240,
 * {@code Prefer: wait=N}). Source: docs/protocol.md, section 6.
 */
public final class ReceiptProofs {

    private static final Logger LOG = System.getLogger(ReceiptProofs.class.getName());

    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,3})(?:$|[,;\\s])");

    /** No caller occupies a thread for longer. */
    private static final int MOST_SECONDS = 10;

    private final Ledger ledger;

    public ReceiptProofs(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * The same with {@code proof} beside {@code receipt} and {@code entry}, if the entry is in the
     * tree in time. To be called after the transaction: only then is there anything to wait for. A
     * log that cannot be read leaves the proof out, since what was answered is committed.
     *
     * @param receipted the body of an answer
     * @param prefer the value of the header field, if there was one
     */
    public ObjectNode beside(ObjectNode receipted, Optional<String> prefer) {
        var patience = prefer.flatMap(ReceiptProofs::patience);
        if (patience.isEmpty() || !receipted.has("receipt") || !receipted.has("entry")) {
            return receipted;
        }
        var leaf = Merkle.leafHash(Jcs.canonical(receipted.get("entry")));
        try {
            return ledger.awaitProof(leaf, patience.get())
                    .map(proof -> receipted.deepCopy().put("proof", proof))
                    .orElse(receipted);
        } catch (RuntimeException unreadable) {
            LOG.log(Level.WARNING, "A receipt goes without its proof", unreadable);
            return receipted;
        }
    }

    /** How long a caller prefers to wait; empty if it does not say. */
    public static Optional<Duration> patience(String prefer) {
        var wait = WAIT.matcher(prefer);
        return wait.find()
                ? Optional.of(
                        Duration.ofSeconds(Math.min(Integer.parseInt(wait.group(1)), MOST_SECONDS)))
                : Optional.empty();
    }
}
