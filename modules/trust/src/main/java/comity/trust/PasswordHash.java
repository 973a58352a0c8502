package comity.trust;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password, hashed to be kept: PBKDF2 with HMAC-SHA-256, 600,000 rounds or more (OWASP Password
 * Storage Cheat Sheet, 2023), 16 octets of salt, as {@code pbkdf2-sha256$<rounds>$<salt>$<hash>}
 * with base64url. Passwords are compared in their NFC form (RFC 8265, section 4.2), so that
 * keyboards do not matter.
 */
public final class PasswordHash {

    public static final int ROUNDS = 600_000;

    /** A password has 12 characters or more (NIST SP 800-63B asks for 8) and at most 256. */
    public static final int SHORTEST = 12;

    public static final int LONGEST = 256;

    private static final int MOST_ROUNDS = 10_000_000;
    private static final int SALT_OCTETS = 16;
    private static final int HASH_OCTETS = 32;
    private static final Pattern TEXT =
            Pattern.compile("pbkdf2-sha256\\$(\\d{6,8})\\$([\\w-]{22})\\$([\\w-]{43})");

    /** Matches no password, and takes as long over it as any other. */
    public static final PasswordHash NOBODYS =
            new PasswordHash(ROUNDS, new byte[SALT_OCTETS], new byte[HASH_OCTETS]);

    private final int rounds;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int rounds, byte[] salt, byte[] hash) {
        this.rounds = rounds;
        this.salt = salt;
        this.hash = hash;
    }

    /**
     * Hashes a password under a new salt.
     *
     * @throws TrustException {@code password-length}
     */
    public static PasswordHash make(char[] password, SecureRandom random) {
        if (password.length < SHORTEST || password.length > LONGEST) {
            throw new TrustException(
                    "password-length",
                    "A password has %d to %d characters.".formatted(SHORTEST, LONGEST));
        }
        var salt = new byte[SALT_OCTETS];
        random.nextBytes(salt);
        return new PasswordHash(ROUNDS, salt, derive(password, salt, ROUNDS));
    }

    /**
     * Reads {@link #text}.
     *
     * @throws TrustException {@code password-hash-malformed}
     */
    public static PasswordHash of(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw malformed();
        }
        int rounds = Integer.parseInt(parts.group(1));
        if (rounds < ROUNDS || rounds > MOST_ROUNDS) {
            throw malformed();
        }
        return new PasswordHash(
                rounds, Base64Url.decode(parts.group(2)), Base64Url.decode(parts.group(3)));
    }

    /** As it is kept. */
    public String text() {
        return "pbkdf2-sha256$%d$%s$%s"
                .formatted(rounds, Base64Url.encode(salt), Base64Url.encode(hash));
    }

    /** Whether this is the password; takes the same time whatever it is. */
    public boolean matches(char[] password) {
        boolean isPossible = password.length > 0 && password.length <= LONGEST;
        // What cannot be one takes as long as what can.
        var tried = isPossible ? password : new char[] {'-'};
        return MessageDigest.isEqual(hash, derive(tried, salt, rounds)) && isPossible;
    }

    private static byte[] derive(char[] password, byte[] salt, int rounds) {
        var normal = Normalizer.normalize(new String(password), Normalizer.Form.NFC).toCharArray();
        var spec = new PBEKeySpec(normal, salt, rounds, HASH_OCTETS * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            spec.clearPassword();
            Arrays.fill(normal, '\0');
        }
    }

    private static TrustException malformed() {
        return new TrustException(
                "password-hash-malformed",
                "A password's hash is what 'comity password --ask' writes: pbkdf2-sha256$…, of 600,000 rounds or more.");
    }

    @Override
    public String toString() {
        return "PasswordHash";
    }
}
