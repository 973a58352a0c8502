package comity.trust;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Locale;
import javax.crypto.Cipher;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * The implementation of signatures in use: Amazon Corretto's where its native library loads, else
 * Bouncy Castle's. It is passed explicitly wherever it is used and never inserted among the VM's
 * providers, which belong to the container. The system property {@value #PROPERTY} forces one:
 * {@code corretto} or {@code bouncycastle}.
 */
public final class Crypto {

    /** The system property that forces a provider; {@code auto}, or absent, chooses. */
    public static final String PROPERTY = "comity.crypto.provider";

    private static final String AES_GCM = "AES/GCM/NoPadding";

    private static final Provider PROVIDER = choose(System.getProperty(PROPERTY, "auto"));

    static {
        SelfCheck.run();
    }

    private Crypto() {}

    /** The name and version of the implementation in use, for health and the start's log. */
    public static String provider() {
        return PROVIDER.getName() + " " + PROVIDER.getVersionStr();
    }

    /** AES in GCM: Corretto's where it is in use; the VM's own is faster than Bouncy Castle's. */
    public static Cipher aesGcm() throws GeneralSecurityException {
        return PROVIDER instanceof BouncyCastleProvider
                ? Cipher.getInstance(AES_GCM)
                : Cipher.getInstance(AES_GCM, PROVIDER);
    }

    static KeyFactory keyFactory(Algorithm algorithm) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm == Algorithm.ED25519 ? "Ed25519" : "EC", PROVIDER);
    }

    static boolean verifies(Algorithm algorithm, PublicKey key, byte[] message, byte[] signature) {
        try {
            var verifier = signature(algorithm);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            // Both providers throw where the signature cannot even be decoded.
            return false;
        }
    }

    static byte[] sign(Algorithm algorithm, PrivateKey key, byte[] message) {
        try {
            var signer = signature(algorithm);
            signer.initSign(key);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("The crypto provider does not sign", broken);
        }
    }

    /** With the provider object in hand this is one look-up and one allocation. */
    private static Signature signature(Algorithm algorithm) throws GeneralSecurityException {
        return Signature.getInstance(
                algorithm == Algorithm.ED25519 ? "Ed25519" : "SHA256withECDSAinP1363Format",
                PROVIDER);
    }

    private static Provider choose(String wanted) {
        return switch (wanted.toLowerCase(Locale.ROOT)) {
            case "auto" -> {
                try {
                    yield corretto();
                } catch (RuntimeException | LinkageError notHere) {
                    yield new BouncyCastleProvider();
                }
            }
            case "corretto" -> {
                try {
                    yield corretto();
                } catch (RuntimeException | LinkageError notHere) {
                    throw new IllegalStateException(
                            "The Corretto crypto provider does not load on this platform: unset "
                                    + PROPERTY
                                    + " or set it to bouncycastle.",
                            notHere);
                }
            }
            case "bouncycastle" -> new BouncyCastleProvider();
            default ->
                    throw new IllegalStateException(
                            PROPERTY + " must be auto, corretto or bouncycastle.");
        };
    }

    private static Provider corretto() {
        // Read once, when the provider's class is initialised: without it Ed25519 keys come from
        // the
        // JDK's factory and are converted on each use.
        var factory = "com.amazon.corretto.crypto.provider.registerEdKeyFactory";
        if (System.getProperty(factory) == null) {
            System.setProperty(factory, "true");
        }
        var provider = AmazonCorrettoCryptoProvider.INSTANCE;
        provider.assertHealthy();
        if (provider.getService("KeyFactory", "Ed25519") == null) {
            throw new IllegalStateException("Corretto's Ed25519 key factory is not registered");
        }
        return provider;
    }
}
