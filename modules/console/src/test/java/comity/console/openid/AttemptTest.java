package comity.console.openid;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptTest {

    @Test
    void isTheSameAfterItWasACookie() {
        var attempt = Attempt.begin(new SecureRandom(), "/console/agreements?q=a&page=2");

        assertThat(Attempt.of(attempt.text())).contains(attempt);
        assertThat(attempt.text()).matches("[A-Za-z0-9._-]+");
        assertThat(attempt.answeredBy(attempt.state())).isTrue();
        assertThat(attempt.answeredBy(attempt.nonce())).isFalse();
    }

    /** The example of RFC 7636, appendix B. */
    @Test
    void challengesAsTheStandardDoes() {
        var attempt =
                new Attempt(
                        "s", "n", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "/console/home");

        assertThat(attempt.challenge()).isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "...", "a.b.c.d", "a.b.c"})
    void isNotMadeOfAnything(String text) {
        assertThat(Attempt.of(text)).isEmpty();
    }
}
