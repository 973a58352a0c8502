package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import comity.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The keys that the node keeps, as people of ITC have them made and revoked. */
class ConsoleKeysIT {

    @RegisterExtension static final ConsoleSite SITE = new ConsoleSite();

    /** The thumbprints of those that are not revoked, the oldest first. */
    private static List<String> kept(String entity) throws Exception {
        var set = SITE.node().get("/api/v1/entities/" + entity + "/jwks.json").body();
        return Json.read(set.getBytes(StandardCharsets.UTF_8))
                .required("keys")
                .valueStream()
                .filter(key -> key.required("custody").stringValue().equals("node"))
                .filter(key -> !key.has("revokedAt"))
                .map(key -> key.required("kid").stringValue())
                .toList();
    }

    @Test
    void anAdministratorRotatesTheKeyThatTheNodeKeepsAndASignatorySignsWithTheNewOne()
            throws Exception {
        var old = kept("ITC").get(0);
        var page = SITE.browser().signedIn("itc.administrator", "en");
        page.navigate("/console/entity?code=ITC");
        card(page, old).locator("a[href='/console/key-renew?use=agreement']").click();
        page.waitForURL("**/console/key-renew?use=agreement");
        assertThat(page.locator("section[aria-labelledby=follows]").textContent())
                .contains("keeps its private half", "The old one stays valid", "public in the log");

        page.locator("#understood").check();
        page.locator("#password").fill("not my password");
        page.locator("#submit").click();
        assertThat(page.locator("#password-wrong").textContent()).contains("not your password");
        ConsoleBrowser.requireAccessible(page, "a refused renewal");
        assertThat(kept("ITC")).containsExactly(old);

        ConsoleBrowser.tick(page, "#understood");
        ConsoleBrowser.write(page, "#password", SITE.browser().password());
        page.keyboard().press("Enter");
        page.waitForURL("**/console/entity?code=ITC&done=key-made");
        assertThat(kept("ITC")).hasSize(2).contains(old);
        var made = kept("ITC").stream().filter(key -> !key.equals(old)).findFirst().orElseThrow();
        for (var key : List.of(old, made)) {
            assertThat(card(page, key).textContent()).contains("Valid", "this node", "acts");
        }
        ConsoleBrowser.keep(page, "key-made");

        makesNoThird();
        revokeByKeyboard(page, old);
        assertThat(kept("ITC")).containsExactly(made);
        signsWith(made);
        saysThatItIsTheLast(made);
    }

    private static com.microsoft.playwright.Locator card(Page page, String thumbprint) {
        return page.locator("li.card:has(code:text-is('" + thumbprint + "'))");
    }

    private static void makesNoThird() {
        var page = SITE.browser().signedIn("itc.administrator", "en");
        page.navigate("/console/key-renew");
        assertThat(page.locator("main").textContent()).contains("two of them are valid already");
        assertThat(page.locator("#submit").count()).isZero();
    }

    private static void revokeByKeyboard(Page page, String thumbprint) {
        ConsoleBrowser.enter(page, "a[href='/console/key-revoke?key=" + thumbprint + "']");
        page.waitForURL("**/console/key-revoke?key=*");
        assertThat(page.locator("section[aria-labelledby=follows]").textContent())
                .doesNotContain("last valid key");
        ConsoleBrowser.tick(page, "#understood");
        ConsoleBrowser.write(page, "#password", SITE.browser().password());
        page.keyboard().press("Enter");
        page.waitForURL("**/console/entity?code=ITC&done=key-revoked");
    }

    private static void signsWith(String thumbprint) {
        var id = SITE.dealings().open("ITC", "IMO", false).required("id").stringValue();
        var page = SITE.browser().signedIn("itc.signatory", "en");
        page.navigate("/console/agreement-act?id=" + id + "&version=1&act=sign");
        SITE.browser().confirm(page, "Executive Director");
        page.waitForURL("**done=act-sign");

        var acts = SITE.dealings().version("ITC", id, 1).required("acts");
        assertThat(acts.size()).isEqualTo(1);
        assertThat(header(acts.get(0)).required("kid").stringValue()).isEqualTo(thumbprint);
    }

    private static JsonNode header(JsonNode act) {
        var jws = act.required("jws").stringValue();
        return Json.read(Base64.getUrlDecoder().decode(jws.substring(0, jws.indexOf('.'))));
    }

    private static void saysThatItIsTheLast(String thumbprint) {
        var page = SITE.browser().signedIn("itc.administrator", "en");
        page.navigate("/console/key-revoke?key=" + thumbprint);
        assertThat(page.locator("section[aria-labelledby=follows]").textContent())
                .contains("last valid key that this node keeps for your entity");
    }

    @Test
    void makesNoneForAnEntityWhoseOperatorHasNotSaidSo() throws Exception {
        var page = SITE.browser().signedIn("unops.administrator", "en");
        page.navigate("/console/entity?code=UNOPS");
        assertThat(page.locator("main a[href*='/console/key-renew']").count()).isZero();

        page.navigate("/console/key-renew?use=agreement");

        assertThat(page.locator("main").textContent()).contains("can make no key for your entity");
        assertThat(page.locator("#submit").count()).isZero();
        assertThat(kept("UNOPS")).isEmpty();
    }
}
