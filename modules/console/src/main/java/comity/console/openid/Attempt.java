package comity.console.openid;

import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.TrustException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One attempt of one browser to sign in elsewhere, which only this browser can bring to its end: it
 * keeps the attempt in a cookie meanwhile.
 *
 * @param state binds the provider's answer to the browser (RFC 6749, section 10.12)
 * @param nonce binds the ID token to the attempt (OpenID Connect Core, section 3.1.2.1)
 * @param verifier of the code (RFC 7636)
 * @param to the page to go to afterwards
 */
public record Attempt(String state, String nonce, String verifier, String to) {

    private static final int OCTETS = 32;
    private static final Pattern RANDOM = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** A new one. */
    public static Attempt begin(SecureRandom random, String to) {
        return new Attempt(chance(random), chance(random), chance(random), to);
    }

    private static String chance(SecureRandom random) {
        var octets = new byte[OCTETS];
        random.nextBytes(octets);
        return Base64Url.encode(octets);
    }

    /** As a cookie's value. */
    public String text() {
        return String.join(
                ".", state, nonce, verifier, Base64Url.encode(to.getBytes(StandardCharsets.UTF_8)));
    }

    /** From a cookie's value; empty if it is none. */
    public static Optional<Attempt> of(String text) {
        var parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        for (int i = 0; i < 3; i++) {
            if (!RANDOM.matcher(parts[i]).matches()) {
                return Optional.empty();
            }
        }
        try {
            var to = new String(Base64Url.decode(parts[3]), StandardCharsets.UTF_8);
            return Optional.of(new Attempt(parts[0], parts[1], parts[2], to));
        } catch (TrustException malformed) {
            return Optional.empty();
        }
    }

    /** Whether an answer belongs to it. */
    public boolean answeredBy(String returned) {
        return MessageDigest.isEqual(
                state.getBytes(StandardCharsets.US_ASCII),
                returned.getBytes(StandardCharsets.UTF_8));
    }

    /** The verifier's digest, method {@code S256}. */
    public String challenge() {
        return Base64Url.encode(Digests.sha256(verifier.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Says nothing of what it holds. */
    @Override
    public String toString() {
        return "Attempt";
    }
}
