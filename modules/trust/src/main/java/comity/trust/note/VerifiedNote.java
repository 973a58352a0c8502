package comity.trust.note;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A note whose signatures were verified: only {@link SignedNote#verifiedBy} makes one. */
public final class VerifiedNote {

    private final String text;
    private final List<Signature> signatures;

    VerifiedNote(String text, List<Signature> signatures) {
        this.text = text;
        this.signatures = signatures;
    }

    /** The text with its last newline. */
    public String text() {
        return text;
    }

    /** The signatures that verified. */
    public List<Signature> signatures() {
        return signatures;
    }

    public boolean isSignedBy(VerifierKey key) {
        return signatures.stream().anyMatch(signature -> signature.by().equals(key));
    }

    /**
     * A signature that verified.
     *
     * @param by whose it is
     * @param at the time that a cosignature states
     */
    public record Signature(VerifierKey by, Optional<Instant> at) {}
}
