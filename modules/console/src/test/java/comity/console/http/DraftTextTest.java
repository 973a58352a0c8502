package comity.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftTextTest {

    @ParameterizedTest
    @CsvSource({
        "strict, plain, plain, true",
        "'', plain, plain, true",
        "plain, plain, plain, false",
        // Whoever takes up a text with another template has chosen to.
        "plain, plain, strict, false",
        "'', '', plain, false",
        // Both put it on the same.
        "plain, '', plain, false",
        "strict, '', plain, true"
    })
    void isMadeAnewWhereTheOtherChoseAnotherTemplate(
            String now, String made, String filled, boolean expected) {
        assertThat(DraftText.isOther(now, made, filled)).isEqualTo(expected);
    }
}
