package comity.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.kernel.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class JcsTest {

    /** RFC 8785, sections 3.2.2 to 3.2.4. */
    @Test
    void canonicalizesTheExampleOfTheRfc() {
        var input =
                """
                {"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                 "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                 "literals": [null, true, false]}""";

        assertThat(canonical(input))
                .isEqualTo(
                        "{\"literals\":[null,true,false],"
                                + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                                + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /** RFC 8785, section 3.2.3. */
    @Test
    void sortsNamesByUtf16CodeUnits() {
        var input =
                """
                {"\\u20ac": "Euro Sign", "\\r": "Carriage Return",
                 "\\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
                 "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
                 "\\u00f6": "Latin Small Letter O With Diaeresis"}""";

        assertThat(canonical(input).replaceAll("\"[^\"]*\":", ""))
                .isEqualTo(
                        "{\"Carriage Return\",\"One\",\"Control\","
                                + "\"Latin Small Letter O With Diaeresis\",\"Euro Sign\","
                                + "\"Emoji: Grinning Face\",\"Hebrew Letter Dalet With Dagesh\"}");
    }

    /** RFC 8785, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void writesNumbersAsEcmaScriptDoes(String bits, String expected) {
        var number = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

        assertThat(canonical(JsonNodeFactory.instance.numberNode(number))).isEqualTo(expected);
    }

    @Test
    void writesNumbersThatReadBackTheSame() {
        var random = new Random(8785);
        for (int i = 0; i < 100_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                var text = canonical(JsonNodeFactory.instance.numberNode(number));
                assertThat(Double.parseDouble(text)).isEqualTo(number == 0 ? 0 : number);
            }
        }
    }

    @Test
    void isItsOwnCanonicalForm() {
        var once = canonical("{\"b\":[1,-0,1.0,\"\\u001f\\u007f\"],\"a\":{},\"\":[]}");

        assertThat(once).isEqualTo("{\"\":[],\"a\":{},\"b\":[1,0,1,\"\\u001f\u007f\"]}");
        assertThat(canonical(once)).isEqualTo(once);
    }

    @Test
    void refusesIntegersBeyondABinary64() {
        var limit = 1L << 53;

        assertThat(canonical(JsonNodeFactory.instance.numberNode(limit - 1)))
                .isEqualTo("9007199254740991");
        assertRefused(JsonNodeFactory.instance.numberNode(limit));
        assertRefused(JsonNodeFactory.instance.numberNode(-limit));
        assertRefused(JsonNodeFactory.instance.numberNode(Long.MIN_VALUE));
        assertRefused(JsonNodeFactory.instance.numberNode(BigInteger.TWO.pow(70)));
    }

    @Test
    void refusesNumbersThatAreNotFinite() {
        assertRefused(JsonNodeFactory.instance.numberNode(Double.NaN));
        assertRefused(JsonNodeFactory.instance.numberNode(Double.NEGATIVE_INFINITY));
        assertRefused(JsonNodeFactory.instance.numberNode(new BigDecimal("1e400")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\udc00", "a\udc00\ud800", "\ud800\ud800\udc00"})
    void refusesSurrogatesThatStandAlone(String text) {
        assertRefused(JsonNodeFactory.instance.stringNode(text));
        assertRefused(Json.object().put(text, 1));
    }

    @Test
    void agreesWithThePublishedVectors() throws IOException {
        var folder = PublishedVectors.at("jcs");
        try (var inputs = Files.list(folder.resolve("input"))) {
            var files = inputs.toList();
            assertThat(files).hasSizeGreaterThanOrEqualTo(6);
            for (var input : files) {
                var name = input.getFileName().toString();
                var hex =
                        Files.readString(
                                folder.resolve("outhex").resolve(name.replace(".json", ".txt")));
                assertThat(Jcs.canonical(Json.read(Files.readAllBytes(input))))
                        .as(name)
                        .isEqualTo(HexFormat.of().parseHex(hex.replaceAll("\\s", "")))
                        .isEqualTo(Files.readAllBytes(folder.resolve("output").resolve(name)));
            }
        }
    }

    private static String canonical(String json) {
        return canonical(Json.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String canonical(JsonNode value) {
        return new String(Jcs.canonical(value), StandardCharsets.UTF_8);
    }

    private static void assertRefused(JsonNode value) {
        assertThatThrownBy(() -> Jcs.canonical(value))
                .isInstanceOfSatisfying(
                        TrustException.class,
                        refused -> assertThat(refused.reason()).isEqualTo("json-not-canonical"));
    }
}
