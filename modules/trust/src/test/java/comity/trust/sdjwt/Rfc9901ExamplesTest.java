package comity.trust.sdjwt;

import static comity.trust.sdjwt.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples printed in RFC 9901: contents as printed, octet for octet, and their digests. */
class Rfc9901ExamplesTest {

    @Test
    void encodesAsInSection421() {
        var printed = "[\"_26bc4LT-ac6q2KI6cBW5es\", \"family_name\", \"Möbius\"]";
        var encoded = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0";

        assertThat(Samples.disclosure(printed)).isEqualTo(encoded);
        assertThat(Disclosure.parse(encoded).digest())
                .isEqualTo("X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0");
        // "the following ... are also valid": without white space, and with escapes.
        assertThat(Disclosure.parse(Samples.disclosure(printed.replace(", ", ","))).value())
                .isEqualTo(Disclosure.parse(encoded).value());
        assertThat(Disclosure.parse(Samples.disclosure(printed.replace("ö", "\\u00f6"))).value())
                .isEqualTo(Disclosure.parse(encoded).value());
    }

    @Test
    void hashesTheElementOfSection423() {
        var element = Disclosure.parse(Samples.disclosure("[\"lklxF5jMYlGTPUovMNIvCA\", \"FR\"]"));
        assertThat(element.encoded()).isEqualTo("WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0");
        assertThat(element.digest()).isEqualTo("w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ["2GLC42sKQveCfGfryNRN9w", "given_name", "John"]                 | jsu9yVulwQQlhFlM_3JlzMaSFzglhQG0DpfayQwLUK4
                    ["eluV5Og3gSNII8EYnsxA_A", "family_name", "Doe"]                 | TGf4oLbgwd5JQaHyKVQZU9UdGE0w5rtDsrZzfUaomLo
                    ["6Ij7tM-a5iVPGboS5tmvVA", "email", "johndoe@example.com"]       | JzYjH4svliH0R3PyEMfeZu6Jt69u5qehZo7F7EPYlSE
                    ["eI8ZWm9QnKPpNPeNenHdhQ", "phone_number", "+1-202-555-0101"]    | PorFbpKuVu6xymJagvkFsFXAbRoc2JGlAUA2BA4o7cI
                    ["Qg_O64zqAxe412a108iroA", "phone_number_verified", true]        | XQ_3kPKt1XyX7KANkqVR6yZ2Va5NrPIvPYbyMvRKBMM
                    ["Pc33JM2LchcU_lHggv_ufQ", "birthdate", "1940-01-01"]            | gbOsI4Edq2x2Kw-w5wPEzakob9hV1cRD0ATN3oQL9JM
                    ["G02NSrQfjFXQ7Io09syajA", "updated_at", 1570000000]             | CrQe7S5kqBAHt-nMYXgc6bdt2SH5aTY1sU_M-PgkjPI
                    ["lklxF5jMYlGTPUovMNIvCA", "US"]                                 | pFndjkZ_VCzmyTa6UjlZo3dh-ko8aIKQc9DlGzhaVYo
                    ["nPuoQnkRFq3BIeAm7AnXFA", "DE"]                                 | 7Cf6JkPudry3lcbwHgeZ8khAv1U1OSlerP0VkBJrWZ0
                    """)
    void hashesTheDisclosuresOfSection51(String printed, String digest) {
        assertThat(Disclosure.parse(Samples.disclosure(printed)).digest()).isEqualTo(digest);
    }

    @Test
    void opensTheRecordOfSection51() {
        var payload =
                json(
                        """
                        {
                          "_sd": [
                            "CrQe7S5kqBAHt-nMYXgc6bdt2SH5aTY1sU_M-PgkjPI",
                            "JzYjH4svliH0R3PyEMfeZu6Jt69u5qehZo7F7EPYlSE",
                            "PorFbpKuVu6xymJagvkFsFXAbRoc2JGlAUA2BA4o7cI",
                            "TGf4oLbgwd5JQaHyKVQZU9UdGE0w5rtDsrZzfUaomLo",
                            "XQ_3kPKt1XyX7KANkqVR6yZ2Va5NrPIvPYbyMvRKBMM",
                            "XzFrzwscM6Gn6CJDc6vVK8BkMnfG8vOSKfpPIZdAfdE",
                            "gbOsI4Edq2x2Kw-w5wPEzakob9hV1cRD0ATN3oQL9JM",
                            "jsu9yVulwQQlhFlM_3JlzMaSFzglhQG0DpfayQwLUK4"
                          ],
                          "iss": "https://issuer.example.com",
                          "iat": 1683000000,
                          "exp": 1883000000,
                          "sub": "user_42",
                          "nationalities": [
                            {"...": "pFndjkZ_VCzmyTa6UjlZo3dh-ko8aIKQc9DlGzhaVYo"},
                            {"...": "7Cf6JkPudry3lcbwHgeZ8khAv1U1OSlerP0VkBJrWZ0"}
                          ],
                          "_sd_alg": "sha-256"
                        }
                        """);
        var opened =
                DisclosureTree.open(
                        payload,
                        disclosures(
                                "[\"2GLC42sKQveCfGfryNRN9w\", \"given_name\", \"John\"]",
                                "[\"AJx-095VPrpTtN4QMOqROA\", \"address\", {\"street_address\":"
                                        + " \"123 Main St\", \"locality\": \"Anytown\", \"region\":"
                                        + " \"Anystate\", \"country\": \"US\"}]",
                                "[\"lklxF5jMYlGTPUovMNIvCA\", \"US\"]"));

        assertThat(opened.content())
                .isEqualTo(
                        json(
                                """
                                {
                                  "sub": "user_42",
                                  "nationalities": ["US"],
                                  "given_name": "John",
                                  "address": {
                                    "street_address": "123 Main St", "locality": "Anytown",
                                    "region": "Anystate", "country": "US"
                                  }
                                }
                                """));
        assertThat(opened.places())
                .extracting(DisclosureIndex.Place::pointer)
                .containsExactly("/given_name", "/address", "/nationalities/0");
        assertThat(opened.hiddenDigests()).isEqualTo(7);
    }

    /** Section 6.3: an address that is hidden, and each of its members too. */
    @Test
    void opensTheRecursiveRecordOfSection63() {
        var payload =
                json(
                        """
                        {
                          "_sd": ["HvrKX6fPV0v9K_yCVFBiLFHsMaxcD_114Em6VT8x1lg"],
                          "iss": "https://issuer.example.com",
                          "iat": 1683000000,
                          "exp": 1883000000,
                          "sub": "6c5c0a49-b589-431d-bae7-219122a9ec2c",
                          "_sd_alg": "sha-256"
                        }
                        """);
        var street = "[\"2GLC42sKQveCfGfryNRN9w\", \"street_address\", \"Schulstr. 12\"]";
        var locality = "[\"eluV5Og3gSNII8EYnsxA_A\", \"locality\", \"Schulpforta\"]";
        var region = "[\"6Ij7tM-a5iVPGboS5tmvVA\", \"region\", \"Sachsen-Anhalt\"]";
        var country = "[\"eI8ZWm9QnKPpNPeNenHdhQ\", \"country\", \"DE\"]";
        var address =
                "[\"Qg_O64zqAxe412a108iroA\", \"address\", {\"_sd\":"
                        + " [\"6vh9bq-zS4GKM_7GpggVbYzzu6oOGXrmNVGPHP75Ud0\","
                        + " \"9gjVuXtdFROCgRrtNcGUXmF65rdezi_6Er_j76kmYyM\","
                        + " \"KURDPh4ZC19-3tiz-Df39V8eidy1oV3a3H1Da2N0g88\","
                        + " \"WN9r9dCBJ8HTCsS2jKASxTjEyW5m5x65_Z_2ro2jfXM\"]}]";

        var opened =
                DisclosureTree.open(
                        payload, disclosures(street, locality, region, country, address));

        assertThat(opened.content().get("address"))
                .isEqualTo(
                        json(
                                """
                                {
                                  "street_address": "Schulstr. 12", "locality": "Schulpforta",
                                  "region": "Sachsen-Anhalt", "country": "DE"
                                }
                                """));
        assertThat(opened.places())
                .extracting(DisclosureIndex.Place::parent)
                .containsExactly(4, 4, 4, 4, -1);
    }

    private static List<Disclosure> disclosures(String... printed) {
        return Stream.of(printed).map(Samples::disclosure).map(Disclosure::parse).toList();
    }
}
