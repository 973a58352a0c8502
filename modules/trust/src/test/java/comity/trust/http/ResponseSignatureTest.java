package comity.trust.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.trust.Keys;
import comity.trust.SigningKey;
import comity.trust.TrustException;
import comity.trust.VerificationKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResponseSignatureTest {

    private static final SigningKey NODE = Keys.RFC_9421_ED25519;

    static SigningKey[] keys() {
        return Keys.ofEachAlgorithm();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void verifiesWhatTheNodeSigns(SigningKey node) {
        var asked = request(Samples.NONCE);
        var fields = responseFields();
        var signature =
                ResponseSignature.sign(response(201, fields), seen(asked), node, Samples.CREATED);

        var created =
                ResponseSignature.verify(
                        response(201, Samples.with(fields, signature)),
                        Samples.CONTENT,
                        asked,
                        known(node));

        assertThat(created).isEqualTo(Samples.CREATED);
        assertThat(signature.get("Signature-Input"))
                .isEqualTo(
                        "comity=(\"@status\" \"content-type\" \"content-digest\" \"location\""
                                + " \"@method\";req \"@authority\";req \"@path\";req \"@query\";req"
                                + " \"content-digest\";req \"content-type\";req"
                                + " \"idempotency-key\";req \"signature\";req;key=\"comity\")"
                                + ";created=1795251600;keyid=\""
                                + node.thumbprint()
                                + "\";tag=\"comity-response-v1\"");
    }

    @Test
    void refusesTheResponseToAnotherRequest() {
        var signature = sign(request(Samples.NONCE));
        var another = request("another-nonce-of-22-chars");

        assertReason(
                "signature-invalid",
                () ->
                        ResponseSignature.verify(
                                response(201, signature), Samples.CONTENT, another, known(NODE)));
    }

    @Test
    void refusesTheResponseOnceAnythingCoveredChanges() {
        var asked = request(Samples.NONCE);
        var fields = sign(asked);

        assertReason("signature-invalid", () -> verify(response(200, fields), asked));
        assertReason(
                "signature-invalid",
                () -> verify(changed(fields, "content-type", "text/html"), asked));
        assertReason(
                "signature-invalid", () -> verify(changed(fields, "location", "/other"), asked));
        assertReason(
                "digest-mismatch",
                () -> verify(changed(fields, "content-digest", "sha-256=:AAAA:"), asked));
        assertReason(
                "digest-mismatch",
                () ->
                        ResponseSignature.verify(
                                response(201, fields), new byte[0], asked, known(NODE)));
    }

    @Test
    void refusesALocationThatIsNotCovered() {
        var asked = request(Samples.NONCE);
        var fields = responseFields();
        fields.remove("location");
        var signature = ResponseSignature.sign(response(201, fields), asked, NODE, Samples.CREATED);
        var added = Samples.with(fields, signature);
        added.put("location", List.of("/added"));

        assertReason("component-missing", () -> verify(response(201, added), asked));
    }

    @Test
    void refusesAResponseThatIsNotBoundToItsRequest() {
        var asked = request(Samples.NONCE);
        var fields = sign(asked);
        for (var component : List.of(" \"@query\";req", " \"signature\";req;key=\"comity\"")) {
            var input = Samples.line(fields, "signature-input").replace(component, "");
            assertReason(
                    "component-missing",
                    () -> verify(changed(fields, "signature-input", input), asked));
        }
    }

    @Test
    void refusesARequestsSignatureAsAResponses() {
        var asked = request(Samples.NONCE);
        var fields = Samples.with(responseFields(), asked.fields());

        assertReason("tag-other", () -> verify(response(201, fields), asked));
    }

    @Test
    void refusesAKeyThatIsNotTheNodes() {
        var asked = request(Samples.NONCE);
        var fields = sign(asked);

        assertReason(
                "key-unknown",
                () ->
                        ResponseSignature.verify(
                                response(201, fields),
                                Samples.CONTENT,
                                asked,
                                known(Keys.RFC_8037)));
    }

    private static SignedRequest request(String nonce) {
        return RequestSignature.sign(
                Samples.post(Samples.postFields()), Keys.RFC_8037, Samples.CREATED, nonce);
    }

    /** The same request as the node verifies it. */
    private static SignedRequest seen(SignedRequest asked) {
        var received = Samples.post(Samples.with(Samples.postFields(), asked.fields()));
        return RequestSignature.read(received).verify(Keys.RFC_8037.verificationKey());
    }

    private static Map<String, List<String>> responseFields() {
        var fields = new HashMap<String, List<String>>();
        fields.put("content-type", List.of("application/json"));
        fields.put("content-digest", List.of(ContentDigest.of(Samples.CONTENT)));
        fields.put("location", List.of("/api/v1/exchanges/1"));
        return fields;
    }

    private static Map<String, List<String>> sign(SignedRequest asked) {
        var fields = responseFields();
        return Samples.with(
                fields,
                ResponseSignature.sign(response(201, fields), seen(asked), NODE, Samples.CREATED));
    }

    private static HttpResponse changed(
            Map<String, List<String>> fields, String name, String value) {
        var changed = new HashMap<>(fields);
        changed.put(name, List.of(value));
        return response(201, changed);
    }

    private static HttpResponse response(int status, Map<String, List<String>> fields) {
        return new HttpResponse(status, Samples.fields(fields));
    }

    private static void verify(HttpResponse response, SignedRequest asked) {
        ResponseSignature.verify(response, Samples.CONTENT, asked, known(NODE));
    }

    private static Function<String, Optional<VerificationKey>> known(SigningKey key) {
        return id ->
                Optional.of(key.verificationKey()).filter(each -> each.thumbprint().equals(id));
    }

    private static void assertReason(String reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TrustException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
