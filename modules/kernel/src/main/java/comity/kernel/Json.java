package comity.kernel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The strict reader and the writer of JSON. What is read is I-JSON (RFC 7493): UTF-8, no duplicate
 * names, no lone surrogates, no number that a binary64 cannot hold, nothing after the value; and it
 * is inside {@link JsonLimits}.
 */
public final class Json {

    /** Integers beyond this lose precision in a binary64 (RFC 7493, section 2.2). */
    private static final BigInteger SAFE_INTEGER = BigInteger.TWO.pow(53).subtract(BigInteger.ONE);

    /** An integer of so many characters is always below that. */
    private static final int SAFE_DIGITS = 15;

    /** A number longer than this says nothing that a binary64 could hold. */
    private static final int NUMBER_LENGTH = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** An empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A new object of the same members: what is put into it or removed stays its own. */
    public static ObjectNode copy(ObjectNode object) {
        return object().setAll(object);
    }

    /** An empty array. */
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** The text of a value, UTF-8, members in their order, without insignificant white space. */
    public static byte[] write(JsonNode value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** The text of a value as a string. */
    public static String text(JsonNode value) {
        return MAPPER.writeValueAsString(value);
    }

    /**
     * Reads one value strictly, under the limits of a request.
     *
     * @throws Problem {@link KernelProblem#MALFORMED_JSON}, {@link KernelProblem#LIMIT_EXCEEDED} or
     *     {@link KernelProblem#CONTENT_TOO_LARGE}
     */
    public static JsonNode read(byte[] utf8) {
        return read(utf8, JsonLimits.REQUEST);
    }

    /** Reads one value strictly, under the limits given. */
    public static JsonNode read(byte[] utf8, JsonLimits limits) {
        if (utf8.length > limits.bytes()) {
            throw limit(KernelProblem.CONTENT_TOO_LARGE, "bytes", limits.bytes());
        }
        requireUtf8(utf8);
        var reader = new Reader(limits);
        try (var parser = factory(limits).createParser(ObjectReadContext.empty(), utf8)) {
            var value = reader.value(parser, parser.nextToken(), 1);
            if (parser.nextToken() != null) {
                throw malformed("something follows the value", parser);
            }
            return value;
        } catch (StreamConstraintsException beyond) {
            // Every other bound is counted by Reader, before the parser meets its own.
            throw limit(KernelProblem.LIMIT_EXCEEDED, "numberLength", NUMBER_LENGTH);
        } catch (JacksonException broken) {
            throw malformed(broken);
        }
    }

    /**
     * A factory remembers the names that it met. There are as many as the code has limits, which
     * are constants.
     */
    private static final ConcurrentMap<JsonLimits, JsonFactory> FACTORIES =
            new ConcurrentHashMap<>();

    private static JsonFactory factory(JsonLimits limits) {
        return FACTORIES.computeIfAbsent(limits, Json::newFactory);
    }

    private static JsonFactory newFactory(JsonLimits limits) {
        // Depth, members and string lengths are counted by Reader, which names the limit; these are
        // the backstop.
        return JsonFactory.builder()
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxNestingDepth(limits.depth() + 1)
                                .maxNumberLength(1000)
                                .maxStringLength(limits.bytes())
                                .maxNameLength(limits.bytes())
                                .maxDocumentLength(limits.bytes() + 1L)
                                .build())
                .build();
    }

