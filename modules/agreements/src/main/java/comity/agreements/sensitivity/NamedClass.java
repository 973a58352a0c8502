package comity.agreements.sensitivity;

import comity.agreements.decision.SensitivityClass;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A class with the words that people read.
 *
 * @param names one line each, by language tag (RFC 5646), English ({@code en}) among them
 * @param guidance when to use it and what follows, by language tag
 */
public record NamedClass(
        SensitivityClass level,
        SortedMap<String, String> names,
        SortedMap<String, String> guidance) {

    private static final String ENGLISH = "en";

    public NamedClass {
        names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
        guidance = Collections.unmodifiableSortedMap(new TreeMap<>(guidance));
    }

    public String code() {
        return level.code();
    }

    /** Its name in a language, or else in English. */
    public String name(Locale locale) {
        return said(names, locale);
    }

    /** Its guidance in a language, or else in English; empty if there is none. */
    public String guidance(Locale locale) {
        return said(guidance, locale);
    }

    private static String said(SortedMap<String, String> words, Locale locale) {
        return words.getOrDefault(locale.getLanguage(), words.getOrDefault(ENGLISH, ""));
    }
}
