package comity.trust.sdjwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.authlete.sd.SDJWT;
import com.authlete.sd.SDObjectDecoder;
import com.authlete.sd.SDObjectEncoder;
import comity.trust.Jcs;
import comity.trust.Jws;
import comity.trust.PublishedVectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Others' code and data, read by ours, and ours by theirs. */
class SecondOpinionTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    @Test
    void isReadByAuthlete() {
        var compact = Samples.issued().present(Pointers.of("/subject", "/elements/academic/0"));

        var theirs = SDJWT.parse(compact);
        var payload = MAPPER.convertValue(payload(theirs.getCredentialJwt()), MAP);
        var opened = new SDObjectDecoder().decode(payload, theirs.getDisclosures());

        var content = (ObjectNode) MAPPER.<JsonNode>valueToTree(opened);
        content.remove(SdJwt.CLAIMS);
        assertThat(Jcs.canonical(content))
                .asString()
                .isEqualTo(
                        new String(
                                Jcs.canonical(Samples.verified(compact).content()),
                                StandardCharsets.UTF_8));
    }

    @Test
    void readsWhatAuthleteIssues() {
        var encoder = new SDObjectEncoder().setHashAlgorithmIncluded(true);
        for (double decoys : new double[] {0.0, 2.0}) {
            encoder.setDecoyMagnification(decoys, decoys);
            var encoded = encoder.encode(MAPPER.convertValue(Samples.content(), MAP));
            var payload = (ObjectNode) MAPPER.<JsonNode>valueToTree(encoded);
            payload.setAll(Samples.CLAIMS.toJson());
            var disclosures = encoder.getDisclosures();

            var read =
                    Samples.verified(
                            Samples.joined(
                                    Jws.sign(Samples.KEY, SdJwt.TYPE, payload),
                                    disclosures.stream()
                                            .map(each -> each.getDisclosure())
                                            .toArray(String[]::new)));

            assertThat(Jcs.canonical(read.content())).isEqualTo(Jcs.canonical(Samples.content()));
            assertThat(read.hiddenDigests() > 0).isEqualTo(decoys > 0);
        }
    }

    @Test
    void opensThePublishedRecords() throws IOException {
        var issued = published("exampleIssuanceSdJwt.txt");
        var presented = published("examplePresentationSdJwt.txt");

        assertThat(issued.content().get("address"))
                .isEqualTo(
                        Samples.json(
                                """
                                {
                                  "street_address": "Schulstr. 12", "locality": "Schulpforta",
                                  "region": "Sachsen-Anhalt", "country": "DE"
                                }
                                """));
        assertThat(issued.hiddenDigests()).isZero();
        assertThat(presented.content().get("address").size()).isLessThan(4);
    }

    /** They are signed with RSA, which records are not, and leave out the digest's default. */
    private static DisclosureTree.Opened published(String name) throws IOException {
        var file = PublishedVectors.at("sd-jwt").resolve(name);
        var parts = Files.readString(file).strip().split("~", -1);
        var payload = payload(parts[0]).put("_sd_alg", "sha-256");
        return DisclosureTree.open(
                payload,
                Stream.of(parts).skip(1).limit(parts.length - 2).map(Disclosure::parse).toList());
    }

    private static ObjectNode payload(String jwt) {
        return (ObjectNode) MAPPER.readTree(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]));
    }
}
