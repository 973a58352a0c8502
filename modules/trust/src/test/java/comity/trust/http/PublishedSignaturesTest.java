package comity.trust.http;

import static org.assertj.core.api.Assertions.assertThat;

import comity.trust.Keys;
import comity.trust.SigningKey;
import comity.trust.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signatures of RFC 9421 that Ed25519 or ECDSA with P-256 make, and the bases of others. */
class PublishedSignaturesTest {

    private static final HttpRequest REQUEST =
            new HttpRequest(
                    "POST",
                    "example.com",
                    "/foo",
                    Optional.of("param=Value&Pet=dog"),
                    Samples.fields(
                            Map.of(
                                    "date", List.of("Tue, 20 Apr 2021 02:07:55 GMT"),
                                    "content-type", List.of("application/json"),
                                    "content-length", List.of("18"))),
                    true);

    /** Appendix B.2.6. */
    @Test
    void signsTheRequestOfB26ByteForByte() {
        var input =
                parse(
                        "sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\""
                                + " \"content-length\");created=1618884473"
                                + ";keyid=\"test-key-ed25519\"");
        var base = input.base(component -> Components.ofRequest(component, REQUEST));

        assertThat(text(base))
                .isEqualTo(
                        """
                        "date": Tue, 20 Apr 2021 02:07:55 GMT
                        "@method": POST
                        "@path": /foo
                        "@authority": example.com
                        "content-type": application/json
                        "content-length": 18
                        "@signature-params": ("date" "@method" "@path" "@authority" "content-type"\
                         "content-length");created=1618884473;keyid="test-key-ed25519\"""");
        assertThat(Keys.RFC_9421_ED25519.sign(base))
                .isEqualTo(
                        signature(
                                "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1"
                                        + "u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:"));
    }

    /** Appendix B.2.4. */
    @Test
    void verifiesTheResponseOfB24() {
        var digest =
                "sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rj"
                        + "Juahq4l5aGgfLQ==:";
        var response =
                new HttpResponse(
                        200,
                        Samples.fields(
                                Map.of(
                                        "content-type", List.of("application/json"),
                                        "content-digest", List.of(digest),
                                        "content-length", List.of("23"))));
        var input =
                parse(
                        "sig-b24=(\"@status\" \"content-type\" \"content-digest\""
                                + " \"content-length\");created=1618884473"
                                + ";keyid=\"test-key-ecc-p256\"");

        assertVerifies(
                Keys.RFC_9421_P256,
                input.base(component -> Components.ofResponse(component, response)),
                "sig-b24=:wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlY"
                        + "UEkLIj+32oiasw==:");
        ContentDigest.requireMatch(
                List.of(digest), "{\"message\": \"good dog\"}".getBytes(StandardCharsets.UTF_8));
    }

    /** Appendix B.3. */
    @Test
    void verifiesTheRequestThatAProxySigned() {
        var certificate =
                ":MIIBqDCCAU6gAwIBAgIBBzAKBggqhkjOPQQDAjA6MRswGQYDVQQKDBJMZXQncyBBdXRoZW50aWNhdGUxG"
                        + "zAZBgNVBAMMEkxBIEludGVybWVkaWF0ZSBDQTAeFw0yMDAxMTQyMjU1MzNaFw0yMTAxMjMyMjU1M"
                        + "zNaMA0xCzAJBgNVBAMMAkJDMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8YnXXfaUgmnMtOXU/"
                        + "IncWalRhebrXmckC8vdgJ1p5Be5F/3YC8OthxM4+k1M6aEAEFcGzkJiNy6J84y7uzo9M6NyMHAwC"
                        + "QYDVR0TBAIwADAfBgNVHSMEGDAWgBRm3WjLa38lbEYCuiCPct0ZaSED2DAOBgNVHQ8BAf8EBAMCB"
                        + "sAwEwYDVR0lBAwwCgYIKwYBBQUHAwIwHQYDVR0RAQH/BBMwEYEPYmRjQGV4YW1wbGUuY29tMAoGC"
                        + "CqGSM49BAMCA0gAMEUCIBHda/r1vaL6G3VliL4/Di6YK0Q6bMjeSkC3dFCOOB8TAiEAx/kHSB4ur"
                        + "miZ0NX5r5XarmPk0wmuydBVoU4hBVZ1yhk=:";
        var request =
                new HttpRequest(
                        "POST",
                        "service.internal.example",
                        "/foo",
                        Optional.of("param=Value&Pet=dog"),
                        Samples.fields(Map.of("client-cert", List.of(certificate))),
                        true);
        var input =
                parse(
                        "ttrp=(\"@path\" \"@query\" \"@method\" \"@authority\" \"client-cert\")"
                                + ";created=1618884473;keyid=\"test-key-ecc-p256\"");

        assertVerifies(
                Keys.RFC_9421_P256,
                input.base(component -> Components.ofRequest(component, request)),
                "ttrp=:xVMHVpawaAC/0SbHrKRs9i8I3eOs5RtTMGCWXm/9nvZzoHsIg6Mce9315T6xoklyy0yzhD9ah4JH"
                        + "RwMLOgmizw==:");
    }