    /**
     * The parser would guess UTF-16 and UTF-32 from zero octets and skip a byte order mark, which
     * "implementations MUST NOT add" (RFC 8259, section 8.1).
     */
    private static void requireUtf8(byte[] text) {
        boolean ascii = true;
        for (byte octet : text) {
            if (octet == 0) {
                throw Problem.of(KernelProblem.MALFORMED_JSON, "The content has a zero octet.");
            }
            ascii &= octet > 0;
        }
        if (ascii) {
            return;
        }
        if (text[0] == (byte) 0xEF
                && text.length > 2
                && text[1] == (byte) 0xBB
                && text[2] == (byte) 0xBF) {
            throw Problem.of(
                    KernelProblem.MALFORMED_JSON, "The content begins with a byte order mark.");
        }
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(text));
        } catch (CharacterCodingException broken) {
            throw Problem.of(KernelProblem.MALFORMED_JSON, "The content is not UTF-8.");
        }
    }

    private static Problem malformed(JacksonException broken) {
        var at = broken.getLocation();
        // The parser's own message quotes the content, which may be personal data: only the place
        // is told.
        return Problem.of(
                KernelProblem.MALFORMED_JSON,
                at == null
                        ? "The content is not JSON."
                        : "The content is not JSON at line %d, column %d."
                                .formatted(at.getLineNr(), at.getColumnNr()));
    }

    private static Problem malformed(String what, JsonParser parser) {
        var at = parser.currentTokenLocation();
        return Problem.of(
                KernelProblem.MALFORMED_JSON,
                "At line %d, column %d: %s.".formatted(at.getLineNr(), at.getColumnNr(), what));
    }

    private static Problem limit(ProblemType type, String name, int bound) {
        var detail = "The limit '%s' is %d.".formatted(name, bound);
        return Problem.of(type, detail)
                .with("limit", object().put("name", name).put("bound", bound));
    }

    private static final class Reader {

        private final JsonLimits limits;
        private int members;

        private Reader(JsonLimits limits) {
            this.limits = limits;
        }

        private JsonNode value(
                JsonParser parser, @org.jspecify.annotations.Nullable JsonToken token, int depth) {
            if (token == null) {
                throw malformed("a value is missing", parser);
            }
            return switch (token) {
                case START_OBJECT -> object(parser, depth);
                case START_ARRAY -> array(parser, depth);
                case VALUE_STRING ->
                        JsonNodeFactory.instance.stringNode(checked(parser.getString(), parser));
                case VALUE_NUMBER_INT -> integer(parser);
                case VALUE_NUMBER_FLOAT -> decimal(parser);
                case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
                case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
                case VALUE_NULL -> JsonNodeFactory.instance.nullNode();
                default -> throw malformed("a value is missing", parser);
            };
        }

        private ObjectNode object(JsonParser parser, int depth) {
            enter(depth);
            var object = Json.object();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                count();
                var name = checked(parser.currentName(), parser);
                if (object.replace(name, value(parser, parser.nextToken(), depth + 1)) != null) {
                    throw malformed("a member name stands twice in one object", parser);
                }
            }
            return object;
        }

        private ArrayNode array(JsonParser parser, int depth) {
            enter(depth);
            var array = Json.array();
            for (var token = parser.nextToken();
                    token != JsonToken.END_ARRAY;
                    token = parser.nextToken()) {
                count();
                array.add(value(parser, token, depth + 1));
            }
            return array;
        }

        private void enter(int depth) {
            if (depth > limits.depth()) {
                throw limit(KernelProblem.LIMIT_EXCEEDED, "depth", limits.depth());
            }
        }

        private void count() {
            if (++members > limits.members()) {
                throw limit(KernelProblem.LIMIT_EXCEEDED, "members", limits.members());
            }
        }

        private String checked(String text, JsonParser parser) {
            if (text.length() > limits.stringLength()) {
                throw limit(KernelProblem.LIMIT_EXCEEDED, "stringLength", limits.stringLength());
            }
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) >= Character.MIN_SURROGATE) {
                    i += rare(text, i, parser);
                }
            }
            return text;
        }

        /**
         * Checks the code point at an index, and answers how many units follow its first. Strings
         * "MUST NOT include code points that identify Surrogates or Noncharacters" (RFC 7493,
         * section 2.1).
         */
        private static int rare(String text, int at, JsonParser parser) {
            int point = text.codePointAt(at);
            if (point <= Character.MAX_SURROGATE) {
                throw malformed("a surrogate stands alone", parser);
            }
            if ((point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF)) {
                throw malformed("a code point is no character", parser);
            }
            return Character.charCount(point) - 1;
        }

        private JsonNode integer(JsonParser parser) {
            if (parser.getStringLength() > NUMBER_LENGTH) {
                throw limit(KernelProblem.LIMIT_EXCEEDED, "numberLength", NUMBER_LENGTH);
            }
            if (parser.getStringLength() <= SAFE_DIGITS) {
                return JsonNodeFactory.instance.numberNode(Long.parseLong(parser.getString()));
            }
            var value = new BigInteger(parser.getString());
            if (value.abs().compareTo(SAFE_INTEGER) > 0) {
                throw malformed("an integer is beyond 2^53-1, which I-JSON does not carry", parser);
            }
            return JsonNodeFactory.instance.numberNode(value.longValueExact());
        }

        private JsonNode decimal(JsonParser parser) {
            if (parser.getStringLength() > NUMBER_LENGTH) {
                throw limit(KernelProblem.LIMIT_EXCEEDED, "numberLength", NUMBER_LENGTH);
            }
            double value = Double.parseDouble(parser.getString());
            if (Double.isInfinite(value)
                    || (value == 0 && new BigDecimal(mantissa(parser.getString())).signum() != 0)) {
                throw malformed(
                        "a number is beyond a binary64, which I-JSON does not carry", parser);
            }
            return JsonNodeFactory.instance.numberNode(value);
        }

        private static String mantissa(String number) {
            int exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
            return exponent < 0 ? number : number.substring(0, exponent);
        }
    }
}
