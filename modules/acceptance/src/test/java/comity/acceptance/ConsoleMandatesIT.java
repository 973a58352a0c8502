package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Mandates as people grant, hold and revoke them. */
class ConsoleMandatesIT {

    @RegisterExtension static final ConsoleSite SITE = new ConsoleSite();

    /** A mandate that can be granted, and is only looked at. */
    static final String NEW =
            "/console/mandate-new?look=yes&centre=ILO&types=background-verification&acts=publish"
                    + "&acts=ask&acts=approve&acts=rely&acts=acknowledge&from=2026-01-01"
                    + "&until=2099-12-31";

    @Test
    void aClientGrantsAMandateItsCentreUsesItAndTheClientRevokesIt() {
        var page = SITE.browser().signedIn("upu.signatory", "en");
        page.navigate("/console/home");
        page.locator("nav.parts a[href='/console/mandates']").click();
        page.locator("main a[href='/console/mandate-new']").click();
        page.waitForURL("**/console/mandate-new");
        page.locator("#centre").selectOption("WHO");
        page.locator("#from").fill("2026-11-01");
        page.locator("#until").fill("2026-10-01");
        page.locator("#look").click();
        page.waitForURL("**look=yes**");
        assertThat(page.locator("#types-wrong").textContent()).contains("at least one");
        assertThat(page.locator("#acts-wrong").textContent()).contains("at least one");
        assertThat(page.locator("#until-wrong").textContent()).contains("before the first day");
        assertThat(page.locator("#centre").inputValue()).isEqualTo("WHO");
        assertThat(page.locator("#until").inputValue()).isEqualTo("2026-10-01");
        assertThat(page.locator("#submit").count()).isZero();
        ConsoleBrowser.keep(page, "mandate-new-wrong");
        ConsoleBrowser.requireAccessible(page, "a mandate that lacks something");

        page.locator("#type-background-verification").check();
        page.locator("#act-publish").check();
        page.locator("#until").fill("2099-12-31");
        page.locator("#look").click();
        page.waitForSelector("#submit");
        assertThat(page.locator("section[aria-labelledby=follows]").textContent())
                .contains(
                        "WHO may publish records in the name of UPU",
                        "December 31, 2099",
                        "WHO cannot pass it on")
                .doesNotContain("may ask others");
        ConsoleBrowser.keep(page, "mandate-new-follows");
        assertThat(SITE.dealings().mayActFor("UPU", "WHO")).isFalse();
        page.locator("#office").fill("Director General");
        page.locator("#understood").check();
        page.locator("#password").fill("not my password");
        page.locator("#submit").click();
        page.waitForSelector("#password-wrong:not(:empty)");
        assertThat(page.locator("#office").inputValue()).isEqualTo("Director General");
        assertThat(page.locator("#act-publish").isChecked()).isTrue();
        assertThat(SITE.dealings().mayActFor("UPU", "WHO")).isFalse();

        SITE.browser().confirm(page, "Director General");
        page.waitForURL("**/console/mandate?id=*&done=mandate-grant");
        assertThat(page.locator("main").textContent())
                .contains("WHO acts for UPU", "In force", "UPU granted it");
        ConsoleBrowser.keep(page, "mandate-granted");
        ConsoleBrowser.requireAccessible(page, "a mandate that was granted");
        assertThat(SITE.dealings().mayActFor("UPU", "WHO")).isTrue();
        var address = page.url().replaceFirst("&done=.*", "");

        theCentreSees(address);
        anotherEntitySeesNothing(address);
        revokeByKeyboard(address);
        assertThat(SITE.dealings().mayActFor("UPU", "WHO")).isFalse();
    }

    private static void theCentreSees(String address) {
        var page = SITE.browser().signedIn("who.signatory", "en");
        page.navigate("/console/mandates");
        page.locator("tbody tr:has-text('UPU') a").click();
        page.waitForURL(address);
        assertThat(page.locator("main").textContent()).contains("WHO acts for UPU", "In force");
        assertThat(page.locator("main a[href*='mandate-act']").count()).isZero();
        page.navigate(address.replace("/mandate?", "/mandate-act?") + "&act=revoke");
        assertThat(page.locator("main").textContent()).contains("This cannot be done now");
        assertThat(page.locator("#submit").count()).isZero();
        page.navigate("/console/mandates");
        assertThat(page.locator("tbody").textContent()).contains("My entity is the centre");
    }

