package comity.console.http;

import comity.agreements.sensitivity.NamedClass;
import comity.console.WantedChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The fields by which a person says what a class is called and when it is used, language by
 * language: {@code name-fr}, {@code guidance-fr}. Bounds are those of the schema {@code
 * sensitivity-scale}.
 */
final class WordsForm {

    /** Without what the schema refuses: control characters, and what would turn the direction. */
    private static final Pattern LINE =
            Pattern.compile("[^\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]*");

    /** Those of the United Nations. */
    private static final List<String> OFFICIAL = List.of("en", "fr", "es", "ar", "ru", "zh");

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_GUIDANCE = 1000;

    private WordsForm() {}

    /**
     * The languages that are offered: the official ones, then others in which the class is said.
     */
    static List<String> languages(NamedClass named) {
        var others = new TreeSet<>(named.names().keySet());
        others.addAll(named.guidance().keySet());
        OFFICIAL.forEach(others::remove);
        var all = new ArrayList<>(OFFICIAL);
        all.addAll(others);
        return all;
    }

    /** What a field holds now; empty if it is not said in that language. */
    static String now(NamedClass named, String field) {
        int dash = field.indexOf('-');
        var words = field.startsWith("name-") ? named.names() : named.guidance();
        return words.getOrDefault(field.substring(dash + 1), "");
    }

    /**
     * Reads the fields.
     *
     * @param typed the value of a field; empty if there is none
     * @param wrong what is wrong with a field is put there: the key of its words
     */
    static Optional<WantedChange> read(
            NamedClass named, UnaryOperator<String> typed, Map<String, String> wrong) {
        var names = new TreeMap<String, String>();
        var guidance = new TreeMap<String, String>();
        for (var language : languages(named)) {
            read("name-" + language, language, LONGEST_NAME, typed, names, wrong);
            read("guidance-" + language, language, LONGEST_GUIDANCE, typed, guidance, wrong);
        }
        if (!names.containsKey("en")) {
            wrong.putIfAbsent("name-en", "wording.english.missing");
        }
        if (!guidance.isEmpty() && !guidance.containsKey("en")) {
            wrong.putIfAbsent("guidance-en", "wording.english.missing");
        }
        return wrong.isEmpty()
                ? Optional.of(new WantedChange.OfWords(named.code(), names, guidance))
                : Optional.empty();
    }

    private static void read(
            String field,
            String language,
            int longest,
            UnaryOperator<String> typed,
            SortedMap<String, String> words,
            Map<String, String> wrong) {
        // One paragraph: where lines were broken is the page's.
        var text =
                typed.apply(field)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining(" "));
        if (text.codePointCount(0, text.length()) > longest || !LINE.matcher(text).matches()) {
            wrong.put(
                    field,
                    longest == LONGEST_NAME ? "wording.name.wrong" : "wording.guidance.wrong");
        }
        if (!text.isEmpty()) {
            words.put(language, text);
        }
    }
}
