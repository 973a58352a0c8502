package comity.trust;

import comity.kernel.Json;
import java.security.PublicKey;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A public key: an OKP key on Ed25519 (RFC 8037) or an EC key on P-256 (RFC 7518). Immutable; it
 * holds the provider's key, so that a verification parses nothing. Two are equal if their
 * thumbprints are.
 */
public final class VerificationKey {

    /** Octets of every signature. */
    public static final int SIGNATURE_LENGTH = 64;

    private final Algorithm algorithm;
    private final byte[] raw;
    private final PublicKey key;
    private final String thumbprint;

    private VerificationKey(Algorithm algorithm, byte[] raw) {
        this.algorithm = algorithm;
        this.raw = raw;
        this.key = KeyMaterial.publicKey(algorithm, raw);
        this.thumbprint = Digests.sha256Text(requiredMembers());
    }

    /**
     * From 32 octets (Ed25519) or the 65 octets of an uncompressed point (P-256).
     *
     * @throws TrustException {@code key-invalid}
     */
    public static VerificationKey ofRaw(Algorithm algorithm, byte[] raw) {
        return new VerificationKey(algorithm, raw.clone());
    }

    /**
     * From a JWK (RFC 7517). {@code use}, {@code key_ops} and {@code alg}, where present, must
     * allow what the key is for; members that say nothing about that are ignored.
     *
     * @throws TrustException {@code key-invalid}, {@code key-unsupported}, {@code key-not-for-this}
     *     or {@code key-private}: a private key was sent where a public one belongs
     */
    public static VerificationKey ofJwk(JsonNode jwk) {
        if (jwk.has("d")) {
            throw new TrustException(
                    "key-private", "A private key was given: it is no secret any more.");
        }
        return Jwk.verificationKey(jwk, "verify");
    }

    /** The public JWK: the required members of RFC 7638 only. */
    public ObjectNode jwk() {
        var jwk = Json.object();
        if (algorithm == Algorithm.ED25519) {
            return jwk.put("kty", "OKP").put("crv", "Ed25519").put("x", Base64Url.encode(raw));
        }
        return jwk.put("kty", "EC")
                .put("crv", "P-256")
                .put("x", coordinate(1))
                .put("y", coordinate(33));
    }

    /** RFC 7638 with SHA-256, base64url: 43 characters. It is the key's name everywhere. */
    public String thumbprint() {
        return thumbprint;
    }

    public Algorithm algorithm() {
        return algorithm;
    }

    /** 32 octets (Ed25519) or the 65 octets of an uncompressed point (P-256). */
    public byte[] raw() {
        return raw.clone();
    }

    /** Whether the signature, of exactly 64 octets, is this key's over the message. */
    public boolean verifies(byte[] message, byte[] signature) {
        return signature.length == SIGNATURE_LENGTH
                && Crypto.verifies(algorithm, key, message, signature);
    }

    /** RFC 7638, section 3.2: the required members, in lexicographic order. */
    private String requiredMembers() {
        return algorithm == Algorithm.ED25519
                ? "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + Base64Url.encode(raw) + "\"}"
                : "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\""
                        + coordinate(1)
                        + "\",\"y\":\""
                        + coordinate(33)
                        + "\"}";
    }

    private String coordinate(int from) {
        return Base64Url.encode(Arrays.copyOfRange(raw, from, from + 32));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerificationKey key && thumbprint.equals(key.thumbprint);
    }

    @Override
    public int hashCode() {
        return thumbprint.hashCode();
    }

    @Override
    public String toString() {
        return thumbprint;
    }
}
