package comity.client.monitor;

import comity.client.verify.ReceiptClaims;
import comity.trust.note.Checkpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a monitor saw.
 *
 * @param from how many entries were known before
 * @param checkpoint what the log and its cosigner have signed, and its entries hash to
 * @param cosignedAt the time that the cosignature states
 * @param kept promises that were kept: the entry is there
 * @param open promises that have time left
 * @param broken promises that were not kept: evidence against the node
 */
public record Observation(
        long from,
        Checkpoint checkpoint,
        Optional<Instant> cosignedAt,
        List<ReceiptClaims> kept,
        List<ReceiptClaims> open,
        List<ReceiptClaims> broken) {

    public Observation {
        kept = List.copyOf(kept);
        open = List.copyOf(open);
        broken = List.copyOf(broken);
    }

    /** How many entries were read. */
    public long read() {
        return checkpoint.size() - from;
    }
}
