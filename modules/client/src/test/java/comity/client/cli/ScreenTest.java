package comity.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private static String printed(boolean colour, Consumer<Screen> work) {
        var out = new ByteArrayOutputStream();
        work.accept(new Screen(new PrintStream(out, true, StandardCharsets.UTF_8), colour));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void tell(Screen screen) {
        screen.title("A walkthrough");
        screen.step(
                "UNICEF publishes the background verification of a fictional candidate, which is long.");
        screen.fact("candidate", "Xiaolan Chen (陈 晓岚), " + "陈晓岚".repeat(40));
        screen.fact("name", "Layla Al-Qasimi (القاسمي ليلى)");
        screen.check(true, "word ".repeat(60));
        screen.item("x".repeat(200));
    }

    @Test
    void fitsInEightyColumns() {
        assertThat(printed(false, ScreenTest::tell).lines())
                .allSatisfy(line -> assertThat(Screen.Width.of(line)).isLessThanOrEqualTo(80));
    }

    @Test
    void printsNamesOfEveryScript() {
        assertThat(printed(false, ScreenTest::tell)).contains("陈 晓岚", "القاسمي ليلى");
    }

    @Test
    void hasNoColourUnlessAsked() {
        assertThat(printed(false, ScreenTest::tell)).doesNotContain("\u001b");
        assertThat(printed(true, ScreenTest::tell)).contains("\u001b[32m✓\u001b[0m");
    }

    @Test
    void countsWhatFailed() {
        var screen = new Screen(new PrintStream(new ByteArrayOutputStream()), false);
        screen.check(true, "so");
        screen.check(false, "not so");

        assertThat(screen.failures()).isOne();
    }

    @Test
    void takesAnotherDocumentEachTime() {
        var today = LocalDate.of(2026, 11, 21);
        var random = new SecureRandom();

        assertThat(Candidate.fictional(today, random).passport())
                .isNotEqualTo(Candidate.fictional(today, random).passport());
    }
}
