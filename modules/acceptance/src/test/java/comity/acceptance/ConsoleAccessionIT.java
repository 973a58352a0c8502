package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Accessions as people sign and answer them. Source: docs/protocol.md, section 8. */
class ConsoleAccessionIT {

    @RegisterExtension static final ConsoleSite SITE = new ConsoleSite();

    private static String address(JsonNode draft) {
        return "/console/agreement?id=" + draft.required("id").stringValue();
    }

    @Test
    void accedesWithAReservationThatNarrowsAndIsCountersigned() {
        var draft = SITE.dealings().joinable("ITC", "IAEA", "UPU", 0);
        var page = SITE.browser().signedIn("upu.signatory", "en");
        page.navigate(address(draft));
        page.locator("section[aria-labelledby=accede] a[href*='act=sign']").click();
        page.waitForURL("**/console/agreement-act?*");
        assertThat(page.locator("section[aria-labelledby=follows]").textContent())
                .contains("each party that countersigns");

        page.locator("details.reserve summary").click();
        page.locator("#reserveFor").fill("5");
        page.locator("#reserveUnit").selectOption("years");
        page.locator("#reserveCeiling").selectOption("confidential");
        page.locator("#reserveStatement").fill("Our rules on retention apply.");
        SITE.browser().confirm(page, "Director General");
        page.waitForSelector("#reserveFor-wrong:not(:empty)");
        assertThat(page.locator("#reserveFor-wrong").textContent()).contains("does not narrow");
        assertThat(page.locator("#reserveCeiling-wrong").textContent()).contains("does not narrow");
        assertThat(page.locator("#reserveFor").inputValue()).isEqualTo("5");
        assertThat(page.locator("#reserveUnit").inputValue()).isEqualTo("years");
        assertThat(page.locator("#reserveStatement").inputValue()).contains("on retention apply");
        assertThat(page.locator("#office").inputValue()).isEqualTo("Director General");
        assertThat(page.locator("#password").inputValue()).isEmpty();
        ConsoleBrowser.keep(page, "accede-widening");
        ConsoleBrowser.requireAccessible(page, "a reservation that would widen");
        assertThat(SITE.dealings().pair(draft, "ITC", "UPU")).isEqualTo("none");

        page.locator("#reserveFor").fill("6");
        page.locator("#reserveUnit").selectOption("months");
        page.locator("#reserveCeiling").selectOption("");
        page.locator("label:has-text('Roster')").click();
        SITE.browser().confirm(page, "Director General");
        page.waitForURL("**done=act-sign");
        assertThat(page.locator("main").textContent())
                .contains("UPU signed version 1", "With reservations", "6 months", "Roster");
        ConsoleBrowser.keep(page, "acceded");
        assertThat(SITE.dealings().pair(draft, "ITC", "UPU")).isEqualTo("waiting");

        countersignByKeyboard(draft);
        assertThat(SITE.dealings().pair(draft, "ITC", "UPU")).isEqualTo("in-force");
        assertThat(SITE.dealings().pair(draft, "IAEA", "UPU"))
                .as("for itself only")
                .isEqualTo("waiting");
        theOtherPartyIsToldThatItsOwnSystemAnswers(draft);
    }

    private static void countersignByKeyboard(JsonNode draft) {
        var page = SITE.browser().signedIn("itc.signatory", "en");
        page.navigate("/console/home");
        var item = ".items a[href='" + address(draft) + "&version=1']";
        assertThat(page.locator(item).textContent()).contains("UPU has acceded to “Open to UPU”");
        ConsoleBrowser.tabTo(page, item);
        page.keyboard().press("Enter");
        page.waitForURL("**/console/agreement?id=*");
        var accessions = page.locator("section[aria-labelledby=accessions]");
        assertThat(accessions.textContent())
                .contains(
                        "Nothing passes between you", "6 months", "Our rules on retention apply.");
        ConsoleBrowser.keep(page, "accession-waits");
        ConsoleBrowser.tabTo(page, "a[href*='act=countersign']");
        page.keyboard().press("Enter");
        page.waitForURL("**/console/agreement-act?*");
        assertThat(page.locator("main").textContent())
                .contains("this version binds ITC and UPU", "6 months");
        SITE.browser().confirmByKeyboard(page, "Executive Director");
        page.waitForURL("**done=act-countersign");
        assertThat(page.locator("main").textContent())
                .contains("ITC countersigned the accession of UPU to version 1");
        assertThat(page.locator("section[aria-labelledby=accessions]").count()).isZero();
        page.navigate("/console/home");
        assertThat(page.locator(item).count()).isZero();
    }

    private static void theOtherPartyIsToldThatItsOwnSystemAnswers(JsonNode draft) {
        var page = SITE.browser().signedIn("iaea.signatory", "en");
        page.navigate(address(draft));
        assertThat(page.locator("section[aria-labelledby=accessions]").textContent())
                .contains("UPU", "Your entity keeps its agreement key itself");
        assertThat(page.locator("main a[href*='agreement-act']").count()).isZero();
    }

    @Test
    void objectsToAnAccessionAndTakesItBack() {
        var draft = SITE.dealings().joinable("ITC", "IAEA", "UPU", 30);
        var upu = SITE.browser().signedIn("upu.signatory", "en");
        upu.navigate(
                address(draft).replace("/agreement?", "/agreement-act?") + "&version=1&act=sign");
        SITE.browser().confirm(upu, "Director General");
        upu.waitForURL("**done=act-sign");
        var page = SITE.browser().signedIn("itc.signatory", "en");
        page.navigate(address(draft));
        assertThat(page.locator("section[aria-labelledby=accessions]").textContent())
                .contains("if it does not object before");
        page.locator("a[href*='act=object']").click();
        page.waitForURL("**/console/agreement-act?*");
        assertThat(page.locator("section[aria-labelledby=follows]").textContent())
                .contains("does not bind ITC and UPU", "silence would admit it");
        ConsoleBrowser.keep(page, "accession-object");

        SITE.browser().confirm(page, "Director General");
        page.waitForURL("**done=act-object");
        assertThat(page.locator("main").textContent())
                .contains("ITC objected to the accession of UPU", "your entity has objected");
        assertThat(page.locator("a[href*='act=object']").count()).isZero();
        page.navigate("/console/home");
        assertThat(page.locator(".items a[href^='" + address(draft) + "']").count()).isZero();

        page.navigate(address(draft));
        page.locator("a[href*='act=countersign']").click();
        page.waitForURL("**/console/agreement-act?*");
        SITE.browser().confirm(page, "Director General");
        page.waitForURL("**done=act-countersign");
        assertThat(SITE.dealings().pair(draft, "ITC", "UPU")).isEqualTo("in-force");
    }
}
