package comity.trust.note;

import comity.trust.TrustException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom one believes about a log: its own key for its origin, and the cosigners of whom so many must
 * have seen a checkpoint. Source: C2SP tlog-proof, "Verifying a tlog proof".
 *
 * @param origin the log's identity, as its checkpoints name it
 * @param log the log's own key
 * @param cosigners those whose cosignatures count, each with a name of its own
 * @param quorum how many of them are needed; 0 asks for none
 */
public record LogTrust(String origin, VerifierKey log, List<VerifierKey> cosigners, int quorum) {

    public LogTrust {
        cosigners = List.copyOf(cosigners);
        if (log.isCosigner() || !cosigners.stream().allMatch(VerifierKey::isCosigner)) {
            throw new IllegalArgumentException("a log signs, and cosigners cosign");
        }
        if (quorum < 0 || quorum > cosigners.stream().map(VerifierKey::key).distinct().count()) {
            throw new IllegalArgumentException("a quorum of " + quorum + " cannot be reached");
        }
    }

    /** Trust in a log's own word. */
    public static LogTrust inLog(String origin, VerifierKey log) {
        return new LogTrust(origin, log, List.of(), 0);
    }

    /**
     * The checkpoint that the note states, once the log and enough cosigners have signed it.
     *
     * @throws TrustException {@code note-malformed}, {@code note-signature-invalid}, {@code
     *     note-unsigned}, {@code checkpoint-foreign} or {@code cosigners-too-few}
     */
    public VerifiedCheckpoint verify(SignedNote note) {
        var keys = new ArrayList<VerifierKey>(cosigners);
        keys.add(log);
        var verified = note.verifiedBy(keys);
        if (!verified.isSignedBy(log)) {
            throw new TrustException("note-unsigned", "The log has not signed the checkpoint.");
        }
        var checkpoint = Checkpoint.in(verified);
        if (!checkpoint.origin().equals(origin)) {
            throw new TrustException("checkpoint-foreign", "The checkpoint is another log's.");
        }
        var cosigned =
                verified.signatures().stream().filter(each -> each.by().isCosigner()).toList();
        long distinct = cosigned.stream().map(each -> each.by().key()).distinct().count();
        if (distinct < quorum) {
            throw new TrustException(
                    "cosigners-too-few", "Too few cosigners have seen the checkpoint.");
        }
        return new VerifiedCheckpoint(checkpoint, cosigned);
    }
}
