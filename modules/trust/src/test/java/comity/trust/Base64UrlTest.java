package comity.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {

    @Test
    void readsWhatItWrites() {
        var random = new Random(1);
        for (int length = 0; length < 200; length++) {
            var octets = new byte[length];
            random.nextBytes(octets);
            var text = Base64Url.encode(octets);

            assertThat(text)
                    .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(octets));
            assertThat(Base64Url.decode(text)).isEqualTo(octets);
        }
    }

    /** RFC 7515, appendix C. */
    @Test
    void readsTheExampleOfRfc7515() {
        assertThat(Base64Url.decode("A-z_4ME"))
                .isEqualTo(new byte[] {3, (byte) 236, (byte) 255, (byte) 224, (byte) 193});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A", "AAAAA", "AA==", "A+8A", "A/8A", "AAA\n", " AAA", "AB", "AAB", "AA=", "ÄAAA"
            })
    void refusesWhatIsNotCanonical(String text) {
        assertThatThrownBy(() -> Base64Url.decode(text))
                .isInstanceOfSatisfying(
                        TrustException.class,
                        refused -> assertThat(refused.reason()).isEqualTo("base64url-invalid"));
    }

    @Test
    void acceptsOneTextPerOctetOnly() {
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int accepted = 0;
        for (int pair = 0; pair < 64 * 64; pair++) {
            var text = "" + alphabet.charAt(pair / 64) + alphabet.charAt(pair % 64);
            try {
                assertThat(Base64Url.encode(Base64Url.decode(text))).isEqualTo(text);
                accepted++;
            } catch (TrustException refused) {
                assertThat(refused.reason()).isEqualTo("base64url-invalid");
            }
        }
        assertThat(accepted).isEqualTo(256);
    }
}
