package comity.trust.note;

import java.util.List;

/** A checkpoint that its log signed, and who cosigned it: only {@link LogTrust} makes one. */
public final class VerifiedCheckpoint {

    private final Checkpoint checkpoint;
    private final List<VerifiedNote.Signature> cosignatures;

    VerifiedCheckpoint(Checkpoint checkpoint, List<VerifiedNote.Signature> cosignatures) {
        this.checkpoint = checkpoint;
        this.cosignatures = cosignatures;
    }

    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /** The known cosigners' signatures, each with the time that it states. */
    public List<VerifiedNote.Signature> cosignatures() {
        return cosignatures;
    }
}
