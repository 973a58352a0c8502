package comity.trust;

import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Json;
import comity.kernel.JsonLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Project Wycheproof's vectors. */
class WycheproofTest {

    private static final JsonLimits LIMITS = new JsonLimits(1 << 22, 32, 200_000, 1 << 20);

    /** Invalid ones that are byte-identical to the valid 357: an error of the vectors. */
    private static final Set<Integer> MISTAKEN = Set.of(367, 370);

    @Test
    void agreesOnEverySignatureOfEd25519() throws IOException {
        int seen = 0;
        for (var group : groups("ed25519_test.json")) {
            var key = VerificationKey.ofJwk(group.required("publicKeyJwk"));
            for (var test : group.required("tests")) {
                var verifies = key.verifies(hex(test, "msg"), hex(test, "sig"));
                assertThat(verifies).as(name(test)).isEqualTo(isValid(test));
                seen++;
            }
        }
        assertThat(seen).isEqualTo(151);
    }

    /**
     * Only ES256 is ours: what is valid under another algorithm is refused as rightly as what is
     * invalid. That includes 372 and 373, marked valid, whose base64url is not canonical.
     */
    @Test
    void acceptsNoInvalidWebSignature() throws IOException {
        int accepted = 0;
        int refused = 0;
        for (var group : groups("json_web_signature_test.json")) {
            var jwk = group.has("public") ? group.required("public") : group.required("private");
            boolean ours = jwk.path("crv").asString("").equals("P-256");
            for (var test : group.required("tests")) {
                if (MISTAKEN.contains(test.required("tcId").intValue())) {
                    continue;
                }
                boolean verifies = verifies(jwk, test.required("jws").asString());
                assertThat(verifies).as(name(test)).isEqualTo(ours && isValid(test));
                if (verifies) {
                    accepted++;
                } else {
                    refused++;
                }
            }
        }
        assertThat(accepted).isEqualTo(2);
        assertThat(refused).isEqualTo(397);
    }

    private static boolean verifies(JsonNode jwk, String jws) {
        try {
            CompactJws.parse(jws).requireSignedBy(VerificationKey.ofJwk(jwk));
            return true;
        } catch (TrustException refused) {
            return false;
        }
    }

    private static JsonNode groups(String file) throws IOException {
        var vectors = PublishedVectors.at("wycheproof").resolve(file);
        return Json.read(Files.readAllBytes(vectors), LIMITS).required("testGroups");
    }

    private static boolean isValid(JsonNode test) {
        return test.required("result").stringValue().equals("valid");
    }

    private static byte[] hex(JsonNode test, String member) {
        return HexFormat.of().parseHex(test.required(member).stringValue());
    }

    private static String name(JsonNode test) {
        return test.required("tcId") + " " + test.required("comment").asString();
    }
}
