package comity.trust.http;

import comity.trust.TrustException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.ParseException;
import org.greenbytes.http.sfv.Parser;

/** Dictionaries of structured fields (RFC 8941), within a stated length. */
final class StructuredFields {

    /** Characters of all lines of one field together. */
    private static final int LENGTH = 8192;

    private StructuredFields() {}

    /**
     * A dictionary's members. RFC 8941, 4.2.2: of members with the same key the last would silently
     * win, so a key on which something depends must be seen to stand there once.
     */
    static Map<String, ListElement<?>> dictionary(String field, List<String> lines) {
        if (lines.stream().mapToInt(String::length).sum() > LENGTH) {
            throw malformed(field);
        }
        try {
            return new Parser(lines).parseDictionary().get();
        } catch (ParseException notStructured) {
            throw malformed(field);
        }
    }

    /** The keys of a dictionary that parses, as they stand there, repeated ones too. */
    static List<String> keys(List<String> lines) {
        var keys = new ArrayList<String>();
        // RFC 8941, 4.2: the lines are one text before they are parsed.
        var text = String.join(",", lines);
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '\\' -> i++; // stands in strings only, before what it escapes
                case '"' -> quoted = !quoted;
                case ',' -> {
                    if (!quoted) {
                        keys.add(key(text.substring(start, i)));
                        start = i + 1;
                    }
                }
                default -> {}
            }
        }
        keys.add(key(text.substring(start)));
        return keys;
    }

    private static String key(String member) {
        var stripped = member.strip();
        int end = 0;
        while (end < stripped.length() && "=; \t".indexOf(stripped.charAt(end)) < 0) {
            end++;
        }
        return stripped.substring(0, end);
    }

    private static TrustException malformed(String field) {
        return new TrustException(
                "field-malformed", "The field " + field + " is not a structured dictionary.");
    }
}
