package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing in and out, what guesses meet, and what a session leaves behind. */
class ConsoleSignInIT {

    @RegisterExtension static final ConsoleSite SITE = new ConsoleSite();

    @Test
    void refusesAWrongPasswordAndAnUnknownNameInTheSameWords() {
        var page = SITE.browser().visitor("en", false);
        SITE.browser().signIn(page, "unicef.auditor", "not the password");
        var wrong = page.locator("#wrong").textContent();
        ConsoleBrowser.keep(page, "sign-in-refused");
        ConsoleBrowser.requireAccessible(page, "a refused sign-in");
        assertThat(page.locator("#name").inputValue()).isEqualTo("unicef.auditor");
        assertThat(page.locator("#password").inputValue()).isEmpty();

        SITE.browser().signIn(page, "nobody.at-all", "not the password");

        assertThat(page.locator("#wrong").textContent()).isEqualTo(wrong);
    }

    @Test
    void letsNobodyGoOnGuessing() {
        var page = SITE.browser().visitor("en", false);
        for (int i = 0; i < 5; i++) {
            SITE.browser().signIn(page, "guessed.name", "not the password");
            assertThat(page.locator("#wrong").textContent()).contains("do not belong together");
        }
        SITE.browser().signIn(page, "guessed.name", "not the password");

        assertThat(page.locator("#wrong").textContent()).contains("Too many attempts");
    }

    @Test
    void signsOutForGood() {
        var page = SITE.browser().signedIn("unfpa.auditor", "en");
        page.navigate("/console/home");
        page.locator(".menu summary").last().click();
        page.locator("#sign-out").click();
        page.waitForURL("**/console/sign-in?done=signed-out");

        page.navigate("/console/agreements");

        assertThat(page.url()).contains("/console/sign-in?to=");
    }

    @Test
    void returnsToTheSameFormAsItWasTypedWhenTheSessionHadEnded() {
        var page = SITE.browser().signedIn("unops.legal-officer", "en");
        page.navigate("/console/simulator?from=deep-link");
        page.locator("#purpose").selectOption("audit");
        page.locator("#from").selectOption("WFP");
        page.locator("#want-1").check();
        page.context().clearCookies();
        page.locator("#submit").click();
        page.waitForURL("**/console/sign-in*");

        SITE.browser().signIn(page, "unops.legal-officer", SITE.browser().password());
        page.waitForURL("**/console/simulator?from=deep-link");

        assertThat(page.locator("#purpose").inputValue()).isEqualTo("audit");
        assertThat(page.locator("#want-1").isChecked()).isTrue();
        page.locator("#submit").click();
        assertThat(page.locator("#results").isVisible()).isTrue();
    }

    @Test
    void showsWhatWasTypedToThatPersonAndToNobodyElse() {
        var page = SITE.browser().signedIn("unops.legal-officer", "en");
        page.navigate("/console/simulator");
        page.locator("#purpose").selectOption("audit");
        page.context().clearCookies();
        page.locator("#submit").click();
        page.waitForURL("**/console/sign-in*");

        SITE.browser().signIn(page, "unops.signatory", SITE.browser().password());
        page.waitForURL("**/console/simulator*");
        assertThat(page.locator("#purpose").inputValue()).isNotEqualTo("audit");
        assertThat(page.locator("#again").count()).isZero();

        SITE.browser().become(page, "unops.legal-officer");
        page.navigate("/console/simulator");
        assertThat(page.locator("#purpose").inputValue()).isEqualTo("audit");
        assertThat(page.locator("#again").textContent()).contains("is here again");
        ConsoleBrowser.keep(page, "typed-before");
        ConsoleBrowser.requireAccessible(page, "what was typed before");
    }

    /** As it is where somebody else has signed in in another tab. */
    @Test
    void doesNothingByAFormThatWasShownToAnother() {
        var page = SITE.browser().signedIn("unops.legal-officer", "en");
        page.navigate("/console/simulator");
        page.locator("#purpose").selectOption("audit");
        SITE.browser().become(page, "unops.signatory");
        submitAndBeShownTheFormAgain(page);

        assertThat(page.locator("#results").count()).isZero();
        assertThat(page.locator("#purpose").inputValue()).isNotEqualTo("audit");
        SITE.browser().become(page, "unops.legal-officer");
        page.navigate("/console/simulator");
        assertThat(page.locator("#purpose").inputValue()).isEqualTo("audit");
    }

    @Test
    void signsInInATabThatWasOpenedBeforeAnother() {
        var page = SITE.browser().visitor("en", false);
        page.navigate("/console/sign-in");
        var elsewhere = page.context().newPage();
        SITE.browser().signIn(elsewhere, "unhcr.auditor", SITE.browser().password());
        elsewhere.waitForURL("**/console/home*");

        SITE.browser().signIn(page, "unhcr.auditor", SITE.browser().password());

        page.waitForURL("**/console/home*");
    }

    @Test
    void actsForAnEntityOnlyByAFormThatWasShownForIt() {
        var page = SITE.browser().signedIn("shared.signatory", "en");
        page.navigate("/console/simulator");
        assertThat(page.locator(".bar .entity").textContent()).endsWith("UNDP");
        page.locator("#purpose").selectOption("audit");
        var elsewhere = page.context().newPage();
        elsewhere.navigate("/console/home");
        elsewhere.locator(".menu summary").last().click();
        elsewhere.locator(".menu a[href$='as=UNFPA']").click();
        elsewhere.waitForURL("**/console/home");
        assertThat(elsewhere.locator(".bar .entity").textContent()).endsWith("UNFPA");

        submitAndBeShownTheFormAgain(page);

        assertThat(page.locator("#results").count()).isZero();
        assertThat(page.locator(".bar .entity").textContent()).endsWith("UNDP");
        assertThat(page.locator("#purpose").inputValue()).isEqualTo("audit");
        page.locator("#submit").click();
        page.locator("#results").waitFor();
        assertThat(page.locator(".bar .entity").textContent()).endsWith("UNDP");
    }

    /** A form that is refused for whom it was shown leads to its page. */
    private static void submitAndBeShownTheFormAgain(Page page) {
        page.waitForResponse(
                answer ->
                        answer.request().method().equals("GET")
                                && answer.url().endsWith("/console/simulator"),
                () -> page.locator("#submit").click());
        page.waitForLoadState();
    }

    @Test
    void setsItsCookieForTheConsoleOnly() {
        var cookie =
                SITE.browser().signedIn("unops.auditor", "en").context().cookies().stream()
                        .filter(each -> each.name.equals("comity-session"))
                        .findFirst()
                        .orElseThrow();

        assertThat(cookie.path).isEqualTo("/console");
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
    }

    @Test
    void writesNobodysNameIntoTheLog() throws Exception {
        var page = SITE.browser().signedIn("itu.auditor", "en");
        page.navigate("/console/nothing-here");

        var log = Files.readString(SITE.node().process().console());

        assertThat(log).doesNotContain("itu.auditor", "Audra", SITE.browser().password());
    }
}
