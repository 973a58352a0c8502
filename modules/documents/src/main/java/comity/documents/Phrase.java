package comity.documents;

import java.text.Bidi;
import java.util.Locale;

/**
 * A piece of running text in one language. Its direction is its own: that of its first letter.
 *
 * @param text any; it is never read as markup
 * @param language a BCP 47 tag, such as {@code fr}
 * @param literal whether it is to be copied as it stands: a digest, a code
 */
public record Phrase(String text, String language, boolean literal) {

    /**
     * @throws IllegalArgumentException if the language is no tag
     */
    public Phrase {
        if (!language.matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")) {
            throw new IllegalArgumentException("'%s' is no tag of a language.".formatted(language));
        }
    }

    public static Phrase of(String text, String language) {
        return new Phrase(text, language, false);
    }

    /** A digest, a code: in no language, in the document's direction. */
    public static Phrase literal(String text) {
        return new Phrase(text, "zxx", true);
    }

    /** Whether it is read from right to left. Source: Unicode Standard Annex 9, rules P2 and P3. */
    public boolean isRightToLeft() {
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            var direction = Character.getDirectionality(text.codePointAt(at));
            if (direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT) {
                return false;
            }
            if (direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                    || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC) {
                return true;
            }
        }
        return isRightToLeft(language);
    }

    /** Whether any of it is read from right to left. */
    boolean hasRightToLeft() {
        var letters = text.toCharArray();
        return Bidi.requiresBidi(letters, 0, letters.length);
    }

    private static boolean isRightToLeft(String language) {
        return switch (Locale.forLanguageTag(language).getLanguage()) {
            case "ar", "fa", "he", "ur" -> true;
            default -> false;
        };
    }
}
