package comity.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class JwsTest {

    private static final String TYP = "comity-act+jwt";
    private static final ObjectNode PAYLOAD = Json.object().put("act", "sign").put("version", 3);

    static SigningKey[] keys() {
        return Keys.ofEachAlgorithm();
    }

    /** RFC 8037, appendix A.4: Ed25519 is deterministic. */
    @Test
    void verifiesTheExampleOfRfc8037() {
        var jws =
                CompactJws.parse(
                        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
                                + "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9"
                                + "g7sVvpAr_MuM0KAg");

        jws.requireSignedBy(Keys.RFC_8037.verificationKey());
        assertThat(new String(jws.payload(), StandardCharsets.US_ASCII))
                .isEqualTo("Example of Ed25519 signing");
    }

    /** RFC 7515, appendix A.3. */
    @Test
    void verifiesTheExampleOfRfc7515() {
        var jws =
                CompactJws.parse(
                        "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly"
                                + "9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4"
                                + "GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");

        jws.requireSignedBy(Keys.RFC_7515_A3.verificationKey());
        assertThat(jws.payloadObject().required("iss").stringValue()).isEqualTo("joe");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void verifiesWhatItSigns(SigningKey key) {
        var verified = Jws.verify(Jws.sign(key, TYP, PAYLOAD), TYP, known(key));

        assertThat(Json.text(verified.payload())).isEqualTo(Json.text(PAYLOAD));
        assertThat(verified.key()).isEqualTo(key.verificationKey());
        assertThat(verified.header().propertyNames()).containsExactly("alg", "typ", "kid");
        assertThat(verified.header().required("alg").stringValue())
                .isEqualTo(key.algorithm().joseName());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void refusesAnyCharacterChanged(SigningKey key) {
        var jws = Jws.sign(key, TYP, PAYLOAD);
        for (int i = 0; i < jws.length(); i++) {
            var changed = new StringBuilder(jws);
            changed.setCharAt(i, jws.charAt(i) == 'A' ? 'B' : 'A');

            assertThatThrownBy(() -> Jws.verify(changed.toString(), TYP, known(key)))
                    .isInstanceOf(TrustException.class);
        }
    }

    @Test
    void refusesAnotherType() {
        var jws = Jws.sign(Keys.RFC_8037, TYP, PAYLOAD);

        assertReason("jws-type-other", jws, "comity-receipt+jwt");
        assertReason("jws-type-other", jws, "application/" + TYP);
    }

    @Test
    void refusesAKeyThatIsNotKnown() {
        assertReason("key-unknown", Jws.sign(Keys.RFC_9421_ED25519, TYP, PAYLOAD), TYP);
    }

    @Test
    void takesRfc8037sNameOfTheAlgorithmToo() {
        var jws = signed(header("EdDSA"), "{}");

        assertThat(Jws.verify(jws, TYP, known(Keys.RFC_8037)).payload().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "none", "HS256", "ed25519", ""})
    void refusesAnAlgorithmThatIsNotTheKeys(String alg) {
        assertReason("algorithm-disagrees", signed(header(alg), "{}"), TYP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"crit", "jwk", "jku", "x5c", "b64", "cty", "zip"})
    void refusesHeaderMembersThatItDoesNotKnow(String member) {
        assertReason("jws-header-unknown", signed(header("Ed25519").put(member, "x"), "{}"), TYP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "{\"a\":1,\"a\":2}", "{} ,", "", "{\"a\":9007199254740993}"})
    void refusesPayloadsThatAreNoStrictJsonObject(String payload) {
        assertReason("jws-malformed", signed(header("Ed25519"), payload), TYP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "a.b", "e30.e30.e30.e30", "e30.e30."})
    void refusesWhatIsNoCompactSerialization(String text) {
        assertThatThrownBy(() -> Jws.verify(text, TYP, known(Keys.RFC_8037)))
                .isInstanceOf(TrustException.class);
    }

    private static ObjectNode header(String alg) {
        return Json.object().put("alg", alg).put("typ", TYP).put("kid", Keys.RFC_8037.thumbprint());
    }

    private static String signed(ObjectNode header, String payload) {
        var input =
                Base64Url.encode(Json.write(header))
                        + "."
                        + Base64Url.encode(payload.getBytes(StandardCharsets.UTF_8));
        return input
                + "."
                + Base64Url.encode(Keys.RFC_8037.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private static void assertReason(String reason, String jws, String typ) {
        assertThatThrownBy(() -> Jws.verify(jws, typ, known(Keys.RFC_8037)))
                .isInstanceOfSatisfying(
                        TrustException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static Function<String, Optional<VerificationKey>> known(SigningKey key) {
        return kid ->
                Optional.of(key.verificationKey()).filter(each -> each.thumbprint().equals(kid));
    }
}
