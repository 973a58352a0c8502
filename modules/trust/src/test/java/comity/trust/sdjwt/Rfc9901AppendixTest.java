package comity.trust.sdjwt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Json;
import comity.kernel.JsonLimits;
import comity.trust.Base64Url;
import comity.trust.Jcs;
import comity.trust.PublishedVectors;
import comity.trust.VerificationKey;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The SD-JWTs printed in RFC 9901, section 5 and appendices A.1 to A.4: signatures, disclosures and
 * what is left after processing. Key binding, which Comity refuses, was cut off; headers without a
 * {@code kid} and of other types are refused by the gate before, so what is behind it is called.
 */
class Rfc9901AppendixTest {

    /** Appendix A.5. */
    private static final VerificationKey KEY =
            VerificationKey.ofJwk(
                    Json.object()
                            .put("kty", "EC")
                            .put("crv", "P-256")
                            .put("x", "b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ")
                            .put("y", "Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8"));

    @ParameterizedTest
    @ValueSource(strings = {"5", "A.1", "A.2", "A.3", "A.4"})
    void verifiesTheSignatures(String section) throws IOException {
        for (var sdJwt : example(section).required("sdJwts")) {
            var jwt = parts(sdJwt)[0];
            int dot = jwt.lastIndexOf('.');

            var verifies =
                    KEY.verifies(
                            jwt.substring(0, dot).getBytes(US_ASCII),
                            Base64Url.decode(jwt.substring(dot + 1)));

            assertThat(verifies).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "A.1", "A.2", "A.3", "A.4"})
    void hashesEveryDisclosure(String section) throws IOException {
        var printed = example(section).required("disclosures");

        assertThat(printed.size()).isGreaterThanOrEqualTo(10);
        for (var each : printed) {
            assertThat(Disclosure.parse(each.required("disclosure").stringValue()).digest())
                    .isEqualTo(each.required("digest").stringValue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "A.1", "A.2", "A.3", "A.4"})
    void leavesWhatTheVerifierIsSaidToHave(String section) throws IOException {
        var example = example(section);
        var presented = example.required("sdJwts").valueStream().reduce((a, b) -> b).orElseThrow();

        var opened = opened(presented);

        var left = opened.claims().deepCopy();
        left.setAll(opened.content());
        assertThat(canonical(left)).isEqualTo(canonical(example.required("processed")));
    }

    /** With all that is printed, what was hidden comes back whole, however deep it lay. */
    @ParameterizedTest
    @ValueSource(strings = {"5", "A.1", "A.2", "A.3", "A.4"})
    void opensAllThatTheIssuerHid(String section) throws IOException {
        var example = example(section);
        var payload = payload(parts(example.required("sdJwts").get(0))[0]);
        var disclosures =
                example.required("disclosures")
                        .valueStream()
                        .map(each -> Disclosure.parse(each.required("disclosure").stringValue()))
                        .toList();

        var opened = DisclosureTree.open(payload, disclosures);

        var whole = opened.claims().deepCopy();
        whole.setAll(opened.content());
        for (var claim : example.required("claims").properties()) {
            assertThat(canonical(whole.required(claim.getKey())))
                    .as(claim.getKey())
                    .isEqualTo(canonical(claim.getValue()));
        }
    }

    private static DisclosureTree.Opened opened(JsonNode sdJwt) {
        var parts = parts(sdJwt);
        return DisclosureTree.open(
                payload(parts[0]), Stream.of(parts).skip(1).map(Disclosure::parse).toList());
    }

    private static String[] parts(JsonNode sdJwt) {
        return sdJwt.stringValue().split("~", 0);
    }

    private static ObjectNode payload(String jwt) {
        return (ObjectNode) Json.read(Base64Url.decode(jwt.split("\\.", -1)[1]));
    }

    private static String canonical(JsonNode json) {
        return new String(Jcs.canonical(json), UTF_8);
    }

    private static JsonNode example(String section) throws IOException {
        var file = PublishedVectors.at("rfc9901/section-" + section + ".json");
        return Json.read(Files.readAllBytes(file), JsonLimits.REQUEST);
    }
}
