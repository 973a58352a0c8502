package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Agreements and what they would decide, as people work with them. */
class ConsoleAgreementsIT {

    @RegisterExtension static final ConsoleSite SITE = new ConsoleSite();

    private static JsonNode decision(String asker, String issuer) {
        return SITE.dealings().decision(asker, issuer);
    }

    @Test
    void twoSignatoriesBringAnAgreementIntoForceWithTheKeysThatTheNodeKeeps() {
        var id = SITE.dealings().open("ITC", "UPU", false).required("id").stringValue();
        var page = SITE.browser().signedIn("itc.signatory", "en");
        goToSignByKeyboard(page, id);
        ConsoleBrowser.requireAccessible(page, "signing");
        ConsoleBrowser.keep(page, "act-sign");

        ConsoleBrowser.write(page, "#office", "Executive Director");
        ConsoleBrowser.tick(page, "#understood");
        ConsoleBrowser.write(page, "#password", "not my password");
        page.keyboard().press("Enter");
        page.waitForSelector("#password-wrong:not(:empty)");
        assertThat(page.locator("#password-wrong").textContent()).contains("not your password");
        assertThat(page.locator("#office").inputValue()).isEqualTo("Executive Director");
        assertThat(page.locator("#understood").isChecked()).isTrue();
        ConsoleBrowser.keep(page, "act-sign-wrong");
        assertThat(page.locator("main").textContent()).doesNotContain("ITC signed version 1");

        ConsoleBrowser.write(page, "#password", SITE.browser().password());
        page.keyboard().press("Enter");
        page.waitForURL("**done=act-sign");
        assertThat(page.locator("main").textContent())
                .contains("ITC signed version 1", "Partly signed");
        assertThat(decision("ITC", "UPU").required("outcome").stringValue()).isEqualTo("refused");

        var second = SITE.browser().signedIn("upu.signatory", "en");
        goToSignByKeyboard(second, id);
        SITE.browser().confirmByKeyboard(second, "Director General");
        second.waitForURL("**done=act-sign");
        assertThat(decision("ITC", "UPU").required("outcome").stringValue()).isEqualTo("permitted");
        page.navigate("/console/agreement?id=" + id);
        assertThat(page.locator("main").textContent()).contains("UPU signed version 1", "In force");
        ConsoleBrowser.keep(page, "act-signed");
    }

    private static void goToSignByKeyboard(Page page, String agreement) {
        page.navigate("/console/home");
        ConsoleBrowser.enter(page, ".items a[href*='" + agreement + "']");
        page.waitForURL("**/console/agreement?id=*");
        ConsoleBrowser.enter(page, "main a[href*='act=sign']");
        page.waitForURL("**/console/agreement-act?*");
    }

    @Test
    void suspendsResumesAndEndsAnAgreementAfterSayingWhatFollows() {
        var draft = SITE.dealings().open("IMO", "UPU", false);
        SITE.dealings().sign(draft, "IMO", "UPU");
        var page = SITE.browser().signedIn("upu.signatory", "en");
        page.navigate("/console/agreement?id=" + draft.required("id").stringValue());

        page.locator("main a[href*='act=suspend']").click();
        page.waitForURL("**/console/agreement-act?*");
        ConsoleBrowser.keep(page, "act-suspend");
        confirm(page);
        page.waitForURL("**done=act-suspend");
        assertThat(decision("IMO", "UPU").required("why").stringValue())
                .isEqualTo("agreement-suspended");

        page.locator("main a[href*='act=resume']").click();
        confirm(page);
        page.waitForURL("**done=act-resume");
        assertThat(decision("IMO", "UPU").required("outcome").stringValue()).isEqualTo("permitted");

        page.locator("main a[href*='act=terminate']").click();
        page.waitForURL("**act=terminate");
        assertThat(page.locator("section[aria-labelledby=follows]").textContent())
                .contains("This is for good", "90 days’ notice", "within 30 days");
        ConsoleBrowser.requireAccessible(page, "ending");
        ConsoleBrowser.keep(page, "act-terminate");
        confirm(page);
        page.waitForURL("**done=act-terminate");
        assertThat(decision("IMO", "UPU").required("why").stringValue())
                .isEqualTo("no-agreement-in-force");
        assertThat(page.locator("main a[href*='agreement-act']").count()).isZero();
    }

