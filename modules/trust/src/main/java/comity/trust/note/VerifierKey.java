package comity.trust.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import comity.trust.Algorithm;
import comity.trust.Digests;
import comity.trust.TrustException;
import comity.trust.VerificationKey;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The public key of one who signs notes, with its name and the one kind of signature that it makes.
 * Source: C2SP signed-note, "Verifier keys". Immutable.
 */
public final class VerifierKey {

    private final String name;
    private final SignatureKind kind;
    private final VerificationKey key;
    private final int id;

    private VerifierKey(String name, SignatureKind kind, VerificationKey key) {
        if (!Lines.isKeyName(name)) {
            throw new TrustException(
                    "vkey-invalid", "A key's name is not empty and has no spaces and no plus.");
        }
        if (key.algorithm() != Algorithm.ED25519) {
            throw new TrustException("vkey-invalid", "Notes are signed with Ed25519 keys.");
        }
        this.name = name;
        this.kind = kind;
        this.key = key;
        this.id = id(name, kind, key.raw());
    }

    /**
     * A key that signs notes as they are.
     *
     * @throws TrustException {@code vkey-invalid}: not an Ed25519 key, or no name
     */
    public static VerifierKey ed25519(String name, VerificationKey key) {
        return new VerifierKey(name, SignatureKind.ED25519, key);
    }

    /**
     * A key that cosigns checkpoints with the time.
     *
     * @throws TrustException {@code vkey-invalid}: not an Ed25519 key, or no name
     */
    public static VerifierKey cosigner(String name, VerificationKey key) {
        return new VerifierKey(name, SignatureKind.COSIGNATURE, key);
    }

    /**
     * Reads {@code <name>+<id, hex>+<base64 of kind and key>}.
     *
     * @throws TrustException {@code vkey-invalid}, also where the id is not the key's
     */
    public static VerifierKey parse(String vkey) {
        var parts = vkey.split("\\+", 3);
        if (parts.length != 3) {
            throw new TrustException("vkey-invalid", "A verifier key has three parts.");
        }
        var material = material(parts[2]);
        if (material.length != 33) {
            throw new TrustException("vkey-invalid", "A verifier key's material has 33 octets.");
        }
        var kind = SignatureKind.of(material[0]);
        var raw = new byte[32];
        System.arraycopy(material, 1, raw, 0, raw.length);
        var key = new VerifierKey(parts[0], kind, VerificationKey.ofRaw(Algorithm.ED25519, raw));
        if (!key.hexId().equals(parts[1])) {
            throw new TrustException("vkey-invalid", "A verifier key's id is not its own.");
        }
        return key;
    }

    private static byte[] material(String base64) {
        try {
            return Lines.unbase64(base64);
        } catch (TrustException noBase64) {
            throw new TrustException("vkey-invalid", "A verifier key's material is no base64.");
        }
    }

    /** "SHA-256(key name || 0x0A || signature type || public key)[:4]", big-endian. */
    private static int id(String name, SignatureKind kind, byte[] raw) {
        var digest =
                Digests.sha256((name + "\n").getBytes(UTF_8), new byte[] {kind.identifier()}, raw);
        return ByteBuffer.wrap(digest).getInt();
    }

    public String name() {
        return name;
    }

    /** The four octets that tell this key from others of its name. */
    public int id() {
        return id;
    }

    public VerificationKey key() {
        return key;
    }

    /** Whether this key cosigns checkpoints with the time. */
    public boolean isCosigner() {
        return kind == SignatureKind.COSIGNATURE;
    }

    /** The text that {@link #parse} reads. */
    public String vkey() {
        var material = Lines.join(new byte[] {kind.identifier()}, key.raw());
        return name + "+" + hexId() + "+" + Lines.base64(material);
    }

    SignatureKind kind() {
        return kind;
    }

    boolean made(NoteSignature signature) {
        return signature.keyId() == id && signature.keyName().equals(name);
    }

    private String hexId() {
        return HexFormat.of().toHexDigits(id);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that
                && name.equals(that.name)
                && kind == that.kind
                && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, kind, key);
    }

    @Override
    public String toString() {
        return vkey();
    }
}
