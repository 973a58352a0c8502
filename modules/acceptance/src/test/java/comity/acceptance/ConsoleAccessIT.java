package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every page in every language: what axe finds, by the keyboard alone, and under the strict policy.
 */
@DisabledIfSystemProperty(
        named = "comity.test.database",
        matches = "postgresql",
        disabledReason = "what a page looks like is the same on either database: once is enough")
class ConsoleAccessIT {

    @RegisterExtension static final ConsoleSite SITE = new ConsoleSite();

    private static final List<String> LANGUAGES = List.of("en", "fr", "ar");

    /** Each page, and whose it is. */
    static Stream<Arguments> pages() {
        return Stream.of(
                Arguments.of("home", "unops.signatory", "/console/home"),
                Arguments.of("password", "unops.auditor", "/console/password"),
                Arguments.of("entities", "unops.auditor", "/console/entities"),
                Arguments.of("entity", "unops.administrator", "/console/entity?code=UNOPS"),
                Arguments.of("key-new", "unops.administrator", "/console/key-new"),
                Arguments.of("key-renew", "upu.administrator", "/console/key-renew?use=agreement"),
                Arguments.of("key-renew-none", "unops.administrator", "/console/key-renew"),
                Arguments.of(
                        "key-revoke",
                        "unops.administrator",
                        "/console/key-revoke?key=" + SITE.key()),
                Arguments.of("agreements", "unops.legal-officer", "/console/agreements"),
                Arguments.of(
                        "agreement",
                        "unops.signatory",
                        "/console/agreement?id=" + SITE.agreement()),
                Arguments.of("act", "upu.signatory", SITE.toSign()),
                Arguments.of(
                        "act-reservations",
                        "upu.signatory",
                        SITE.toSign() + "&reserveFor=6&reserveUnit=months"),
                Arguments.of("accessions", "itc.signatory", SITE.joined()),
                Arguments.of("countersign", "itc.signatory", SITE.toAnswer("countersign")),
                Arguments.of("object", "itc.signatory", SITE.toAnswer("object")),
                Arguments.of(
                        "agreement-prepared", "unops.legal-officer", SITE.prepared("agreement")),
                Arguments.of("draft-choose", "unops.legal-officer", "/console/agreement-draft"),
                Arguments.of(
                        "draft-new",
                        "unops.legal-officer",
                        "/console/agreement-draft?template="
                                + "background-verification-strictly-confidential"),
                Arguments.of(
                        "draft-revise", "unops.legal-officer", SITE.prepared("agreement-draft")),
                Arguments.of(
                        "stage-open",
                        "unops.administrator",
                        SITE.prepared("agreement-stage") + "&to=open"),
                Arguments.of(
                        "stage-review",
                        "unops.legal-officer",
                        SITE.prepared("agreement-stage") + "&to=review"),
                Arguments.of("compare", "unops.auditor", SITE.compared()),
                Arguments.of("act-impossible", "unops.signatory", SITE.act("suspend")),
                Arguments.of("mandates", "unops.legal-officer", "/console/mandates"),
                Arguments.of("mandate", "unops.signatory", "/console/mandate?id=" + SITE.mandate()),
                Arguments.of("mandate-new", "upu.signatory", ConsoleMandatesIT.NEW),
                Arguments.of("mandate-new-outside", "unops.signatory", "/console/mandate-new"),
                Arguments.of("mandate-act", "upu.signatory", SITE.toGrant()),
                Arguments.of("approvals", "unops.verification-officer", "/console/approvals"),
                Arguments.of(
                        "approval",
                        "unops.verification-officer",
                        "/console/approval?id=" + SITE.waiting()),
                Arguments.of("classes", "unops.administrator", "/console/classes"),
                Arguments.of("class-versions", "unops.auditor", "/console/class-versions"),
                Arguments.of(
                        "class-change",
                        "unops.administrator",
                        "/console/class-change?type=background-verification"
                                + "&pointer=%2Felements%2Facademic%2F*&to=strictly-confidential"),
                Arguments.of(
                        "class-controls",
                        "unops.data-protection-officer",
                        "/console/class-change?class=confidential"),
                Arguments.of(
                        "class-words",
                        "unops.administrator",
                        "/console/class-change?words=confidential"),
                Arguments.of("class-proposals", "unops.administrator", "/console/class-proposals"),
                Arguments.of("class-proposal", "operator", SITE.proposal()),
                Arguments.of("exchanges", "unops.verification-officer", "/console/exchanges"),
                Arguments.of(
                        "exchange",
                        "unops.verification-officer",
                        "/console/exchange?id=" + SITE.exchange()),
                Arguments.of("simulator", "unops.legal-officer", "/console/simulator"),
                Arguments.of("not-yours", "unops.auditor", "/console/simulator"),
                Arguments.of("nothing", "unops.auditor", "/console/nothing"),
                Arguments.of("empty", "upu.verification-officer", "/console/exchanges"));
    }

