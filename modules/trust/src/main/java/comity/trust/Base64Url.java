package comity.trust;

import java.util.Arrays;
import java.util.Base64;

/**
 * Base64url without padding (RFC 7515, section 2), canonical only: each octet string has exactly
 * one text, so that a signed text cannot be varied without breaking it.
 */
public final class Base64Url {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final byte[] DIGITS = new byte[128];

    static {
        Arrays.fill(DIGITS, (byte) -1);
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < alphabet.length(); i++) {
            DIGITS[alphabet.charAt(i)] = (byte) i;
        }
    }

    private Base64Url() {}

    /** The text of these octets. */
    public static String encode(byte[] octets) {
        return ENCODER.encodeToString(octets);
    }

    /**
     * The octets of this text.
     *
     * @throws TrustException {@code base64url-invalid}: padding, white space, another alphabet, an
     *     impossible length, or unused bits that are not zero
     */
    public static byte[] decode(CharSequence text) {
        int length = text.length();
        int tail = length & 3;
        if (tail == 1) {
            throw invalid();
        }
        var octets = new byte[(int) (length * 3L / 4)];
        int at = 0;
        int bits = 0;
        int held = 0;
        for (int i = 0; i < length; i++) {
            char digit = text.charAt(i);
            int value = digit < 128 ? DIGITS[digit] : -1;
            if (value < 0) {
                throw invalid();
            }
            bits = (bits << 6) | value;
            held += 6;
            if (held >= 8) {
                held -= 8;
                octets[at++] = (byte) (bits >>> held);
            }
        }
        if ((bits & ((1 << held) - 1)) != 0) {
            throw invalid();
        }
        return octets;
    }

    private static TrustException invalid() {
        return new TrustException("base64url-invalid", "A value is not canonical base64url.");
    }
}
