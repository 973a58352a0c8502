package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** People's own passwords, each of a person whom no other test signs in. */
class ConsolePasswordIT {

    @RegisterExtension static final ConsoleSite SITE = new ConsoleSite();

    private static final String CHOSEN = "a password of my own";

    private static Page signedIn(String name) {
        var page = SITE.browser().visitor("en", false);
        SITE.browser().signIn(page, name, SITE.browser().password());
        page.waitForURL("**/console/home");
        return page;
    }

    private static void change(Page page, String old, String wanted, String again) {
        page.locator("#password").fill(old);
        page.locator("#password-new").fill(wanted);
        page.locator("#password-again").fill(again);
        page.locator("#submit").click();
    }

    @Test
    void endsTheOldSessionElsewhereAndLetsInByTheNewPasswordOnly() throws Exception {
        var elsewhere = signedIn("wto.auditor");
        var page = signedIn("wto.auditor");
        page.locator(".menu summary").last().click();
        page.locator("a[href='/console/password']").click();
        page.waitForURL("**/console/password");
        ConsoleBrowser.keep(page, "password");

        change(page, "not my password", CHOSEN, CHOSEN);
        page.waitForSelector("#password-wrong:not(:empty)");
        assertThat(page.locator("#password-wrong").textContent()).contains("not your password");
        change(page, SITE.browser().password(), "too short", "too long then");
        page.waitForSelector("#password-new-wrong:not(:empty)");
        assertThat(page.locator("#password-new-wrong").textContent())
                .contains("Enter 12 to 256 characters");
        assertThat(page.locator("#password-again-wrong").textContent()).contains("not the same");
        assertThat(page.locator("#password-new").inputValue()).isEmpty();
        ConsoleBrowser.keep(page, "password-wrong");
        ConsoleBrowser.requireAccessible(page, "a password that is too short");
        elsewhere.navigate("/console/agreements");
        assertThat(elsewhere.url()).as("nothing has changed yet").endsWith("/console/agreements");

        change(page, SITE.browser().password(), CHOSEN, CHOSEN);
        page.waitForURL("**/console/home?done=password-changed");
        assertThat(page.locator(".done").textContent()).contains("Your password is changed");
        ConsoleBrowser.keep(page, "password-changed");
        page.navigate("/console/agreements");
        assertThat(page.url()).as("this session goes on").endsWith("/console/agreements");
        elsewhere.navigate("/console/agreements");
        assertThat(elsewhere.url()).contains("/console/sign-in?to=");

        SITE.browser().signIn(elsewhere, "wto.auditor", SITE.browser().password());
        assertThat(elsewhere.locator("#wrong").textContent()).contains("do not belong together");
        SITE.browser().signIn(elsewhere, "wto.auditor", CHOSEN);
        elsewhere.waitForURL("**/console/agreements");
        assertThat(Files.readString(SITE.node().process().console())).doesNotContain(CHOSEN);
    }

    @Test
    void letsNobodyGuessTheOldOneWithoutEnd() {
        var page = signedIn("wto.legal-officer");
        page.navigate("/console/password");
        for (int i = 0; i < 5; i++) {
            change(page, "guess number " + i, CHOSEN, CHOSEN);
            page.waitForSelector("#password-wrong:not(:empty)");
            assertThat(page.locator("#password-wrong").textContent()).contains("not your password");
        }
        change(page, SITE.browser().password(), CHOSEN, CHOSEN);
        page.waitForSelector("#password-wrong:has-text('Too many attempts')");
    }

    @Test
    void keepsNoPasswordOfAFormWhoseSessionHadEnded() {
        var page = signedIn("wto.verification-officer");
        page.navigate("/console/password");
        page.context().clearCookies();
        change(page, SITE.browser().password(), CHOSEN, CHOSEN);
        page.waitForURL("**/console/sign-in*");

        SITE.browser().signIn(page, "wto.verification-officer", SITE.browser().password());
        page.waitForURL("**/console/password");

        for (var field : new String[] {"#password", "#password-new", "#password-again"}) {
            assertThat(page.locator(field).inputValue()).isEmpty();
        }
    }
}
