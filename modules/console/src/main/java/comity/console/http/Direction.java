package comity.console.http;

import com.ibm.icu.util.ULocale;

/** In which direction a language is written. */
final class Direction {

    private Direction() {}

    /** {@code rtl} or {@code ltr}. */
    static String of(String language) {
        return ULocale.forLanguageTag(language).isRightToLeft() ? "rtl" : "ltr";
    }
}
