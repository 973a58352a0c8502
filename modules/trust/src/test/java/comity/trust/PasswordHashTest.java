package comity.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PasswordHashTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * By another implementation, since RFC 7914 has no vector of so many rounds. Python: {@code
     * hashlib.pbkdf2_hmac('sha256', b'correct-horse', bytes(range(16)), 600000, 32)}.
     */
    private static final String BY_PYTHON =
            "pbkdf2-sha256$600000$AAECAwQFBgcICQoLDA0ODw$8Kydn9zvf2BEr72C7ztadZhR4gUCvluz7Ti8pps4Sms";

    @Test
    void readsWhatAnotherImplementationMade() {
        assertThat(PasswordHash.of(BY_PYTHON).matches("correct-horse".toCharArray())).isTrue();
        assertThat(PasswordHash.of(BY_PYTHON).matches("correct-horsf".toCharArray())).isFalse();
    }

    @Test
    void matchesThePasswordInEitherUnicodeFormAndNoOther() {
        var hash = PasswordHash.make("pâques-et-noël".toCharArray(), RANDOM);

        assertThat(hash.matches("pa\u0302ques-et-noe\u0308l".toCharArray())).isTrue();
        assertThat(hash.matches("paques-et-noel".toCharArray())).isFalse();
        assertThat(PasswordHash.of(hash.text()).text()).isEqualTo(hash.text());
    }

    @Test
    void hasAnotherSaltEachTimeAndSaysNothingOfItself() {
        var password = "the same password".toCharArray();
        var one = PasswordHash.make(password, RANDOM);

        assertThat(one.text()).isNotEqualTo(PasswordHash.make(password, RANDOM).text());
        assertThat(one).hasToString("PasswordHash");
    }

    @Test
    void nobodysMatchesNothing() {
        assertThat(PasswordHash.NOBODYS.matches("".toCharArray())).isFalse();
        assertThat(PasswordHash.NOBODYS.matches("a password or other".toCharArray())).isFalse();
        assertThat(PasswordHash.NOBODYS.matches(new char[PasswordHash.LONGEST + 1])).isFalse();
    }

    @Test
    void refusesWhatIsTooShortTooLongOrTooWeaklyHashed() {
        assertThatThrownBy(() -> PasswordHash.make("elevenchars".toCharArray(), RANDOM))
                .isInstanceOf(TrustException.class);
        assertThatThrownBy(() -> PasswordHash.make(new char[257], RANDOM))
                .isInstanceOf(TrustException.class);
        assertThatThrownBy(() -> PasswordHash.of(BY_PYTHON.replace("600000", "599999")))
                .isInstanceOf(TrustException.class);
        assertThatThrownBy(() -> PasswordHash.of("correct-horse"))
                .isInstanceOf(TrustException.class);
    }
}
