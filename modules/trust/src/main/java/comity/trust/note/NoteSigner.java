package comity.trust.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import comity.trust.SigningKey;
import java.nio.ByteBuffer;
import java.time.Instant;

/** A private key with the name under which it signs notes. Source: C2SP signed-note. */
public final class NoteSigner {

    private final SigningKey key;
    private final VerifierKey verifierKey;

    private NoteSigner(SigningKey key, VerifierKey verifierKey) {
        this.key = key;
        this.verifierKey = verifierKey;
    }

    /**
     * One that signs notes as they are: a log its checkpoints.
     *
     * @throws comity.trust.TrustException {@code vkey-invalid}: not an Ed25519 key, or no name
     */
    public static NoteSigner ed25519(String name, SigningKey key) {
        return new NoteSigner(key, VerifierKey.ed25519(name, key.verificationKey()));
    }

    /**
     * One that cosigns checkpoints with the time. Its key must sign nothing else: what it signs
     * does not name the cosigner.
     *
     * @throws comity.trust.TrustException {@code vkey-invalid}: not an Ed25519 key, or no name
     */
    public static NoteSigner cosigner(String name, SigningKey key) {
        return new NoteSigner(key, VerifierKey.cosigner(name, key.verificationKey()));
    }

    /** What others verify with. */
    public VerifierKey verifierKey() {
        return verifierKey;
    }

    /**
     * The note with this signer's signature.
     *
     * @param at the time, which a cosignature states in whole seconds and a plain one does not
     */
    public SignedNote sign(SignedNote note, Instant at) {
        return note.with(
                new NoteSignature(
                        verifierKey.name(),
                        verifierKey.id(),
                        signature(note.unverifiedText(), at)));
    }

    private byte[] signature(String text, Instant at) {
        if (!verifierKey.isCosigner()) {
            return key.sign(text.getBytes(UTF_8));
        }
        Checkpoint.parse(text);
        long seconds = at.getEpochSecond();
        var timestamp = ByteBuffer.allocate(Long.BYTES).putLong(seconds).array();
        return Lines.join(timestamp, key.sign(SignatureKind.cosigned(seconds, text)));
    }
}
