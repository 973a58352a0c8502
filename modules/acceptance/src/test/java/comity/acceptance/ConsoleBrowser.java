package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.RequestOptions;
import comity.kernel.Json;
import comity.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A real browser at a node's console: the system's Chromium, installed where it is missing. */
final class ConsoleBrowser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final int INSTALL_MINUTES = 10;

    /** On a machine that others use, a page may take its time. */
    private static final double PATIENCE_MILLIS = 120_000;

    private static final List<String> FLAGS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private final RunningNode node;
    private final Playwright playwright;
    private final Browser browser;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final Map<String, List<Cookie>> sessions = new HashMap<>();

    private ConsoleBrowser(RunningNode node, Playwright playwright, Browser browser) {
        this.node = node;
        this.playwright = playwright;
        this.browser = browser;
    }

    static ConsoleBrowser at(RunningNode node) {
        installWhereMissing();
        var playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(CHROMIUM)
                                        .setTimeout(PATIENCE_MILLIS)
                                        .setArgs(FLAGS));
        return new ConsoleBrowser(node, playwright, browser);
    }

    private static void installWhereMissing() {
        if (Files.isExecutable(CHROMIUM)) {
            return;
        }
        run("apt-get", "update");
        run("apt-get", "install", "-y", "--no-install-recommends", "chromium");
    }

    private static void run(String... command) {
        try {
            var process = new ProcessBuilder(command).inheritIO().start();
            if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroy();
                throw new IllegalStateException(
                        "Install Chromium as /usr/bin/chromium: these tests need a browser.");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** A visitor of one's own: nothing is shared with another. */
    Page visitor(String language, boolean isDark) {
        var context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setBaseURL(node.address().toString())
                                .setLocale(language)
                                .setViewportSize(1280, 900)
                                .setColorScheme(
                                        isDark
                                                ? com.microsoft.playwright.options.ColorScheme.DARK
                                                : com.microsoft.playwright.options.ColorScheme
                                                        .LIGHT));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        contexts.add(context);
        return context.newPage();
    }

    /**
     * A visitor who has signed in: in earnest the first time, then with the same session in another
     * window, since a password takes its time on purpose.
     */
    Page signedIn(String name, String language) {
        var page = visitor(language, false);
        var known = sessions.get(name);
        if (known != null) {
            page.context().addCookies(known);
        } else {
            signIn(page, name, password());
            page.waitForURL("**/console/home*");
            sessions.put(
                    name, page.context().cookies().stream().map(ConsoleBrowser::again).toList());
        }
        // The language is the person's, and a test before may have chosen another.
        speak(page, language);
        return page;
    }

    /** Chooses a person's language, without a look at the page that it leads to. */
    void speak(Page page, String language) {
        page.request()
                .get(
                        node.address() + "/console/home?lang=" + language,
                        RequestOptions.create().setMaxRedirects(0));
    }

    /** From now on the visitor's browser is signed in as another, as after a change of hands. */
    void become(Page page, String name) {
        var cookies = signedIn(name, "en").context().cookies();
        page.context().clearCookies();
        page.context().addCookies(cookies.stream().map(ConsoleBrowser::again).toList());
    }

    private static Cookie again(Cookie cookie) {
        return new Cookie(cookie.name, cookie.value)
                .setDomain(cookie.domain)
                .setPath(cookie.path)
                .setHttpOnly(cookie.httpOnly);
    }

    /** Fills in the form as it stands on the page, or on the page to sign in. */
    void signIn(Page page, String name, String password) {
        if (!page.url().contains("/console/sign-in")) {
            page.navigate("/console/sign-in");
        }
        page.locator("#name").fill(name);
        page.locator("#password").fill(password);
        page.locator("#submit").click();
    }

    /** Fills in what a signatory confirms an act with, and sends it. */
    void confirm(Page page, String office) {
        page.locator("#office").fill(office);
        page.locator("#understood").check();
        page.locator("#password").fill(password());
        page.locator("#submit").click();
    }

    /** The same without a pointer. */
    void confirmByKeyboard(Page page, String office) {
        write(page, "#office", office);
        tick(page, "#understood");
        write(page, "#password", password());
        page.keyboard().press("Enter");
    }

    /** Goes on to a link or a button with the keyboard, and follows or presses it. */
    static void enter(Page page, String selector) {
        tabTo(page, selector);
        page.keyboard().press("Enter");
    }

    /** Goes on to a field with the keyboard, and types. */
    static void write(Page page, String selector, String text) {
        tabTo(page, selector);
        page.keyboard().type(text);
    }

    /** Goes on to a box with the keyboard, and ticks it. */
    static void tick(Page page, String selector) {
        tabTo(page, selector);
        page.keyboard().press("Space");
    }

    /** Goes on to a list with the keyboard, and down it to a value. */
    static void choose(Page page, String selector, String value) {
        tabTo(page, selector);
        for (int i = 0; i < 60; i++) {
            if (value.equals(page.evaluate("document.activeElement.value"))) {
                return;
            }
            page.keyboard().press("ArrowDown");
        }
        throw new AssertionError("The keyboard does not choose " + value + " of " + selector);
    }

    /** Goes on with the keyboard until something has the focus. */
    static void tabTo(Page page, String selector) {
        // Two lists of the directory's entities can stand in between.
        for (int i = 0; i < 120; i++) {
            page.keyboard().press("Tab");
            if (Boolean.TRUE.equals(
                    page.evaluate(
                            "selector => document.activeElement.matches(selector)", selector))) {
                return;
            }
        }
        throw new AssertionError("The keyboard does not reach " + selector);
    }

    /** The password of the sandbox's people. */
    String password() {
        try {
            return Json.read(Files.readAllBytes(node.data().resolve("sandbox/people.json")))
                    .required("password")
                    .stringValue();
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }

    /** Keeps what the page looks like, as build output; once, not for each database. */
    static void keep(Page page, String name) {
        if (TestDatabase.kindOfRun() == TestDatabase.Kind.POSTGRESQL) {
            return;
        }
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve(name + ".png"))
                        .setFullPage(true));
    }

    /** Demands that axe finds nothing, of WCAG 2.2 A and AA and of its best practices. */
    static void requireAccessible(Page page, String what) {
        page.evaluate(axe());
        var found =
                (String)
                        page.evaluate(
                                "async () => JSON.stringify((await axe.run(document, {runOnly:"
                                        + " ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']}))"
                                        + ".violations.map(v => v.id + ': ' + v.help + ' at '"
                                        + " + v.nodes.map(n => n.target.join(' ')).join(', ')))");
        var violations =
                StreamSupport.stream(
                                JsonParser.parseString(found).getAsJsonArray().spliterator(), false)
                        .map(JsonElement::getAsString)
                        .collect(Collectors.joining("\n"));
        assertThat(violations).as(what).isEmpty();
    }

    private static String axe() {
        try (var script = ConsoleBrowser.class.getResourceAsStream("/axe.min.js")) {
            if (script == null) {
                throw new IllegalStateException("axe is not on the class path");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        contexts.forEach(BrowserContext::close);
        browser.close();
        playwright.close();
    }
}
