package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing in to the console by a provider of OpenID Connect, in a real browser at both. */
class OpenIdSignInIT {

    private static final String CODE = "a".repeat(30);

    @RegisterExtension static final RunningNode NODE = RunningNode.own(Map.of());

    private static OpenIdServer provider;
    private static ConsoleBrowser browser;

    @BeforeAll
    static void open() throws Exception {
        int port = OpenIdServer.freePort();
        NODE.set("COMITY_OPENID_ISSUER", OpenIdServer.issuer(port));
        NODE.set("COMITY_OPENID_CLIENT", OpenIdServer.CLIENT);
        NODE.set("COMITY_OPENID_SECRET", OpenIdServer.SECRET);
        NODE.set("COMITY_OPENID_NAME", "United Nations identity");
        provider =
                OpenIdServer.start(
                        RunningNode.INSTALLATION, port, NODE.address() + "/console/openid-return");
        NODE.start();
        browser = ConsoleBrowser.at(NODE);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
        if (provider != null) {
            provider.close();
        }
    }

    /** A visitor who has entered name and password at the provider. */
    private static Page at(String name) {
        var page = browser.visitor("en", false);
        page.setExtraHTTPHeaders(Map.of("authorization", OpenIdServer.authorization(name)));
        return page;
    }

    @Test
    void leadsThereAndBackToThePageThatWasAskedFor() {
        var page = at("unops.signatory");
        page.navigate("/console/agreements");
        ConsoleBrowser.keep(page, "sign-in-openid");
        ConsoleBrowser.requireAccessible(page, "sign-in with a provider");

        page.locator("#elsewhere").click();
        page.waitForURL("**/console/agreements*");

        assertThat(page.locator(".entity").textContent()).contains("UNOPS");
        assertThat(page.context().cookies().stream().map(cookie -> cookie.name))
                .contains("comity-session")
                .doesNotContain("comity-openid");
    }

    @Test
    void knowsNobodyWhomTheNodeDoesNotKnow() throws Exception {
        var page = at("nobody.here");
        page.navigate("/console/home");
        page.locator("#elsewhere").click();
        page.waitForURL("**/console/sign-in?openid=refused*");

        assertThat(page.locator("#wrong").textContent()).contains("knows nobody of that name");
        page.navigate("/console/home");
        assertThat(page.url()).contains("/console/sign-in");
        assertThat(Files.readString(NODE.data().resolveSibling("server/console.log")))
                .contains("nobody-of-this-name")
                .doesNotContain("nobody.here");
    }

    /** Somebody else's answer, brought to a browser that began nothing, or something else. */
    @Test
    void takesNoAnswerToWhatThisBrowserDidNotBegin() {
        var stranger = browser.visitor("en", false);
        stranger.navigate("/console/openid-return?code=" + CODE + "&state=" + "b".repeat(43));
        stranger.waitForURL("**/console/sign-in?openid=refused*");

        // Begins an attempt, and goes no further at the provider.
        var page = browser.visitor("en", false);
        page.navigate("/console/openid");
        assertThat(page.url()).startsWith(provider.origin());
        page.navigate("/console/openid-return?code=" + CODE + "&state=" + "b".repeat(43));
        page.waitForURL("**/console/sign-in?openid=refused*");

        assertThat(page.context().cookies().stream().map(cookie -> cookie.name))
                .doesNotContain("comity-openid");
    }
}
