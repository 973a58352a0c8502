package comity.trust.note;

import comity.trust.TrustException;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalLong;

/** The few forms that all the texts of a log are made of. */
final class Lines {

    private Lines() {}

    /** Standard base64 (RFC 4648, section 4), with padding, one text for each value. */
    static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    static byte[] unbase64(String text) {
        try {
            var octets = Base64.getDecoder().decode(text);
            if (base64(octets).equals(text)) {
                return octets;
            }
        } catch (IllegalArgumentException noBase64) {
            // Told below, in the same words.
        }
        throw malformed("A value is not canonical base64.");
    }

    static byte[] hash(String text) {
        var hash = unbase64(text);
        if (hash.length != 32) {
            throw malformed("A hash has not 32 octets.");
        }
        return hash;
    }

    /** "ASCII decimal with no leading zeroes" that a signed 64-bit number holds. */
    static OptionalLong decimal(String text) {
        boolean digits =
                !text.isEmpty()
                        && text.length() <= 19
                        && text.chars().allMatch(c -> c >= '0' && c <= '9')
                        && (text.length() == 1 || text.charAt(0) != '0');
        if (!digits) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.empty();
        }
    }

    static boolean isKeyName(String name) {
        return !name.isEmpty()
                && name.indexOf('+') < 0
                && name.codePoints().noneMatch(c -> isSpace(c) || Character.isISOControl(c));
    }

    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }

    static byte[] join(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    static TrustException malformed(String sentence) {
        return new TrustException("note-malformed", sentence);
    }
}
