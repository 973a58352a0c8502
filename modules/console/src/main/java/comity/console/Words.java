package comity.console;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.TimeZone;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Everything that the console says, in one language: the texts of {@code
 * words_<language>.properties} (ICU message formats, UTF-8), dates and numbers as that language
 * writes them, in UTC. Another language is one file more.
 */
public final class Words {

    /** In which a file is looked for, in the order in which they are offered. */
    private static final List<String> KNOWN = List.of("en", "fr", "es", "ar", "ru", "zh");

    private static final Map<String, Map<String, String>> FILES = new ConcurrentHashMap<>();
    private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

    private final Locale locale;
    private final Map<String, String> texts;

    private Words(Locale locale) {
        this.locale = locale;
        this.texts = file(locale.getLanguage());
    }

    /** In the language nearest to a locale; English where there is none. */
    public static Words in(Locale locale) {
        return languages().contains(locale.getLanguage())
                ? new Words(locale)
                : new Words(Locale.ENGLISH);
    }

    /** The codes of the languages that there are. */
    public static List<String> languages() {
        return KNOWN.stream().filter(code -> !file(code).isEmpty()).toList();
    }

    /** All texts of a language, by key; empty if there is no such language. */
    static Map<String, String> file(String language) {
        return FILES.computeIfAbsent(language, Words::read);
    }

    private static Map<String, String> read(String language) {
        if (!KNOWN.contains(language)) {
            return Map.of();
        }
        try (var stream = Words.class.getResourceAsStream("words_" + language + ".properties")) {
            if (stream == null) {
                return Map.of();
            }
            var properties = new Properties();
            properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            var texts = new TreeMap<String, String>();
            properties
                    .stringPropertyNames()
                    .forEach(key -> texts.put(key, properties.getProperty(key)));
            return Map.copyOf(texts);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The locale. */
    public Locale locale() {
        return locale;
    }

    /** Whether it is written from right to left. */
    public boolean isRightToLeft() {
        return com.ibm.icu.util.ULocale.forLocale(locale).isRightToLeft();
    }

    /** The keys that there are. */
    public Set<String> keys() {
        return texts.keySet();
    }

    /** A text, its parameters filled in: {@code {0}}, plurals and the rest of ICU's formats. */
    public String of(String key, Object... parameters) {
        var text = texts.get(key);
        if (text == null) {
            // A test holds the files complete: this is a key that no file has.
            throw new IllegalArgumentException("No words for the key " + key);
        }
        var shown = Stream.of(parameters).map(this::shown).toArray();
        return new MessageFormat(text, locale).format(shown);
    }

    /** A text for a code that others define, such as a problem's; the code where there is none. */
    public String code(String family, String code) {
        return texts.containsKey(family + "." + code) ? of(family + "." + code) : code;
    }

    private Object shown(Object parameter) {
        if (parameter instanceof Instant instant) {
            return time(instant);
        }
        return parameter instanceof LocalDate day ? day(day) : parameter;
    }

    /** A time, with its date, in UTC. */
    public String time(Instant at) {
        var format = DateFormat.getDateTimeInstance(DateFormat.MEDIUM, DateFormat.SHORT, locale);
        format.setTimeZone(UTC);
        return format.format(Date.from(at)) + " UTC";
    }

    /** A day. */
    public String day(LocalDate day) {
        var format = DateFormat.getDateInstance(DateFormat.LONG, locale);
        format.setTimeZone(UTC);
        return format.format(Date.from(day.atStartOfDay().toInstant(ZoneOffset.UTC)));
    }

    /** A length of time in years, months and days. */
    public String period(Period period) {
        var said = new ArrayList<String>();
        if (period.getYears() > 0) {
            said.add(of("years", period.getYears()));
        }
        if (period.getMonths() > 0) {
            said.add(of("months", period.getMonths()));
        }
        long days = period.get(ChronoUnit.DAYS);
        if (days > 0 || said.isEmpty()) {
            said.add(of("days", days));
        }
        return list(said);
    }

    /** A number. */
    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** Several things in a sentence. */
    public String list(List<String> things) {
        return com.ibm.icu.text.ListFormatter.getInstance(locale).format(things);
    }
}