    @Test
    void looksAtEveryPageThatThereIs() throws IOException {
        var looked =
                pages().map(page -> ((String) page.get()[2]).replaceFirst("\\?.*", ""))
                        // What does not exist is answered by the page about failures.
                        .map(address -> address.replace("/console/nothing", "/console/error"))
                        .collect(Collectors.toCollection(TreeSet::new));
        // Below, for who has not signed in.
        looked.add("/console/sign-in");
        // No pages to look at: files, and what leads on at once where a provider is set up.
        looked.addAll(
                List.of(
                        "/console/agreement-json",
                        "/console/agreement-pdf",
                        "/console/openid",
                        "/console/openid-done",
                        "/console/openid-return"));

        assertThat(looked).hasSizeGreaterThan(10).isEqualTo(ConsoleSite.pages());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isAccessibleOnEveryPageInEveryLanguage(String name, String who, String address) {
        var page = SITE.browser().signedIn(who, "en");
        for (var language : LANGUAGES) {
            SITE.browser().speak(page, language);
            page.navigate(address);

            assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
            assertThat(page.locator("html").getAttribute("dir"))
                    .isEqualTo(language.equals("ar") ? "rtl" : "ltr");
            assertThat(page.locator(".sandbox").isVisible()).isTrue();
            assertThat(page.locator("h1").count()).isEqualTo(1);
            ConsoleBrowser.keep(page, name + "-" + language);
            ConsoleBrowser.requireAccessible(page, name + " in " + language);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "ar"})
    void isAccessibleWhereOneSignsInInLightAndInDark(String language) {
        for (boolean isDark : new boolean[] {false, true}) {
            var page = SITE.browser().visitor(language, isDark);
            page.navigate("/console/home");

            assertThat(page.url()).contains("/console/sign-in");
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
            ConsoleBrowser.keep(page, "sign-in-" + language + (isDark ? "-dark" : ""));
            ConsoleBrowser.requireAccessible(page, "sign-in in " + language);
        }
    }

    @Test
    void isAccessibleInTheDark() {
        var page = SITE.browser().visitor("en", true);
        SITE.browser().signIn(page, "unops.legal-officer", SITE.browser().password());
        for (var address : List.of("/console/home", "/console/classes", "/console/simulator")) {
            page.navigate(address);
            ConsoleBrowser.keep(page, "dark" + address.replace('/', '-'));
            ConsoleBrowser.requireAccessible(page, address + " in the dark");
        }
    }

    @Test
    void worksByKeyboardAlone() {
        var page = SITE.browser().visitor("en", false);
        page.navigate("/console/home");
        ConsoleBrowser.tabTo(page, "#name");
        page.keyboard().type("unops.legal-officer");
        page.keyboard().press("Tab");
        page.keyboard().type(SITE.browser().password());
        page.keyboard().press("Enter");
        page.waitForURL("**/console/home");

        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("main");

        page.navigate("/console/home");
        ConsoleBrowser.tabTo(page, "a[href='/console/agreements']");
        page.keyboard().press("Enter");
        page.waitForURL("**/console/agreements");
        ConsoleBrowser.tabTo(page, "#q");
        page.keyboard().type("verification");
        page.keyboard().press("Enter");
        page.waitForURL("**/console/agreements?q=verification");
        ConsoleBrowser.tabTo(page, "tbody a");
        page.keyboard().press("Enter");
        page.waitForURL("**/console/agreement?id=*");
    }

    @Test
    void keepsToTheStrictPolicyWithoutAnyScript() throws Exception {
        var complaints = new ArrayList<String>();
        var page = SITE.browser().signedIn("unops.legal-officer", "en");
        page.onConsoleMessage(message -> complaints.add(message.text()));
        for (var address : List.of("/console/home", "/console/agreements", "/console/simulator")) {
            var response = page.navigate(address);
            assertThat(response.headerValue("content-security-policy"))
                    .endsWith("script-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(response.headerValue("cache-control")).isEqualTo("no-store");
            assertThat(page.content())
                    .doesNotContainPattern("<script|<style|\\sstyle=|\\son[a-z]+=");
        }
        assertThat(complaints).isEmpty();
    }
}
