package comity.trust.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import comity.trust.TrustException;
import comity.trust.VerificationKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of signature that are read here. Source: C2SP signed-note, "Signature types". */
enum SignatureKind {

    /** Ed25519 over the text of the note. */
    ED25519(0x01) {
        @Override
        Optional<Signed> verify(VerificationKey key, String text, byte[] signature) {
            return key.verifies(text.getBytes(UTF_8), signature)
                    ? Optional.of(new Signed(Optional.empty()))
                    : Optional.empty();
        }
    },

    /** Ed25519 over a header, the time and the text. Source: C2SP tlog-cosignature. */
    COSIGNATURE(0x04) {
        @Override
        Optional<Signed> verify(VerificationKey key, String text, byte[] signature) {
            if (signature.length != Long.BYTES + VerificationKey.SIGNATURE_LENGTH) {
                return Optional.empty();
            }
            // "It MUST NOT exceed 2^63 - 1"; an Instant ends earlier than that.
            long seconds = ByteBuffer.wrap(signature).getLong();
            if (seconds < 0 || seconds > Instant.MAX.getEpochSecond()) {
                return Optional.empty();
            }
            var over = Arrays.copyOfRange(signature, Long.BYTES, signature.length);
            return key.verifies(cosigned(seconds, text), over)
                    ? Optional.of(new Signed(Optional.of(Instant.ofEpochSecond(seconds))))
                    : Optional.empty();
        }
    };

    private final byte identifier;

    SignatureKind(int identifier) {
        this.identifier = (byte) identifier;
    }

    static SignatureKind of(byte identifier) {
        for (var kind : values()) {
            if (kind.identifier == identifier) {
                return kind;
            }
        }
        throw new TrustException("vkey-invalid", "A verifier key is of a kind unknown here.");
    }

    byte identifier() {
        return identifier;
    }

    /** What the signature says, if it is this key's over the text. */
    abstract Optional<Signed> verify(VerificationKey key, String text, byte[] signature);

    /** The octets that a cosigner signs. */
    static byte[] cosigned(long seconds, String text) {
        return ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(UTF_8);
    }

    /** A signature that verified, with the time that it states if it states one. */
    record Signed(Optional<Instant> at) {}
}