    private static void confirm(Page page) {
        SITE.browser().confirm(page, "Director General");
    }

    @Test
    void offersNoActWhereTheNodeKeepsNoKey() {
        var page = SITE.browser().signedIn("unops.signatory", "en");
        page.navigate("/console/agreement?id=" + SITE.agreement());
        assertThat(page.locator("main a[href*='agreement-act']").count()).isZero();

        page.navigate(SITE.act("suspend"));

        assertThat(page.locator("main").textContent()).contains("This cannot be done now");
        assertThat(page.locator("#submit").count()).isZero();
    }

    @Test
    void supposesATextAndAnotherDay() {
        var id = SITE.dealings().open("ITU", "WIPO", false).required("id").stringValue();
        var page = SITE.browser().signedIn("wipo.legal-officer", "en");
        page.navigate("/console/agreement?id=" + id);
        page.locator("main a[href*='/console/simulator']").click();
        page.waitForURL("**/console/simulator?text=*");
        page.locator("#from").selectOption("ITU");
        page.locator("#consent").check();
        page.locator("#submit").click();
        var results = page.locator("section[aria-labelledby=results]");
        assertThat(results.textContent()).contains("Permitted");

        page.locator("#day").fill("2025-12-31");
        page.locator("#submit").click();
        assertThat(results.textContent()).contains("Refused");

        page.locator("#day").fill("");
        page.locator("#text").selectOption("");
        page.locator("#submit").click();
        assertThat(results.textContent()).contains("Refused", "No agreement");
    }

    @Test
    void saysWhatWouldBeDecidedAndByWhichClause() {
        var page = SITE.browser().signedIn("unops.legal-officer", "en");
        page.navigate("/console/simulator");
        page.locator("#from").selectOption("UNDP");
        page.locator("#consent").check();
        page.locator("#submit").click();

        var results = page.locator("section[aria-labelledby=results]");
        assertThat(results.textContent()).contains("UNDP", "Permitted", "categories");
        ConsoleBrowser.keep(page, "simulator-permitted");
        ConsoleBrowser.requireAccessible(page, "a decision");

        page.locator("#from").selectOption("FAO");
        page.locator("#submit").click();
        assertThat(results.textContent()).contains("Refused", "No agreement");
    }

    /** "May UNOPS receive it from us?", asked at the issuer; what two others do is not shown. */
    @Test
    void saysWhatAnotherWouldReceiveFromOnesOwnEntityAndFromNobodyElse() {
        var page = SITE.browser().signedIn("undp.legal-officer", "en");
        page.navigate("/console/simulator");
        page.locator("#asker").selectOption("UNOPS");
        page.locator("#consent").check();
        page.locator("#submit").click();
        var results = page.locator("section[aria-labelledby=results]");
        assertThat(results.textContent()).contains("UNOPS asks UNDP", "Permitted", "categories");
        ConsoleBrowser.keep(page, "simulator-another-asks");

        page.locator("#from").selectOption("FAO");
        page.locator("#submit").click();
        assertThat(page.locator("#from-wrong").textContent()).contains("theirs to know", "UNDP");
        assertThat(results.count()).isZero();
        assertThat(page.locator("#asker").inputValue()).isEqualTo("UNOPS");

        page.locator("#asker").selectOption("UNDP");
        page.locator("#from").selectOption("UNDP");
        page.locator("#submit").click();
        assertThat(page.locator("#from-wrong").textContent()).contains("does not ask itself");
    }
}
