package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import comity.client.EntityKeys;
import comity.client.KeyUse;
import comity.trust.Algorithm;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console in a real browser: what people see, by which ways, and what is not theirs to see. */
class ConsoleIT {

    @RegisterExtension static final RunningNode NODE = RunningNode.own(Map.of());

    private static final List<String> LANGUAGES = List.of("en", "fr", "ar");

    private static ConsoleBrowser browser;
    private static String agreement;
    private static String exchange;
    private static String key;

    @BeforeAll
    static void open() throws Exception {
        NODE.start();
        var sandbox = SandboxNode.of(NODE);
        var reply =
                sandbox.as("UNOPS")
                        .post("/api/v1/exchanges", Requests.exchange("UNOPS", "UNDP"))
                        .send();
        exchange = reply.json().required("exchange").stringValue();
        agreement =
                sandbox.as("UNDP")
                        .get("/api/v1/agreements")
                        .send()
                        .json()
                        .required("items")
                        .get(0)
                        .required("id")
                        .stringValue();
        key = sandbox.keysOf("UNOPS").key(KeyUse.RECORD).thumbprint();
        browser = ConsoleBrowser.at(NODE);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    /** Each page, and whose it is. */
    static Stream<Arguments> pages() {
        return Stream.of(
                Arguments.of("home", "unops.signatory", "/console/home"),
                Arguments.of("entities", "unops.auditor", "/console/entities"),
                Arguments.of("entity", "unops.administrator", "/console/entity?code=UNOPS"),
                Arguments.of("key-new", "unops.administrator", "/console/key-new"),
                Arguments.of("key-revoke", "unops.administrator", "/console/key-revoke?key=" + key),
                Arguments.of("agreements", "unops.legal-officer", "/console/agreements"),
                Arguments.of("agreement", "unops.signatory", "/console/agreement?id=" + agreement),
                Arguments.of("exchanges", "unops.verification-officer", "/console/exchanges"),
                Arguments.of(
                        "exchange",
                        "unops.verification-officer",
                        "/console/exchange?id=" + exchange),
                Arguments.of("simulator", "unops.legal-officer", "/console/simulator"),
                Arguments.of("not-yours", "unops.auditor", "/console/simulator"),
                Arguments.of("nothing", "unops.auditor", "/console/nothing"),
                Arguments.of("empty", "upu.verification-officer", "/console/exchanges"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isAccessibleOnEveryPageInEveryLanguage(String name, String who, String address) {
        var page = browser.signedIn(who, "en");
        for (var language : LANGUAGES) {
            page.navigate("/console/home?lang=" + language);
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
            var page = browser.visitor(language, isDark);
            page.navigate("/console/home");

            assertThat(page.url()).contains("/console/sign-in");
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
            ConsoleBrowser.keep(page, "sign-in-" + language + (isDark ? "-dark" : ""));
            ConsoleBrowser.requireAccessible(page, "sign-in in " + language);
        }
    }

    @Test
    void isAccessibleInTheDark() {
        var page = browser.visitor("en", true);
        browser.signIn(page, "unops.legal-officer", browser.password());
        for (var address : List.of("/console/home", "/console/agreements", "/console/simulator")) {
            page.navigate(address);
            ConsoleBrowser.keep(page, "dark" + address.replace('/', '-'));
            ConsoleBrowser.requireAccessible(page, address + " in the dark");
        }
    }

    @Test
    void worksByKeyboardAlone() {
        var page = browser.visitor("en", false);
        page.navigate("/console/home");
        tabTo(page, "#name");
        page.keyboard().type("unops.legal-officer");
        page.keyboard().press("Tab");
        page.keyboard().type(browser.password());
        page.keyboard().press("Enter");
        page.waitForURL("**/console/home");

        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("main");

        page.navigate("/console/home");
        tabTo(page, "a[href='/console/agreements']");
        page.keyboard().press("Enter");
        page.waitForURL("**/console/agreements");
        tabTo(page, "#q");
        page.keyboard().type("verification");
        page.keyboard().press("Enter");
        page.waitForURL("**/console/agreements?q=verification");
        tabTo(page, "tbody a");
        page.keyboard().press("Enter");
        page.waitForURL("**/console/agreement?id=*");
    }

    private static void tabTo(Page page, String selector) {
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("Tab");
            if (Boolean.TRUE.equals(
                    page.evaluate(
                            "selector => document.activeElement.matches(selector)", selector))) {
                return;
            }
        }
        throw new AssertionError("The keyboard does not reach " + selector);
    }

    @Test
    void refusesAWrongPasswordAndAnUnknownNameInTheSameWords() {
        var page = browser.visitor("en", false);
        browser.signIn(page, "unicef.auditor", "not the password");
        var wrong = page.locator("#wrong").textContent();
        ConsoleBrowser.keep(page, "sign-in-refused");
        ConsoleBrowser.requireAccessible(page, "a refused sign-in");
        assertThat(page.locator("#name").inputValue()).isEqualTo("unicef.auditor");
        assertThat(page.locator("#password").inputValue()).isEmpty();

        browser.signIn(page, "nobody.at-all", "not the password");

        assertThat(page.locator("#wrong").textContent()).isEqualTo(wrong);
    }

    @Test
    void letsNobodyGoOnGuessing() {
        var page = browser.visitor("en", false);
        for (int i = 0; i < 5; i++) {
            browser.signIn(page, "guessed.name", "not the password");
            assertThat(page.locator("#wrong").textContent()).contains("do not belong together");
        }
        browser.signIn(page, "guessed.name", "not the password");

        assertThat(page.locator("#wrong").textContent()).contains("Too many attempts");
    }

    @Test
    void signsOutForGood() {
        var page = browser.signedIn("unfpa.auditor", "en");
        page.locator(".menu summary").last().click();
        page.locator("#sign-out").click();
        page.waitForURL("**/console/sign-in?done=signed-out");

        page.navigate("/console/agreements");

        assertThat(page.url()).contains("/console/sign-in?to=");
    }

    @Test
    void returnsToTheSameFormAsItWasTypedWhenTheSessionHadEnded() {
        var page = browser.signedIn("unops.legal-officer", "en");
        page.navigate("/console/simulator?from=deep-link");
        page.locator("#purpose").selectOption("audit");
        page.locator("#from").selectOption("WFP");
        page.locator("#want-1").check();
        page.context().clearCookies();
        page.locator("#submit").click();
        page.waitForURL("**/console/sign-in*");

        browser.signIn(page, "unops.legal-officer", browser.password());
        page.waitForURL("**/console/simulator?from=deep-link");

        assertThat(page.locator("#purpose").inputValue()).isEqualTo("audit");
        assertThat(page.locator("#want-1").isChecked()).isTrue();
        page.locator("#submit").click();
        assertThat(page.locator("#results").isVisible()).isTrue();
    }

    @Test
    void saysWhatWouldBeDecidedAndByWhichClause() {
        var page = browser.signedIn("unops.legal-officer", "en");
        page.navigate("/console/simulator");
        page.locator("#from").selectOption("UNDP");
        page.locator("#consent").check();
        page.locator("#submit").click();

        var results = page.locator("section[aria-labelledby=results]");
        assertThat(results.textContent()).contains("UNDP", "Permitted", "categories");
        ConsoleBrowser.keep(page, "simulator-permitted");
        ConsoleBrowser.requireAccessible(page, "a decision");

        page.locator("#from").selectOption("UPU");
        page.locator("#submit").click();
        assertThat(results.textContent()).contains("Refused", "No agreement");
    }

    @Test
    void showsAnExchangeWithItsDecisionAndAReceiptThatVerifies() {
        var page = browser.signedIn("unops.verification-officer", "en");
        page.navigate("/console/exchanges");
        page.locator("tbody a").first().click();
        page.waitForURL("**/console/exchange?id=*");

        assertThat(page.locator("main").textContent())
                .contains("UNDP", "Permitted", "Verified now");
    }

    @Test
    void revokesAKeyOnlyAfterSayingWhatFollowsAndAskingForThePassword() throws Exception {
        var thumbprint = SandboxNode.of(NODE).keysOf("UPU").key(KeyUse.HTTP).thumbprint();
        var page = browser.signedIn("upu.administrator", "en");
        page.navigate("/console/entity?code=UPU");
        page.locator("a[href='/console/key-revoke?key=" + thumbprint + "']").click();
        assertThat(page.locator("main").textContent()).contains("last valid key for messages");

        page.locator("#understood").check();
        page.locator("#password").fill("not my password");
        page.locator("#submit").click();
        assertThat(page.locator("#password-wrong").textContent()).contains("not your password");
        assertThat(NODE.get("/api/v1/entities/UPU/jwks.json").body()).doesNotContain("revokedAt");
        ConsoleBrowser.requireAccessible(page, "a refused revocation");

        page.locator("#understood").check();
        page.locator("#password").fill(browser.password());
        page.locator("#submit").click();
        page.waitForURL("**/console/entity?code=UPU&done=key-revoked");
        assertThat(NODE.get("/api/v1/entities/UPU/jwks.json").body()).contains("revokedAt");
        page.navigate("/console/home");
        assertThat(page.locator(".items").textContent()).contains("cannot call this node");
    }

    @Test
    void registersAKeyThatSignedForItself() throws Exception {
        var keys =
                EntityKeys.generate(
                        "ICAO", "https://icao.example/", Algorithm.ED25519, new SecureRandom());
        var page = browser.signedIn("icao.administrator", "en");
        page.navigate("/console/key-new");
        page.locator("#proof").fill("eyJub25zZW5zZSI6MX0.e30.AAAA");
        page.locator("#password").fill(browser.password());
        page.locator("#submit").click();
        assertThat(page.locator("#proof-wrong").textContent()).isNotBlank();
        assertThat(page.locator("#proof").inputValue()).startsWith("eyJub25z");

        page.locator("#proof")
                .fill(keys.proof(KeyUse.RECORD, Instant.now(), UUID.randomUUID().toString()));
        page.locator("#password").fill(browser.password());
        page.locator("#submit").click();
        page.waitForURL("**/console/entity?code=ICAO&done=key-registered");

        assertThat(NODE.get("/api/v1/entities/ICAO/jwks.json").body())
                .contains(keys.key(KeyUse.RECORD).thumbprint());
    }

    /** Of each page: which roles it is open to; all others are told so, and nothing else. */
    static Stream<Arguments> rights() {
        var agreements =
                "administrator data-protection-officer signatory legal-officer verification-officer"
                        + " auditor";
        var exchanges = "verification-officer data-protection-officer auditor";
        var simulator = "data-protection-officer signatory legal-officer verification-officer";
        return Stream.of(
                Arguments.of("/console/home", agreements),
                Arguments.of("/console/entities", agreements),
                Arguments.of("/console/csv/entities", agreements),
                Arguments.of("/console/entity?code=WFP", agreements),
                Arguments.of("/console/key-new", "administrator"),
                Arguments.of("/console/key-revoke?key=" + key, "administrator"),
                Arguments.of("/console/agreements", agreements),
                Arguments.of("/console/csv/agreements", agreements),
                Arguments.of("/console/agreement?id=" + agreement, agreements),
                Arguments.of("/console/exchanges", exchanges),
                Arguments.of("/console/csv/exchanges", exchanges),
                Arguments.of("/console/exchange?id=" + exchange, exchanges),
                Arguments.of("/console/simulator", simulator));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "administrator",
                "data-protection-officer",
                "signatory",
                "legal-officer",
                "verification-officer",
                "auditor"
            })
    void opensToARoleWhatIsItsOwnAndNothingElse(String role) {
        var page = browser.signedIn("unops." + role, "en");
        rights().forEach(
                        right -> {
                            var address = (String) right.get()[0];
                            boolean isOpen =
                                    List.of(((String) right.get()[1]).split(" ")).contains(role);
                            var answer = page.request().get(NODE.address() + address);
                            assertThat(answer.status())
                                    .as(role + " at " + address)
                                    .isEqualTo(isOpen ? 200 : 403);
                            if (!isOpen) {
                                assertThat(answer.text()).contains("not for your role");
                            }
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "administrator",
                "data-protection-officer",
                "signatory",
                "legal-officer",
                "verification-officer",
                "auditor"
            })
    void showsAnotherEntitysOfficerNothingOfIt(String role) {
        var page = browser.signedIn("wmo." + role, "en");
        for (var address :
                List.of(
                        "/console/agreement?id=",
                        "/console/exchange?id=",
                        "/console/key-revoke?key=")) {
            var there =
                    page.request()
                            .get(
                                    NODE.address()
                                            + address
                                            + (address.contains("agreement")
                                                    ? agreement
                                                    : address.contains("exchange")
                                                            ? exchange
                                                            : key));
            var nowhere = page.request().get(NODE.address() + address + UUID.randomUUID());
            // Answered as what does not exist, to the last octet.
            assertThat(there.status()).as(address).isIn(403, 404).isEqualTo(nowhere.status());
            assertThat(anonymous(there.text())).as(address).isEqualTo(anonymous(nowhere.text()));
        }
        for (var list : List.of("agreements", "exchanges")) {
            for (var address : List.of("/console/", "/console/csv/")) {
                for (var parameters : List.of("", "?q=UNOPS", "?sort=-state&page=2", "?as=UNOPS")) {
                    var answer = page.request().get(NODE.address() + address + list + parameters);
                    assertThat(answer.text())
                            .as(address + list + parameters)
                            .doesNotContain(agreement, exchange, "Reuse of background");
                }
            }
        }
        assertThat(page.request().get(NODE.address() + "/console/home?as=UNOPS").text())
                .contains("WMO")
                .doesNotContain("UNOPS");
    }

    /** Without what differs from one view of a page to the next. */
    private static String anonymous(String html) {
        return html.replaceAll("value=\"[^\"]*\"", "")
                .replaceAll("(agreement|exchange|key-revoke)\\?(id|key)=[^&\"]*", "");
    }

    @Test
    void showsTheOperatorNoEntitysAffairs() {
        var page = browser.signedIn("operator", "en");
        for (var address :
                List.of(
                        "/console/agreements",
                        "/console/exchanges",
                        "/console/simulator",
                        "/console/key-new",
                        "/console/agreement?id=" + agreement)) {
            assertThat(page.request().get(NODE.address() + address).status()).isEqualTo(403);
        }
        assertThat(page.request().get(NODE.address() + "/console/entities").status())
                .isEqualTo(200);
    }

    @Test
    void refusesAFormThatAnotherPageWrote() {
        var page = browser.signedIn("unops.administrator", "en");
        var answer =
                page.request()
                        .post(
                                NODE.address() + "/console/key-revoke",
                                com.microsoft.playwright.options.RequestOptions.create()
                                        .setForm(
                                                com.microsoft.playwright.options.FormData.create()
                                                        .set("key", key)
                                                        .set("understood", "yes")
                                                        .set("password", browser.password())
                                                        .set("submit", "Revoke the key")));

        assertThat(answer.text()).doesNotContain("The key is revoked");
        page.navigate("/console/entity?code=UNOPS");
        assertThat(page.locator(".tag.bad").count()).isZero();
    }

    @Test
    void keepsToTheStrictPolicyWithoutAnyScript() throws Exception {
        var complaints = new ArrayList<String>();
        var page = browser.signedIn("unops.legal-officer", "en");
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

    @Test
    void setsItsCookieForTheConsoleOnly() throws Exception {
        var cookies = NODE.get("/console/sign-in").headers().allValues("Set-Cookie");

        assertThat(cookies)
                .anySatisfy(
                        cookie ->
                                assertThat(cookie)
                                        .startsWith("comity-session=")
                                        .contains("HttpOnly")
                                        .contains("SameSite=Strict")
                                        .containsIgnoringCase("path=/console"));
        assertThat(NODE.get("/api/v1/entities").headers().allValues("Set-Cookie")).isEmpty();
        assertThat(NODE.get("/").headers().allValues("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/home.xhtml",
                "/console/parts/frame.xhtml",
                "/tags/table.xhtml",
                "/META-INF/tags/table.xhtml",
                "/assets/../console/home.xhtml",
                "/jakarta.faces.resource/table.xhtml?ln=comity",
                "/console/jakarta.faces.resource/table.xhtml?ln=comity"
            })
    void givesNobodyASourceOfAPage(String address) throws Exception {
        assertThat(NODE.get(address).body()).doesNotContain("ui:", "#{", "cc.attrs");
    }

    @Test
    void exportsWhatWasFoundAsCsv() {
        var page = browser.signedIn("fao.auditor", "fr");
        var csv =
                page.request()
                        .get(NODE.address() + "/console/csv/entities?q=food&sort=-code")
                        .body();
        var text = new String(csv, StandardCharsets.UTF_8);

        assertThat(text).startsWith("\uFEFF\"Code\",");
        assertThat(text.lines().count()).isEqualTo(3);
        assertThat(text.indexOf("WFP")).isLessThan(text.indexOf("FAO")).isPositive();
    }

    @Test
    void writesNobodysNameIntoTheLog() throws Exception {
        var page = browser.signedIn("itu.auditor", "en");
        page.navigate("/console/nothing-here");

        var log = java.nio.file.Files.readString(NODE.process().console());

        assertThat(log).doesNotContain("itu.auditor", "Audra", browser.password());
    }
}
