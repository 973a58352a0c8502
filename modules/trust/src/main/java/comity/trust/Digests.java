package comity.trust;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-2 digests, by the platform's own provider, which is the fastest at them. */
public final class Digests {

    private Digests() {}

    /** SHA-256 over the parts, one after the other: 32 octets. */
    public static byte[] sha256(byte[]... parts) {
        return digest("SHA-256", parts);
    }

    /** SHA-512 over the parts, one after the other: 64 octets. */
    public static byte[] sha512(byte[]... parts) {
        return digest("SHA-512", parts);
    }

    /** The base64url text of SHA-256 over the ASCII or UTF-8 octets of a text. */
    public static String sha256Text(String text) {
        return Base64Url.encode(sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether two digests are equal, in a time that does not tell where they differ. */
    public static boolean equal(byte[] one, byte[] other) {
        return MessageDigest.isEqual(one, other);
    }

    private static byte[] digest(String algorithm, byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance(algorithm);
            for (var part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
