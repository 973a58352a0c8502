package comity.trust.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.trust.Keys;
import comity.trust.SigningKey;
import comity.trust.TrustException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSignatureTest {

    private static final SigningKey KEY = Keys.RFC_8037;

    static SigningKey[] keys() {
        return Keys.ofEachAlgorithm();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void verifiesWhatItSigns(SigningKey key) {
        var signed =
                RequestSignature.sign(
                        Samples.post(Samples.postFields()), key, Samples.CREATED, Samples.NONCE);
        var received = Samples.post(Samples.with(Samples.postFields(), signed.fields()));

        var signature = RequestSignature.read(received);
        signature.requireContent(Samples.CONTENT);
        signature.requireFresh(Samples.CREATED);
        var verified = signature.verify(key.verificationKey());

        assertThat(verified.created()).isEqualTo(Samples.CREATED);
        assertThat(verified.nonce()).isEqualTo(Samples.NONCE);
        assertThat(verified.keyid()).isEqualTo(key.thumbprint());
        assertThat(verified.signature()).isEqualTo(signed.signature());
        assertThat(verified.fields()).isEqualTo(signed.fields());
    }

    @Test
    void coversWhatTheProtocolAsksFor() {
        var post = signedFields(Samples.postFields());
        var get = RequestSignature.sign(Samples.get(Map.of()), KEY, Samples.CREATED, Samples.NONCE);

        assertThat(post.get("signature-input"))
                .containsExactly(
                        "comity=(\"@method\" \"@authority\" \"@path\" \"@query\" \"content-digest\""
                                + " \"content-type\" \"idempotency-key\");created=1795251600"
                                + ";nonce=\"b3k2pp5k7z-50gnx_ABC3z\";keyid=\""
                                + KEY.thumbprint()
                                + "\";tag=\"comity-v1\"");
        assertThat(get.fields().get("Signature-Input"))
                .startsWith("comity=(\"@method\" \"@authority\" \"@path\" \"@query\");created=");
    }

    @Test
    void refusesTheSignatureOnceAnythingCoveredChanges() {
        var fields = signedFields(Samples.postFields());

        assertReason(
                "signature-invalid",
                () ->
                        verify(
                                new HttpRequest(
                                        "PUT",
                                        "node.example",
                                        "/api/v1/exchanges",
                                        Optional.empty(),
                                        Samples.fields(fields),
                                        true)));
        assertReason(
                "signature-invalid",
                () ->
                        verify(
                                new HttpRequest(
                                        "POST",
                                        "other.example",
                                        "/api/v1/exchanges",
                                        Optional.empty(),
                                        Samples.fields(fields),
                                        true)));
        assertReason(
                "signature-invalid",
                () ->
                        verify(
                                new HttpRequest(
                                        "POST",
                                        "node.example",
                                        "/api/v1/Exchanges",
                                        Optional.empty(),
                                        Samples.fields(fields),
                                        true)));
        assertReason(
                "signature-invalid",
                () ->
                        verify(
                                new HttpRequest(
                                        "POST",
                                        "node.example",
                                        "/api/v1/exchanges",
                                        Optional.of("a"),
                                        Samples.fields(fields),
                                        true)));
        for (var name : List.of("content-digest", "content-type", "idempotency-key")) {
            var changed = new HashMap<>(fields);
            changed.put(name, List.of("sha-256=:AAAA:"));
            assertReason("signature-invalid", () -> verify(Samples.post(changed)));
        }
    }

    /** RFC 9421, 2.2.7: an absent query signs as an empty one. */
    @Test
    void takesAnEmptyQueryForAnAbsentOne() {
        var fields = signedFields(Samples.postFields());
        var empty =
                new HttpRequest(
                        "POST",
                        "node.example",
                        "/api/v1/exchanges",
                        Optional.of(""),
                        Samples.fields(fields),
                        true);

        assertThatCode(() -> verify(empty)).doesNotThrowAnyException();
    }

    @Test
    void refusesContentThatIsNotWhatTheDigestSays() {
        var signature = RequestSignature.read(Samples.post(signedFields(Samples.postFields())));

        assertReason(
                "digest-mismatch", () -> signature.requireContent(Keys.turned(Samples.CONTENT, 0)));
        assertReason("digest-mismatch", () -> signature.requireContent(new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@method",
                "@authority",
                "@path",
                "@query",
                "content-digest",
                "content-type",
                "idempotency-key"
            })
    void refusesASignatureThatLeavesOutWhatIsRequired(String component) {
        assertInputReason(
                "component-missing",
                input -> input.replaceFirst(" ?\"" + component + "\"", "").replace("( ", "("));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "signature-missing | comity= | other=",
                "signature-malformed | comity=( | comity=?1, a=(",
                "field-malformed | comity=( | comity=((",
                "signature-repeated | comity=( | comity=(\"@method\"), comity=(",
                "signature-repeated | comity=( | a=\"x\\\",\", comity, b=(), comity=(",
                "component-repeated | \"@path\" | \"@path\" \"@path\"",
                "component-unsupported | \"@path\" | \"@path\" \"@path\";req",
                "component-unsupported | \"@path\" | \"@path\" \"content-digest\";key=\"sha-256\"",
                "component-unsupported | \"@path\" | \"@path\" \"content-type\";sf",
                "component-unsupported | \"@path\" | \"@path\" \"@target-uri\"",
                "component-unsupported | \"@path\" | \"@path\" \"@status\"",
                "component-unsupported | \"@path\" | \"@path\" \"signature\"",
                "component-unsupported | \"@path\" | \"@path\" \"Content-Type\"",
                "component-unsupported | \"@path\" | \"@path\" token",
                "component-absent | \"@path\" | \"@path\" \"date\"",
                "parameter-unsupported | ;created | ;expires=1895251600;created",
                "parameter-unsupported | ;created | ;x;created",
                "parameter-missing | ;created=1795251600 | ''",
                "signature-malformed | created=1795251600 | created=1795251600.5",
                "signature-malformed | created=1795251600 | created=\"1795251600\"",
                "signature-malformed | created=1795251600 | created=-1",
                "signature-malformed | created=1795251600 | created=999999999999999",
                "parameter-missing | nonce=\"b3k2pp5k7z-50gnx_ABC3z\" | nonce=\"short\"",
                "parameter-missing | nonce=\"b3k2pp5k7z-50gnx_ABC3z\" | nonce=\"b3k2pp5k7z+50gnx_ABC3z\"",
                "parameter-missing | ;nonce=\"b3k2pp5k7z-50gnx_ABC3z\" | ''",
                "parameter-missing | keyid=\" | keyid=\"x",
                "parameter-missing | ;tag=\"comity-v1\" | ''",
                "tag-other | comity-v1 | comity-response-v1",
                "algorithm-disagrees | ;tag | ;alg=\"ecdsa-p256-sha256\";tag",
                "signature-invalid | ;tag | ;alg=\"ed25519\";tag",
                "signature-invalid | 1795251600 | 1795251601"
            })
    void refusesOtherForms(String reason, String what, String replacement) {
        var clean = replacement == null ? "" : replacement.equals("''") ? "" : replacement;
        assertInputReason(reason, input -> input.replace(what, clean));
    }

    @Test
    void takesAnAlgorithmThatAgrees() {
        var fields = Samples.postFields();
        var request = Samples.post(fields);
        var input =
                Samples.line(signedFields(fields), "signature-input")
                        .replace(";tag", ";alg=\"ed25519\";tag");
        var base =
                SignatureInput.parse(List.of(input), "comity")
                        .base(component -> Components.ofRequest(component, request));
        var signature = Base64.getEncoder().encodeToString(KEY.sign(base));

        assertThatCode(
                        () ->
                                verify(
                                        Samples.post(
                                                Samples.with(
                                                        fields,
                                                        Map.of(
                                                                "signature-input",
                                                                input,
                                                                "signature",
                                                                "comity=:" + signature + ":")))))
                .doesNotThrowAnyException();
    }

    @Test
    void ignoresOtherLabels() {
        var fields = signedFields(Samples.postFields());
        fields.put(
                "signature-input",
                List.of(
                        "proxy=(\"@target-uri\";x);expires=7",
                        Samples.line(fields, "signature-input")));
        fields.put("signature", List.of(Samples.line(fields, "signature") + ", proxy=:AAAA:"));

        assertThatCode(() -> verify(Samples.post(fields))).doesNotThrowAnyException();
    }

    /** One line's open string must not hide a label of the next from the count. */
    @Test
    void countsLabelsOverAllLinesTogether() {
        var lines = List.of("a=\"x", "\", comity=1", "comity=2, b;q=\"\\\", comity=3\"");

        assertThat(StructuredFields.keys(lines)).containsExactly("a", "comity", "comity", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"comity=:AAAA:", "comity=::", "comity=\"x\"", "comity=(:AAAA:)", ""})
    void refusesOtherSignatures(String signature) {
        var fields = signedFields(Samples.postFields());
        fields.put("signature", List.of(signature));

        assertThatThrownBy(() -> verify(Samples.post(fields))).isInstanceOf(TrustException.class);
    }

    @Test
    void refusesTwoLinesWhereOneValueMatters() {
        var fields = signedFields(Samples.postFields());
        fields.put("idempotency-key", List.of("k-1", "k-2"));

        assertReason("field-repeated", () -> verify(Samples.post(fields)));
    }

    @Test
    void refusesAFieldThatWouldForgeALineOfTheBase() {
        var fields = Samples.postFields();
        fields.put("idempotency-key", List.of("k\n\"@path\": /other"));

        assertReason(
                "component-malformed",
                () ->
                        RequestSignature.sign(
                                Samples.post(fields), KEY, Samples.CREATED, Samples.NONCE));
    }

    @Test
    void refusesAnotherKeyThanTheOneNamed() {
        var signature = RequestSignature.read(Samples.post(signedFields(Samples.postFields())));

        assertReason("key-other", () -> signature.verify(Keys.RFC_9421_ED25519.verificationKey()));
    }

    @Test
    void isFreshFrom30SecondsAheadTo300SecondsOld() {
        var signature = RequestSignature.read(Samples.post(signedFields(Samples.postFields())));

        signature.requireFresh(Samples.CREATED.plusSeconds(300));
        signature.requireFresh(Samples.CREATED.minusSeconds(30));
        assertReason(
                "signature-expired",
                () -> signature.requireFresh(Samples.CREATED.plusSeconds(300).plusMillis(1)));
        assertReason(
                "signature-ahead",
                () -> signature.requireFresh(Samples.CREATED.minusSeconds(30).minusMillis(1)));
    }

    @Test
    void makesNoncesOf22Characters() {
        assertThat(RequestSignature.nonce(new SecureRandom())).matches("[A-Za-z0-9_-]{22}");
    }

    private static Map<String, List<String>> signedFields(Map<String, List<String>> fields) {
        var signed =
                RequestSignature.sign(Samples.post(fields), KEY, Samples.CREATED, Samples.NONCE);
        return Samples.with(fields, signed.fields());
    }

    private static SignedRequest verify(HttpRequest request) {
        return RequestSignature.read(request).verify(KEY.verificationKey());
    }

    private static void assertInputReason(String reason, UnaryOperator<String> change) {
        var fields = signedFields(Samples.postFields());
        var input = Samples.line(fields, "signature-input");
        var changed = change.apply(input);
        assertThat(changed).isNotEqualTo(input);
        fields.put("signature-input", List.of(changed));

        assertReason(reason, () -> verify(Samples.post(fields)));
    }

    private static void assertReason(String reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TrustException.class,
                        refused ->
                                assertThat(refused.reason())
                                        .as(refused.sentence())
                                        .isEqualTo(reason));
    }
}