    /** Appendix B.4: a message as it was signed, and as it may not be changed on the way. */
    @ParameterizedTest
    @CsvSource({
        "GET, example.org, /demo, 'application/json;*/*', true",
        "GET, EXAMPLE.org, /demo, ' application/json ;  */*', true",
        "GET, example.org, /demo, 'application/json, */*', true",
        "GET, example.org, /demo, '*/*;application/json', false",
        "POST, example.org, /demo, 'application/json;*/*', false",
        "GET, example.com, /demo, 'application/json;*/*', false",
        "GET, example.org, /demo/, 'application/json;*/*', false"
    })
    void verifiesTheTransformationsOfB4ThatKeepTheMeaning(
            String method, String authority, String path, String accept, boolean verifies) {
        var request =
                new HttpRequest(
                        method,
                        authority,
                        path,
                        Optional.of("name1=Value1&Name2=value2"),
                        Samples.fields(Map.of("accept", List.of(accept.split(";", -1)))),
                        false);
        var input =
                parse(
                        "transform=(\"@method\" \"@path\" \"@authority\" \"accept\")"
                                + ";created=1618884473;keyid=\"test-key-ed25519\"");
        var base = input.base(component -> Components.ofRequest(component, request));

        assertThat(
                        Keys.RFC_9421_ED25519
                                .verificationKey()
                                .verifies(
                                        base,
                                        signature(
                                                "transform=:ZT1kooQsEHpZ0I1IjCqtQppOmIqlJPeo7DHR3SoMn"
                                                        + "0s5JZ1eRGS0A+vyYP9t/LXlh5QMFFQ6cpLt2m0pm"
                                                        + "j3NDA==:")))
                .isEqualTo(verifies);
    }

    /** Section 2.4: a response that covers the signature of its request. */
    @Test
    void verifiesTheResponseBoundToItsRequest() {
        var requestSignature =
                ":LAH8BjcfcOcLojiuOBFWn0P5keD3xAOuJRGziCLuD8r5MW9S0RoXXLzLSRfGY/3SF8kVIkHjE13SEFdTo4"
                        + "Af/fJ/Pu9wheqoLVdwXyY/UkBIS1M8Brc8IODsn5DFIrG0IrburbLi0uCc+E2ZIIb6HbUJ+o+jP"
                        + "58JelMTe0QE3IpWINTEzpxjqDf5/Df+InHCAkQCTuKsamjWXUpyOT1Wkxi7YPVNOjW4MfNuTZ9H"
                        + "dbD2Tr65+BXeTG9ZS/9SWuXAc+BZ8WyPz0QRz//ec3uWXd7bYYODSjRAxHqX+S1ag3LZElYyUKa"
                        + "AIjZ8MGOt4gXEwCSLDv/zqxZeWLj/PDkn6w==:";
        var response =
                new HttpResponse(
                        503,
                        Samples.fields(
                                Map.of(
                                        "content-length", List.of("62"),
                                        "content-type", List.of("application/json"))));
        var input =
                parse(
                        "reqres=(\"@status\" \"content-length\" \"content-type\""
                                + " \"signature\";req;key=\"sig1\");created=1618884479"
                                + ";keyid=\"test-key-ecc-p256\"");

        assertVerifies(
                Keys.RFC_9421_P256,
                input.base(
                        component ->
                                component.req()
                                        ? requestSignature
                                        : Components.ofResponse(component, response)),
                "reqres=:Cm7JJUxsmBy406AxT9gOnrHZrqUXUclJyOQm9ymX3uA1oBHzHS49Xo+AWJQbXeB40zR18khj4g"
                        + "/iE9uokVdK1A==:");
    }

    private static SignatureInput parse(String line) {
        return SignatureInput.parse(List.of(line), line.substring(0, line.indexOf('=')));
    }

    private static byte[] signature(String line) {
        return SignatureInput.parseSignature(List.of(line), line.substring(0, line.indexOf('=')));
    }

    private static void assertVerifies(SigningKey key, byte[] base, String line) {
        VerificationKey verification = key.verificationKey();
        assertThat(verification.verifies(base, signature(line))).as(text(base)).isTrue();
        assertThat(verification.verifies(Keys.turned(base, 0), signature(line))).isFalse();
    }

    private static String text(byte[] base) {
        return new String(base, StandardCharsets.US_ASCII);
    }
}
