package comity.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JsonTest {

    @Test
    void readsEveryKindOfValue() {
        var text = "{\"a\":[1,-2.5,true,false,null,\"é\\u0041😀\"],\"b\":{}}";

        assertThat(Json.text(read(text)))
                .isEqualTo("{\"a\":[1,-2.5,true,false,null,\"éA😀\"],\"b\":{}}");
    }

    @Test
    void keepsTheMembersInTheirOrder() {
        assertThat(Json.text(read("{\"z\":1,\"a\":2,\"m\":3}")))
                .isEqualTo("{\"z\":1,\"a\":2,\"m\":3}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[",
                "]",
                "[1",
                "[1,]",
                "[,1]",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\" 1}",
                "{1:1}",
                "\"a",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\t\"",
                "\"\n\"",
                "tru",
                "True",
                "nul",
                "NaN",
                "Infinity",
                "-Infinity",
                "-",
                "+1",
                "01",
                "-01",
                "1.",
                ".5",
                "1e",
                "1e+",
                "0x1",
                "1_000",
                "// c\n1",
                "/* c */1",
                "# c\n1",
                "undefined",
                "\u001e{}"
            })
    void refusesWhatIsNoJson(String text) {
        assertThat(refusal(text)).isEqualTo(KernelProblem.MALFORMED_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{} {}", "{}{}", "{}]", "{}x", "1 2", "null,", "[] null", "{}\"\"", "{} // c"
            })
    void refusesWhatFollowsTheValue(String text) {
        assertThat(refusal(text)).isEqualTo(KernelProblem.MALFORMED_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"b\":2,\"a\":null}",
                "{\"a\":null,\"a\":null}",
                "{\"a\":1,\"\\u0061\":2}",
                "[{\"x\":{\"a\":[],\"a\":[]}}]",
                "{\"\":1,\"\":2}"
            })
    void refusesANameThatStandsTwiceInOneObject(String text) {
        assertThat(refusal(text)).isEqualTo(KernelProblem.MALFORMED_JSON);
    }

    @Test
    void takesTheSameNameInTwoObjects() {
        assertThat(read("{\"a\":{\"a\":[{\"a\":1},{\"a\":1}]}}")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ud800x\"",
                "\"\\udc00\\ud800\"",
                "\"\\ud83d\\ud83d\\ude00\"",
                "{\"\\ud800\":1}",
                "[\"a\\udfff\"]"
            })
    void refusesASurrogateThatStandsAlone(String text) {
        assertThat(refusal(text)).isEqualTo(KernelProblem.MALFORMED_JSON);
    }

    @Test
    void takesAPairOfSurrogates() {
        assertThat(read("\"\\ud83d\\ude00\"").asString()).isEqualTo("😀");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\uffff\"",
                "\"\\ufffe\"",
                "\"\\ufdd0\"",
                "\"\\ufdef\"",
                "\"\\ud83f\\udffe\"",
                "{\"\\udbff\\udfff\":1}"
            })
    void refusesCodePointsThatAreNoCharacters(String text) {
        assertThat(refusal(text)).isEqualTo(KernelProblem.MALFORMED_JSON);
    }

    @Test
    void takesTheirNeighbours() {
        assertThat(read("\"\\ufdcf\\ufdf0\\ufffd\\ue000\\ud83f\\udffd\"").asString()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999",
                "-1e999999",
                "1e309",
                "1.8e308",
                "1e-999999",
                "2e-324",
                "9007199254740992",
                "-9007199254740992",
                "9223372036854775808",
                "123456789012345678901234567890"
            })
    void refusesNumbersThatABinary64CannotHold(String text) {
        assertThat(refusal(text)).isEqualTo(KernelProblem.MALFORMED_JSON);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "9007199254740991, 9007199254740991",
        "-9007199254740991, -9007199254740991",
        "999999999999999, 999999999999999",
        "-99999999999999, -99999999999999",
        "1.7976931348623157e308, 1.7976931348623157E308",
        "4.9e-324, 4.9E-324",
        "0e999999, 0.0",
        "0.0e-999999, 0.0"
    })
    void takesTheNumbersAtTheBound(String text, String written) {
        assertThat(Json.text(read(text))).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 100, 2000, 100_000})
    void namesTheLimitOfANumbersLength(int digits) {
        assertThat(limit("1".repeat(digits), JsonLimits.REQUEST)).isEqualTo("numberLength");
        assertThat(limit("0." + "1".repeat(digits), JsonLimits.REQUEST)).isEqualTo("numberLength");
        assertThat(limit("1e" + "0".repeat(digits), JsonLimits.REQUEST)).isEqualTo("numberLength");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE", "UTF-32"})
    void refusesEveryOtherEncoding(String charset) {
        for (var text : new String[] {"{\"a\":1}", "1", "\"é\""}) {
            assertThat(refusal(text.getBytes(Charset.forName(charset))))
                    .isEqualTo(KernelProblem.MALFORMED_JSON);
        }
    }

    @Test
    void refusesAByteOrderMark() {
        assertThat(refusal("\ufeff{}")).isEqualTo(KernelProblem.MALFORMED_JSON);
        assertThat(read("\"\ufeff\"").asString()).isEqualTo("\ufeff");
    }

    @Test
    void refusesAZeroOctetAnywhere() {
        assertThat(refusal("{}\0")).isEqualTo(KernelProblem.MALFORMED_JSON);
        assertThat(refusal("\0")).isEqualTo(KernelProblem.MALFORMED_JSON);
        assertThat(refusal("\"a\0\"")).isEqualTo(KernelProblem.MALFORMED_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c080",
                "c3",
                "c328",
                "80",
                "ff",
                "eda080",
                "eda0bdedb880",
                "f08080af",
                "f4908080",
                "e28228"
            })
    void refusesWhatIsNoUtf8(String octets) {
        var raw = java.util.HexFormat.of().parseHex("22" + octets + "22");

        assertThat(refusal(raw)).isEqualTo(KernelProblem.MALFORMED_JSON);
    }

    @Test
    void takesEachLimitAndRefusesOneMore() {
        var limits = new JsonLimits(200, 4, 6, 10);

        assertThat(Json.read(bytes("[[[[1]]]]"), limits)).isNotNull();
        assertThat(limit("[[[[[1]]]]]", limits)).isEqualTo("depth");
        assertThat(limit("{\"a\":[{\"b\":[{}]}]}", limits)).isEqualTo("depth");
        assertThat(Json.read(bytes("[1,2,3,4,5,6]"), limits)).isNotNull();
        assertThat(limit("[1,2,3,4,5,6,7]", limits)).isEqualTo("members");
        assertThat(limit("{\"a\":[1,2,3],\"b\":[4,5]}", limits)).isEqualTo("members");
        assertThat(Json.read(bytes("\"0123456789\""), limits)).isNotNull();
        assertThat(limit("\"0123456789a\"", limits)).isEqualTo("stringLength");
        assertThat(limit("{\"0123456789a\":1}", limits)).isEqualTo("stringLength");
        assertThat(Json.read(bytes("1" + " ".repeat(199)), limits)).isNotNull();
        assertThat(limit("1" + " ".repeat(200), limits)).isEqualTo("bytes");
    }

    @Test
    void hasTheLimitsOfTheProtocol() {
        assertThat(JsonLimits.REQUEST).isEqualTo(new JsonLimits(1_048_576, 32, 10_000, 65_536));
        assertThat(read("[".repeat(32) + "]".repeat(32))).isNotNull();
        assertThat(limit("[".repeat(33) + "]".repeat(33), JsonLimits.REQUEST)).isEqualTo("depth");
        assertThat(limit("[".repeat(1_000_000), JsonLimits.REQUEST)).isEqualTo("depth");
        assertThat(limit("{\"a\":".repeat(200_000), JsonLimits.REQUEST)).isEqualTo("depth");
        assertThat(limit("[" + "1,".repeat(10_000) + "1]", JsonLimits.REQUEST))
                .isEqualTo("members");
        assertThat(limit("\"" + "a".repeat(65_537) + "\"", JsonLimits.REQUEST))
                .isEqualTo("stringLength");
        assertThat(refusal(" ".repeat(1_048_577))).isEqualTo(KernelProblem.CONTENT_TOO_LARGE);
    }

    @Test
    void neverQuotesTheContent() {
        for (var text :
                new String[] {
                    "{\"name\":\"Wanjiru\",\"name\":\"Wanjiru\"}",
                    "{\"name\":Wanjiru}",
                    "{\"name\":\"Wanjiru\"} Wanjiru",
                    "{\"Wanjiru",
                    "{\"name\":\"Wanjiru\\x\"}"
                }) {
            assertThatThrownBy(() -> read(text))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem ->
                                    assertThat(Json.text(problem.toJson()))
                                            .doesNotContain("Wanjiru")
                                            .doesNotContain("name\\\""));
        }
    }

    @Test
    void readsWhatItWrote() {
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            var value = value(random, 5);

            assertThat(Json.read(Json.write(value))).isEqualTo(value);
        }
    }

    @Test
    void answersEveryTextWithAValueOrAProblem() {
        var random = new Random(11);
        for (int i = 0; i < 10_000; i++) {
            var text = Json.write(value(random, 4));
            for (int j = random.nextInt(4); j >= 0; j--) {
                text[random.nextInt(text.length)] = (byte) random.nextInt(256);
            }
            try {
                Json.read(text);
            } catch (Problem expected) {
                assertThat(expected.type().status()).isEqualTo(400);
            }
        }
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> Json.array().add(random.nextLong(1L << 53)).get(0);
            case 1 -> Json.array().add(random.nextGaussian() * 1e10).get(0);
            case 2 -> Json.array().add(random.nextBoolean()).get(0);
            case 3 -> Json.array().addNull().get(0);
            case 4 -> Json.array().add(string(random)).get(0);
            case 5 -> {
                var array = Json.array();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(random, depth - 1));
                }
                yield array;
            }
            default -> {
                var object = Json.object();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(string(random), value(random, depth - 1));
                }
                yield object;
            }
        };
    }

    private static String string(Random random) {
        var alphabet =
                new String[] {"a", "\"", "\\", "/", "\n", "é", "م", "Ж", "明", "😀", "\u007f", "~"};
        var text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(alphabet[random.nextInt(alphabet.length)]);
        }
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode read(String text) {
        return Json.read(bytes(text));
    }

    private static ProblemType refusal(String text) {
        return refusal(bytes(text));
    }

    private static ProblemType refusal(byte[] text) {
        try {
            var value = Json.read(text);
            throw new AssertionError("was read: " + value);
        } catch (Problem problem) {
            return problem.type();
        }
    }

    private static String limit(String text, JsonLimits limits) {
        try {
            var value = Json.read(bytes(text), limits);
            throw new AssertionError("was read: " + value);
        } catch (Problem problem) {
            assertThat(problem.type())
                    .isIn(KernelProblem.LIMIT_EXCEEDED, KernelProblem.CONTENT_TOO_LARGE);
            return problem.toJson().path("limit").path("name").asString("");
        }
    }
}
