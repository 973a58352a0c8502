package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What waits for a person at the issuer, as that person decides it. UNHCR asks, IOM has records.
 */
class ConsoleApprovalsIT {

    @RegisterExtension static final ConsoleSite SITE = new ConsoleSite();

    @Test
    void anIssuerApprovesWhatWaitsByKeyboardAloneAndSeesTheReceipt() {
        var exchange = SITE.dealings().waiting("UNHCR", "IOM");
        var page = SITE.browser().signedIn("iom.verification-officer", "en");
        page.navigate("/console/home");
        assertThat(page.locator(".items").textContent()).contains("for your entity’s approval");
        ConsoleBrowser.keep(page, "home-approvals");
        ConsoleBrowser.enter(page, ".items a[href='/console/approvals']");
        page.waitForURL("**/console/approvals");
        ConsoleBrowser.enter(page, "tbody a[href$='" + exchange + "']");
        page.waitForURL("**/console/approval?id=*");

        assertThat(page.locator("main").textContent())
                .contains(
                        "UNHCR asks for a disclosure",
                        "Recruitment",
                        "Full reuse of background verifications between UNHCR and IOM",
                        "classes/strictly-confidential",
                        "/elements/academic",
                        "academic-1")
                .doesNotContain("Achterberg", "Noor", "1984");
        ConsoleBrowser.tick(page, "#looked");
        ConsoleBrowser.enter(page, "#approve-do");
        page.waitForURL("**/console/exchange?id=*&done=approved");

        assertThat(page.locator("main").textContent())
                .contains("UNHCR", "Permitted", "1 record was disclosed", "Verified now");
        ConsoleBrowser.keep(page, "approved");
        var answer = SITE.dealings().answer("UNHCR", exchange);
        assertThat(answer.required("state").stringValue()).isEqualTo("answered");
        assertThat(answer.at("/records/0/sdJwt").isString()).isTrue();
    }

    @Test
    void refusesWithAReasonByKeyboardAloneAndTheAskerLearnsNothing() {
        var exchange = SITE.dealings().waiting("UNHCR", "IOM");
        var page = SITE.browser().signedIn("iom.data-protection-officer", "en");
        page.navigate("/console/approvals");
        ConsoleBrowser.tabTo(page, "tbody a[href$='" + exchange + "']");
        page.keyboard().press("Enter");
        page.waitForURL("**/console/approval?id=*");
        ConsoleBrowser.tabTo(page, "#reason");
        page.keyboard().type("The consent");
        ConsoleBrowser.tabTo(page, "#refuse-do");
        page.keyboard().press("Enter");
        page.waitForURL("**/console/approvals?done=refused");

        assertThat(page.locator("main").textContent()).contains("Your entity has refused");
        assertThat(page.locator("tbody a[href$='" + exchange + "']").count()).isZero();
        var answer = SITE.dealings().answer("UNHCR", exchange);
        assertThat(answer.required("state").stringValue()).isEqualTo("waiting");
        var asker = SITE.browser().signedIn("unhcr.verification-officer", "en");
        asker.navigate("/console/exchange?id=" + exchange);
        assertThat(asker.locator("main").textContent())
                .contains("Waits for a person at IOM")
                .doesNotContain("refuse");
        ConsoleBrowser.keep(asker, "exchange-waiting");
    }

    @Test
    void saysSoWhereAColleagueHasDecidedBefore() {
        var exchange = SITE.dealings().waiting("UNHCR", "IOM");
        var first = SITE.browser().signedIn("iom.verification-officer", "en");
        var second = SITE.browser().signedIn("iom.data-protection-officer", "en");
        first.navigate("/console/approval?id=" + exchange);
        second.navigate("/console/approval?id=" + exchange);
        first.locator("#reason").selectOption("other");
        first.locator("#refuse-do").click();
        first.waitForURL("**done=refused");

        second.locator("#looked").check();
        second.locator("#approve-do").click();
        second.waitForURL("**done=decided-before");

        assertThat(second.locator("main").textContent()).contains("Nothing was done");
        assertThat(SITE.dealings().answer("UNHCR", exchange).required("state").stringValue())
                .isEqualTo("waiting");
    }

    @Test
    void letsAnAuditorReadAndNotDecide() {
        var page = SITE.browser().signedIn("unops.auditor", "en");
        page.navigate("/console/approval?id=" + SITE.waiting());

        assertThat(page.locator("main").textContent()).contains("/elements/academic");
        assertThat(page.locator("#approve-do, #refuse-do").count()).isZero();
    }
}
