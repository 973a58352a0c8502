package comity.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

    private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);

    /** RFC 8037, appendix A.3. */
    @Test
    void hasTheThumbprintThatRfc8037Gives() {
        assertThat(Keys.RFC_8037.thumbprint())
                .isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    /** RFC 7638's rule for an EC key, by the key and {@code jkt} of RFC 9449, section 6.1. */
    @Test
    void hasTheThumbprintThatRfc9449Gives() {
        var jwk =
                Keys.json(
                        """
                        {"kty":"EC","x":"l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",
                         "y":"9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA","crv":"P-256"}""");

        assertThat(VerificationKey.ofJwk(jwk).thumbprint())
                .isEqualTo("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
    }

    /** RFC 8032, section 7.1, TEST 1 to 3. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
                + "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e"
                + "458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290"
                + "ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    })
    void signsAsRfc8032Does(String seed, String raw, String message, String signature) {
        var hex = HexFormat.of();
        var key = SigningKey.ofSecret(Algorithm.ED25519, hex.parseHex(seed));

        assertThat(key.verificationKey().raw()).isEqualTo(hex.parseHex(raw));
        assertThat(key.sign(hex.parseHex(message))).isEqualTo(hex.parseHex(signature));
        assertThat(key.verificationKey().verifies(hex.parseHex(message), hex.parseHex(signature)))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void verifiesWhatItSignsAndNothingElse(Algorithm algorithm) {
        var key = SigningKey.generate(algorithm, new SecureRandom());
        var other = SigningKey.generate(algorithm, new SecureRandom());
        var signature = key.sign(MESSAGE);

        assertThat(signature).hasSize(VerificationKey.SIGNATURE_LENGTH);
        assertThat(key.verificationKey().verifies(MESSAGE, signature)).isTrue();
        assertThat(other.verificationKey().verifies(MESSAGE, signature)).isFalse();
        assertThat(key.verificationKey().verifies(Keys.turned(MESSAGE, 0), signature)).isFalse();
        for (int i = 0; i < 64; i++) {
            assertThat(key.verificationKey().verifies(MESSAGE, Keys.turned(signature, i)))
                    .isFalse();
        }
        for (int length : new int[] {0, 1, 32, 63, 65, 128}) {
            assertThat(key.verificationKey().verifies(MESSAGE, Arrays.copyOf(signature, length)))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void survivesItsJwk(Algorithm algorithm) {
        var key = SigningKey.generate(algorithm, new SecureRandom());

        var again = SigningKey.ofJwk(Json.read(Json.write(key.privateJwk())));
        var publicHalf = VerificationKey.ofJwk(Json.read(Json.write(key.verificationKey().jwk())));

        assertThat(again.thumbprint()).isEqualTo(key.thumbprint()).hasSize(43);
        assertThat(publicHalf).isEqualTo(key.verificationKey());
        assertThat(publicHalf.verifies(MESSAGE, again.sign(MESSAGE))).isTrue();
        assertThat(key.verificationKey().jwk().has("d")).isFalse();
        assertThat(key.toString()).isEqualTo(key.thumbprint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kty':'OKP','crv':'Ed25519'} key-invalid",
                "{'kty':'OKP','crv':'Ed25519','x':'AAAA'} key-invalid",
                "{'kty':'OKP','crv':'Ed25519','x':7} key-invalid",
                "{'kty':'OKP','crv':'X25519','x':'11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'}"
                        + " key-unsupported",
                "{'kty':'okp','crv':'Ed25519','x':'11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'}"
                        + " key-unsupported",
                "{'kty':'oct','k':'AAAA'} key-invalid",
                "{'kty':'OKP','crv':'Ed25519','x':'11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURp'}"
                        + " base64url-invalid",
                "{'kty':'OKP','crv':'Ed25519','use':'enc',"
                        + "'x':'11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'} key-not-for-this",
                "{'kty':'OKP','crv':'Ed25519','alg':'ES256',"
                        + "'x':'11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'} key-not-for-this",
                "{'kty':'OKP','crv':'Ed25519','key_ops':['sign'],"
                        + "'x':'11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'} key-not-for-this",
                "{'kty':'EC','crv':'P-256','x':'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',"
                        + "'y':'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU'} key-invalid"
            })
    void refusesWhatIsNoVerificationKey(String jwkAndReason) {
        int end = jwkAndReason.lastIndexOf(' ');
        var jwk = Keys.json(jwkAndReason.substring(0, end).replace('\'', '"'));

        assertThatThrownBy(() -> VerificationKey.ofJwk(jwk))
                .isInstanceOfSatisfying(
                        TrustException.class,
                        refused ->
                                assertThat(refused.reason())
                                        .isEqualTo(jwkAndReason.substring(end + 1)));
    }

    /** Points of small order, under which a signature can be made without a private key. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"
            })
    void refusesEd25519KeysOfSmallOrder(String raw) {
        assertThatThrownBy(
                        () ->
                                VerificationKey.ofRaw(
                                        Algorithm.ED25519, HexFormat.of().parseHex(raw)))
                .isInstanceOf(TrustException.class);
    }

    @Test
    void refusesAPrivateKeyWhereAPublicOneBelongs() {
        assertThatThrownBy(() -> VerificationKey.ofJwk(Keys.RFC_8037.privateJwk()))
                .isInstanceOfSatisfying(
                        TrustException.class,
                        refused -> assertThat(refused.reason()).isEqualTo("key-private"));
    }

    @Test
    void refusesAPrivateKeyWithAnothersPublicHalf() {
        var mixed = Keys.RFC_8037.privateJwk();
        mixed.set("x", Keys.RFC_9421_ED25519.verificationKey().jwk().required("x"));

        assertThatThrownBy(() -> SigningKey.ofJwk(mixed)).isInstanceOf(TrustException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
                "01"
            })
    void refusesWhatIsNoP256Scalar(String secret) {
        assertThatThrownBy(
                        () -> SigningKey.ofSecret(Algorithm.ES256, HexFormat.of().parseHex(secret)))
                .isInstanceOf(TrustException.class);
    }
}
