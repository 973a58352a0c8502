package comity.trust;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Raw keys and what the providers take. Raw public keys are 32 octets (Ed25519) or the 65 octets of
 * an uncompressed point (P-256); raw private keys are the 32 octets of the seed or the scalar.
 */
final class KeyMaterial {

    private static final byte[] ED25519_SPKI = hex("302a300506032b6570032100");
    private static final byte[] ED25519_PKCS8 = hex("302e020100300506032b657004220420");
    private static final byte[] P256_SPKI =
            hex("3059301306072a8648ce3d020106082a8648ce3d030107034200");
    private static final byte[] P256_PKCS8 =
            hex("3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420");

    private static final X9ECParameters P256 = CustomNamedCurves.getByName("P-256");

    private KeyMaterial() {}

    /** The provider's key, once the octets are proved to be a key that only its owner can use. */
    static PublicKey publicKey(Algorithm algorithm, byte[] raw) {
        if (!isSound(algorithm, raw)) {
            throw new TrustException("key-invalid", "The octets are not a public key.");
        }
        var prefix = algorithm == Algorithm.ED25519 ? ED25519_SPKI : P256_SPKI;
        try {
            return Crypto.keyFactory(algorithm)
                    .generatePublic(new X509EncodedKeySpec(join(prefix, raw)));
        } catch (GeneralSecurityException refused) {
            throw new TrustException("key-invalid", "The octets are not a public key.");
        }
    }

    static PrivateKey privateKey(Algorithm algorithm, byte[] raw) {
        var prefix = algorithm == Algorithm.ED25519 ? ED25519_PKCS8 : P256_PKCS8;
        try {
            return Crypto.keyFactory(algorithm)
                    .generatePrivate(new PKCS8EncodedKeySpec(join(prefix, raw)));
        } catch (GeneralSecurityException refused) {
            throw new TrustException("key-invalid", "The octets are not a private key.");
        }
    }

    /** The raw public key of a raw private key. */
    static byte[] publicOf(Algorithm algorithm, byte[] secret) {
        requireSecret(algorithm, secret);
        if (algorithm == Algorithm.ED25519) {
            var raw = new byte[Ed25519.PUBLIC_KEY_SIZE];
            Ed25519.generatePublicKey(secret, 0, raw, 0);
            return raw;
        }
        return new FixedPointCombMultiplier()
                .multiply(P256.getG(), new BigInteger(1, secret))
                .getEncoded(false);
    }

    /** A new raw private key. */
    static byte[] generate(Algorithm algorithm, SecureRandom random) {
        var secret = new byte[32];
        do {
            random.nextBytes(secret);
        } while (algorithm == Algorithm.ES256 && !isScalar(secret));
        return secret;
    }

    private static void requireSecret(Algorithm algorithm, byte[] secret) {
        if (secret.length != 32 || (algorithm == Algorithm.ES256 && !isScalar(secret))) {
            throw new TrustException("key-invalid", "The octets are not a private key.");
        }
    }

    private static boolean isScalar(byte[] secret) {
        var scalar = new BigInteger(1, secret);
        return scalar.signum() > 0 && scalar.compareTo(P256.getN()) < 0;
    }

    /**
     * A point of small order verifies signatures that nobody made, and one that is not canonical
     * gives a key two thumbprints. The providers differ in what they let through, so it is decided
     * here.
     */
    private static boolean isSound(Algorithm algorithm, byte[] raw) {
        if (algorithm == Algorithm.ED25519) {
            return raw.length == Ed25519.PUBLIC_KEY_SIZE && Ed25519.validatePublicKeyFull(raw, 0);
        }
        ECCurve curve = P256.getCurve();
        try {
            return raw.length == 65 && raw[0] == 4 && curve.decodePoint(raw).isValid();
        } catch (IllegalArgumentException notOnTheCurve) {
            return false;
        }
    }

    private static byte[] join(byte[] prefix, byte[] raw) {
        var joined = Arrays.copyOf(prefix, prefix.length + raw.length);
        System.arraycopy(raw, 0, joined, prefix.length, raw.length);
        return joined;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
