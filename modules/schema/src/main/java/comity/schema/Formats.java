package comity.schema;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The formats that are asserted. Stricter than JSON Schema asks: times are UTC (docs/protocol.md),
 * and nothing is normalised. They cost no allocation where a request is busy.
 */
final class Formats {

    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static final Map<String, Predicate<String>> NAMED =
            Map.of(
                    "date", Formats::isDate,
                    "date-time", Formats::isDateTime,
                    "uri", Formats::isUri,
                    "uuid", text -> UUID.matcher(text).matches());

    private Formats() {}

    static List<Format> all() {
        return NAMED.entrySet().stream()
                .<Format>map(named -> new Named(named.getKey(), named.getValue()))
                .toList();
    }

    /** The test of a format; of an unknown one, that nothing has it. */
    static Predicate<String> named(String name) {
        return NAMED.getOrDefault(name, text -> false);
    }

    private record Named(String name, Predicate<String> test) implements Format {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean matches(ExecutionContext context, String value) {
            return test.test(value);
        }
    }

    /** RFC 3339, full-date, in the calendar. */
    static boolean isDate(String text) {
        return text.length() == 10 && isDateAt(text);
    }

    private static boolean isDateAt(String text) {
        if (text.charAt(4) != '-' || text.charAt(7) != '-') {
            return false;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        return year >= 1
                && month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
    }

    /**
     * RFC 3339, date-time, in UTC with {@code T} and {@code Z} in capitals and at most nine digits
     * of a second. A leap second is refused: no database of ours can hold it.
     */
    static boolean isDateTime(String text) {
        int length = text.length();
        if (length < 20
                || length > 30
                || !isDateAt(text)
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || text.charAt(length - 1) != 'Z') {
            return false;
        }
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        boolean fraction =
                length == 20
                        || (length > 21
                                && text.charAt(19) == '.'
                                && digits(text, 20, length - 1) >= 0);
        return hour >= 0
                && hour <= 23
                && minute >= 0
                && minute <= 59
                && second >= 0
                && second <= 59
                && fraction;
    }

    /** The number that these characters are, or -1. */
    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** RFC 3986, absolute, ASCII. */
    private static boolean isUri(String text) {
        try {
            return new URI(text).isAbsolute() && text.chars().allMatch(c -> c > 0x20 && c < 0x7F);
        } catch (URISyntaxException broken) {
            return false;
        }
    }
}
