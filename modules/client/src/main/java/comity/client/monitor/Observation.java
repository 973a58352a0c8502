package comity.client.monitor;

import comity.client.verify.ReceiptClaims;
import comity.trust.note.Checkpoint;
import comity.trust.note.SignedNote;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a monitor saw.
 *
 * @param from how many entries were known before
 * @param signed the checkpoint with its signatures, from which the next visit begins
 * @param checkpoint what the log and its cosigner have signed, and its entries hash to
 * @param cosignedAt the time that the cosignature states
 * @param kept promises that were kept: the entry is there, and nothing says that it came too late
 * @param open promises that have time left
 * @param broken promises that were not kept, the entry being absent: evidence against the node
 * @param late promises that were kept too late: the entry is there, and was not yet in a checkpoint
 *     cosigned after its time. The receipt and that checkpoint are evidence against the node
 */
public record Observation(
        long from,
        SignedNote signed,
        Checkpoint checkpoint,
        Optional<Instant> cosignedAt,
        List<ReceiptClaims> kept,
        List<ReceiptClaims> open,
        List<ReceiptClaims> broken,
        List<ReceiptClaims> late) {

    public Observation {
        kept = List.copyOf(kept);
        open = List.copyOf(open);
        broken = List.copyOf(broken);
        late = List.copyOf(late);
    }

    /** How many entries were read. */
    public long read() {
        return checkpoint.size() - from;
    }
}
