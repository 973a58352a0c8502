package comity.trust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.erdtman.jcs.NumberToJSON;
import tools.jackson.databind.JsonNode;

/**
 * The canonical form of JSON (RFC 8785). Only I-JSON has one: an integer that a binary64 cannot
 * hold and a text that UTF-8 cannot are refused, never rounded or replaced.
 */
public final class Jcs {

    private static final long SAFE_INTEGER = (1L << 53) - 1;

    private Jcs() {}

    /**
     * The canonical octets of a value.
     *
     * @throws TrustException {@code json-not-canonical}: a lone surrogate, an integer beyond
     *     2^53-1, a number that is not finite, or a node that is no JSON
     */
    public static byte[] canonical(JsonNode value) {
        var text = new StringBuilder(256);
        write(value, text);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonNode value, StringBuilder text) {
        switch (value.getNodeType()) {
            case OBJECT -> writeObject(value, text);
            case ARRAY -> writeArray(value, text);
            case STRING -> writeString(value.stringValue(), text);
            case NUMBER -> writeNumber(value, text);
            case BOOLEAN -> text.append(value.booleanValue());
            case NULL -> text.append("null");
            default -> throw refused("A value is not JSON.");
        }
    }

    private static void writeObject(JsonNode object, StringBuilder text) {
        // RFC 8785, 3.2.3: "property name strings ... are sorted ... as arrays of UTF-16 code
        // units", which is how String compares.
        var names = new ArrayList<>(object.propertyNames());
        names.sort(null);
        char separator = '{';
        for (var name : names) {
            text.append(separator);
            writeString(name, text);
            text.append(':');
            write(object.required(name), text);
            separator = ',';
        }
        text.append(names.isEmpty() ? "{}" : "}");
    }

    private static void writeArray(JsonNode array, StringBuilder text) {
        text.append('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            write(array.required(i), text);
        }
        text.append(']');
    }

    private static void writeNumber(JsonNode number, StringBuilder text) {
        if (number.isIntegralNumber()) {
            if (!number.canConvertToLong()
                    || number.longValue() > SAFE_INTEGER
                    || number.longValue() < -SAFE_INTEGER) {
                throw refused("An integer is beyond 2^53-1, which I-JSON does not carry.");
            }
            text.append(number.longValue());
            return;
        }
        try {
            text.append(NumberToJSON.serializeNumber(number.numberValue().doubleValue()));
        } catch (IOException notFinite) {
            throw refused("A number is not finite.");
        }
    }

    private static void writeString(String string, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char unit = string.charAt(i);
            switch (unit) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\f' -> text.append("\\f");
                case '\r' -> text.append("\\r");
                default -> {
                    if (unit < 0x20) {
                        text.append("\\u00").append(unit < 0x10 ? '0' : '1');
                        text.append(Character.forDigit(unit & 0xF, 16));
                    } else if (Character.isSurrogate(unit)) {
                        if (!Character.isHighSurrogate(unit)
                                || i + 1 == string.length()
                                || !Character.isLowSurrogate(string.charAt(i + 1))) {
                            throw refused("A surrogate stands alone.");
                        }
                        text.append(unit).append(string.charAt(++i));
                    } else {
                        text.append(unit);
                    }
                }
            }
        }
        text.append('"');
    }

    private static TrustException refused(String sentence) {
        return new TrustException("json-not-canonical", sentence);
    }
}
