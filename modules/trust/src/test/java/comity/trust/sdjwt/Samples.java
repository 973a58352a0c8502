package comity.trust.sdjwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import comity.kernel.Json;
import comity.trust.Algorithm;
import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.Jws;
import comity.trust.SigningKey;
import comity.trust.VerificationKey;
import comity.trust.statuslist.StatusPlace;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A record and its issuer. */
final class Samples {

    static final SigningKey KEY = SigningKey.ofSecret(Algorithm.ED25519, new byte[32]);

    static final RecordClaims CLAIMS =
            new RecordClaims(
                    "https://issuer.example/",
                    UUID.fromString("019a0000-0000-7000-8000-000000000001"),
                    Instant.parse("2026-11-21T10:00:00Z"),
                    Optional.empty(),
                    Optional.of(Instant.parse("2027-11-21T10:00:00Z")),
                    "urn:comity:type:sample:1",
                    new StatusPlace("https://node.example/status-lists/7", 42),
                    Optional.empty());

    /** Annotated: a container, and in it two lists; a list in which the elements are containers. */
    static final Pointers ANNOTATED =
            Pointers.of(
                    "/subject",
                    "/elements",
                    "/elements/academic",
                    "/elements/employment",
                    "/posts",
                    "/posts/*/id",
                    "/posts/*/grade");

    private Samples() {}

    static ObjectNode content() {
        return json(
                """
                {
                  "subject": {"familyName": "Wanjiru", "otherNames": ["Achieng", "A/c~h"]},
                  "elements": {
                    "academic": [{"id": "a1", "degree": "BSc"}, {"id": "a2", "degree": "MSc"}],
                    "employment": [{"id": "e1", "employer": "ILO"}]
                  },
                  "posts": [{"id": "p1", "grade": "P3"}, {"id": "p2", "grade": "P4"}]
                }
                """);
    }

    static SdJwt issued() {
        return SdJwt.issue(KEY, CLAIMS, content(), ANNOTATED, random(1));
    }

    static Optional<VerificationKey> known(String kid) {
        return Optional.of(KEY.verificationKey()).filter(key -> key.thumbprint().equals(kid));
    }

    static SdJwt verified(String compact) {
        return SdJwt.verify(compact, Samples::known);
    }

    /** What an issuer could sign who does not keep to the rules. */
    static String signed(ObjectNode payload, String... disclosures) {
        var all = CLAIMS.toJson().put("_sd_alg", "sha-256");
        all.setAll(payload);
        return joined(Jws.sign(KEY, SdJwt.TYPE, all), disclosures);
    }

    static String joined(String jwt, String... disclosures) {
        return String.join("~", jwt, String.join("~", disclosures))
                + (disclosures.length == 0 ? "" : "~");
    }

    static String disclosure(String json) {
        return Base64Url.encode(json.getBytes(UTF_8));
    }

    static String digest(String disclosure) {
        return Digests.sha256Text(disclosure);
    }

    /** An object with the digests of these disclosures. */
    static ObjectNode hiding(String... disclosures) {
        var object = Json.object();
        var digests = object.putArray("_sd");
        List.of(disclosures).forEach(each -> digests.add(digest(each)));
        return object;
    }

    static ObjectNode json(String text) {
        JsonNode read = Json.read(text.getBytes(UTF_8));
        return (ObjectNode) read;
    }

    /** Randomness that is the same each time. */
    static SecureRandom random(long seed) {
        try {
            var random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            return random;
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