    private static void anotherEntitySeesNothing(String address) {
        var page = SITE.browser().signedIn("wmo.signatory", "en");
        assertThat(page.request().get(address).status()).isEqualTo(404);
        page.navigate("/console/mandates");
        assertThat(page.locator("main").textContent()).contains("There is no mandate");
    }

    private static void revokeByKeyboard(String address) {
        var page = SITE.browser().signedIn("upu.signatory", "en");
        page.navigate("/console/mandates");
        ConsoleBrowser.tabTo(page, "tbody a[href$='" + address.replaceFirst(".*id=", "") + "']");
        page.keyboard().press("Enter");
        page.waitForURL(address);
        ConsoleBrowser.tabTo(page, "main a[href*='act=revoke']");
        page.keyboard().press("Enter");
        page.waitForURL("**/console/mandate-act?*");
        assertThat(page.locator("section[aria-labelledby=follows]").textContent())
                .contains("WHO can do nothing for UPU", "is not granted again");
        ConsoleBrowser.keep(page, "mandate-revoke");
        ConsoleBrowser.requireAccessible(page, "revoking a mandate");
        SITE.browser().confirmByKeyboard(page, "Director General");
        page.waitForURL("**/console/mandate?id=*&done=mandate-revoke");
        assertThat(page.locator("main").textContent()).contains("Revoked", "UPU revoked it");
        assertThat(page.locator("main a[href*='mandate-act']").count()).isZero();
    }

    @Test
    void homeSaysWhatACentreDraftedAndTheClientGrantsIt() {
        var id = SITE.dealings().mandate("IFAD", "ITC", "IFAD");
        var page = SITE.browser().signedIn("itc.signatory", "en");
        page.navigate("/console/home");
        var item = page.locator(".items a[href='/console/mandate?id=" + id + "']");
        assertThat(item.textContent()).contains("A mandate for IFAD");
        ConsoleBrowser.keep(page, "home-mandate");
        item.click();
        page.waitForURL("**/console/mandate?id=*");
        page.locator("main a[href*='act=grant']").click();
        page.waitForURL("**/console/mandate-act?*");
        assertThat(SITE.dealings().mayActFor("ITC", "IFAD")).isFalse();

        SITE.browser().confirm(page, "Director General");
        page.waitForURL("**done=mandate-grant");

        assertThat(SITE.dealings().mayActFor("ITC", "IFAD")).isTrue();
        page.navigate("/console/home");
        assertThat(page.locator(".items a[href='/console/mandate?id=" + id + "']").count())
                .isZero();
    }

    @Test
    void anExchangeNamesTheCentreThatAskedToItsClientAndToTheIssuer() {
        var asked = SITE.dealings().askedThrough("UNIDO", "UNFPA", "UNDP");
        var issuer = SITE.browser().signedIn("undp.verification-officer", "en");
        issuer.navigate("/console/exchange?id=" + asked.exchange());
        assertThat(issuer.locator("main").textContent())
                .contains(
                        "UNFPA",
                        "Through the service centre",
                        "UNIDO",
                        "Under the mandate",
                        asked.mandate());
        assertThat(issuer.locator("main a[href*='/console/mandate']").count()).isZero();
        ConsoleBrowser.keep(issuer, "exchange-through-centre");
        ConsoleBrowser.requireAccessible(issuer, "an exchange through a centre");

        var client = SITE.browser().signedIn("unfpa.verification-officer", "en");
        client.navigate("/console/exchange?id=" + asked.exchange());
        assertThat(client.locator("main").textContent())
                .contains("UNFPA", "Through the service centre", "UNIDO");
        client.locator("main a[href='/console/mandate?id=" + asked.mandate() + "']").click();
        client.waitForURL("**/console/mandate?id=*");
        assertThat(client.locator("main").textContent()).contains("UNIDO acts for UNFPA");

        var itself = SITE.browser().signedIn("unops.verification-officer", "en");
        itself.navigate("/console/exchange?id=" + SITE.exchange());
        assertThat(itself.locator("main").textContent())
                .doesNotContain("service centre", "Under the mandate");
    }

    @Test
    void saysHowWhereTheEntityKeepsItsKeyItself() {
        var page = SITE.browser().signedIn("unops.signatory", "en");
        page.navigate(NEW);
        assertThat(page.locator("main").textContent())
                .contains("Your entity keeps its agreement key itself");
        assertThat(page.locator("#look").count()).isZero();
        page.navigate("/console/mandate?id=" + SITE.mandate());
        assertThat(page.locator("main").textContent())
                .contains("Your entity keeps its agreement key itself");
        assertThat(page.locator("main a[href*='mandate-act']").count()).isZero();
    }
}
