package comity.trust.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.trust.TrustException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentDigestTest {

    /** RFC 9530, appendices B.1 and D: the content ends with a line feed. */
    private static final byte[] CONTENT =
            "{\"hello\": \"world\"}\n".getBytes(StandardCharsets.UTF_8);

    private static final String SHA_256 = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:";
    private static final String SHA_512 =
            "sha-512=:YMAam51Jz/jOATT6/zvHrLVgOYTGFy1d6GJiOHTohq4yP+pgk4vf2aCsyRZOtw8MjkM7iw7yZ/Wkp"
                    + "pmM44T3qg==:";
    private static final String EMPTY = "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:";

    @Test
    void writesTheDigestsOfTheRfc() {
        assertThat(ContentDigest.of(CONTENT)).isEqualTo(SHA_256);
        assertThat(ContentDigest.of(new byte[0])).isEqualTo(EMPTY);
    }

    @Test
    void acceptsEitherDigestAndBoth() {
        for (var lines :
                List.of(
                        List.of(SHA_256),
                        List.of(SHA_512),
                        List.of(SHA_256 + ", " + SHA_512),
                        List.of(SHA_512, SHA_256))) {
            assertThatCode(() -> ContentDigest.requireMatch(lines, CONTENT))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | digest-missing",
                "sha-256 | digest-mismatch",
                "sha-256=:AAAA: | digest-mismatch",
                "sha-256=\"x\" | digest-mismatch",
                "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:;a=1 | digest-mismatch",
                "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:, sha-512=:AAAA: | digest-mismatch",
                "sha-256=:AAAA:, sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=: | digest-mismatch",
                "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:, md5=:AAAA: | digest-unsupported",
                "SHA-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=: | field-malformed",
                "sha-256=RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg= | field-malformed"
            })
    void refusesEverythingElse(String line, String reason) {
        assertThatThrownBy(() -> ContentDigest.requireMatch(List.of(line), CONTENT))
                .isInstanceOfSatisfying(
                        TrustException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
