package comity.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {

    @Test
    void takesEveryDayOfTheCalendarAndNoOther() {
        for (int year : new int[] {1, 1900, 2000, 2023, 2024, 9999}) {
            for (int month = 0; month <= 13; month++) {
                for (int day = 0; day <= 32; day++) {
                    var text = "%04d-%02d-%02d".formatted(year, month, day);
                    assertThat(Formats.isDate(text)).as(text).isEqualTo(exists(year, month, day));
                }
            }
        }
    }

    private static boolean exists(int year, int month, int day) {
        try {
            LocalDate.of(year, month, day);
            return true;
        } catch (DateTimeException none) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "2026-1-1",
                "20260101",
                "+2026-01-01",
                "2026-01-01 ",
                "2026/01/01",
                "0000-01-01",
                "2026-01-0a",
                "-026-01-01",
                "２０２６-01-01"
            })
    void takesNoOtherWayToWriteADay(String text) {
        assertThat(Formats.isDate(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T00:00:00Z",
                "2026-11-21T23:59:59Z",
                "2026-11-21T10:00:00.1Z",
                "2026-11-21T10:00:00.123456789Z"
            })
    void takesTimesInUtc(String text) {
        assertThat(Formats.isDateTime(text)).isTrue();
        assertThat(Instant.parse(text)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-21",
                "2026-11-21T10:00Z",
                "2026-11-21t10:00:00z",
                "2026-11-21 10:00:00Z",
                "2026-11-21T10:00:00",
                "2026-11-21T10:00:00+00:00",
                "2026-11-21T24:00:00Z",
                "2026-11-21T10:60:00Z",
                "2016-12-31T23:59:60Z",
                "2026-11-21T10:00:00.Z",
                "2026-11-21T10:00:00,5Z",
                "2026-11-21T10:00:00.1234567890Z",
                "2026-02-29T10:00:00Z",
                "2026-11-21T10:00:00Z\n"
            })
    void takesNoOtherTimes(String text) {
        assertThat(Formats.isDateTime(text)).isFalse();
    }

    @Test
    void whatItTakesTheServerCanRead() {
        var random = new Random(42);
        var alphabet = "0123456789-:TZ.";
        for (int i = 0; i < 200_000; i++) {
            var text = "2026-11-21T10:00:00.123456Z".toCharArray();
            for (int j = random.nextInt(3); j >= 0; j--) {
                text[random.nextInt(text.length)] =
                        alphabet.charAt(random.nextInt(alphabet.length()));
            }
            if (Formats.isDateTime(new String(text))) {
                assertThat(Instant.parse(new String(text))).isNotNull();
            }
        }
    }
}
