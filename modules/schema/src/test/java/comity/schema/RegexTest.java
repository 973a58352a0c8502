package comity.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[^\\u0000-\\u001F\\u007F-\\u009F\\u202A-\\u202E\\u2066-\\u2069]+$",
                "^[A-Za-z0-9_-]+$",
                "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
                "^a+$"
            })
    void decidesOnEveryCharacterAsJavaDoes(String text) {
        var regex = new Regex(text);
        var pattern = Pattern.compile(text.substring(1, text.length() - 1));

        for (int c = 0; c < Character.MAX_VALUE; c++) {
            var one = String.valueOf((char) c);
            assertThat(regex.matches(one)).isEqualTo(pattern.matcher(one).matches());
            assertThat(regex.matches("a" + one)).isEqualTo(pattern.matcher("a" + one).matches());
        }
    }

    @Test
    void matchesTheWholeTextOnly() {
        var regex = new Regex("^[A-Z]{3}$");

        assertThat(regex.matches("KEN")).isTrue();
        assertThat(regex.matches("KEN\n")).isFalse();
        assertThat(regex.matches("\nKEN")).isFalse();
        assertThat(regex.matches("KENYA")).isFalse();
        assertThat(regex.matches("")).isFalse();
    }

    @Test
    void refusesAlternativesWhichItsAnchorsDoNotBindAlike() {
        assertThatThrownBy(() -> new Regex("^a|b$")).hasMessageContaining("has alternatives");
    }

    @Test
    void refusesAPatternThatIsNotAnchored() {
        assertThatThrownBy(() -> new Regex("[a-z]+")).hasMessageContaining("is not anchored");
        assertThatThrownBy(() -> new Regex("^a\\$")).hasMessageContaining("is not anchored");
    }
}
