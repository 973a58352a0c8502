package comity.trust;

import java.security.PrivateKey;
import java.security.SecureRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A private key with its public half. Immutable; its text form shows the thumbprint only. */
public final class SigningKey {

    private final byte[] secret;
    private final PrivateKey key;
    private final VerificationKey verificationKey;

    private SigningKey(Algorithm algorithm, byte[] secret) {
        this.secret = secret;
        this.verificationKey =
                VerificationKey.ofRaw(algorithm, KeyMaterial.publicOf(algorithm, secret));
        this.key = KeyMaterial.privateKey(algorithm, secret);
    }

    /** A new key. */
    public static SigningKey generate(Algorithm algorithm, SecureRandom random) {
        return new SigningKey(algorithm, KeyMaterial.generate(algorithm, random));
    }

    /**
     * From the 32 octets of an Ed25519 seed or of a P-256 scalar.
     *
     * @throws TrustException {@code key-invalid}
     */
    public static SigningKey ofSecret(Algorithm algorithm, byte[] secret) {
        return new SigningKey(algorithm, secret.clone());
    }

    /**
     * From a private JWK, whose public members must belong to it.
     *
     * @throws TrustException as {@link VerificationKey#ofJwk}
     */
    public static SigningKey ofJwk(JsonNode jwk) {
        var claimed = Jwk.verificationKey(jwk, "sign");
        var key = new SigningKey(claimed.algorithm(), Jwk.octets(jwk, "d"));
        if (!key.verificationKey.equals(claimed)) {
            throw new TrustException(
                    "key-invalid", "The JWK's public members do not belong to its private one.");
        }
        return key;
    }

    /** The private JWK. Secret: for a client's own key file, never for a log or an answer. */
    public ObjectNode privateJwk() {
        return verificationKey.jwk().put("d", Base64Url.encode(secret));
    }

    /** The 32 octets of the seed or scalar. Secret. */
    public byte[] secret() {
        return secret.clone();
    }

    public VerificationKey verificationKey() {
        return verificationKey;
    }

    public Algorithm algorithm() {
        return verificationKey.algorithm();
    }

    /** The public half's thumbprint. */
    public String thumbprint() {
        return verificationKey.thumbprint();
    }

    /** The signature over the message: 64 octets. */
    public byte[] sign(byte[] message) {
        return Crypto.sign(algorithm(), key, message);
    }

    @Override
    public String toString() {
        return verificationKey.toString();
    }
}
