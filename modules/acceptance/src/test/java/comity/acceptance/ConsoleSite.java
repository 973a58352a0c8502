package comity.acceptance;

import comity.client.KeyUse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A node with a browser before it, for all tests of the console: what one of them does to keys and
 * agreements, the others may see, so each acts for entities of its own. And one of each thing that
 * there is to look at, as UNOPS has it.
 */
final class ConsoleSite implements BeforeAllCallback {

    private static final RunningNode NODE = RunningNode.console();

    private static @Nullable Opened opened;

    private record Opened(
            ConsoleBrowser browser,
            Dealings dealings,
            String agreement,
            String toSign,
            String prepared,
            String exchange,
            String waiting,
            String proposal,
            String mandate,
            String toGrant,
            String joined,
            String key)
            implements AutoCloseable {

        static Opened first() throws Exception {
            var sandbox = SandboxNode.of(NODE);
            var reply =
                    sandbox.as("UNOPS")
                            .post("/api/v1/exchanges", Requests.exchange("UNOPS", "UNDP"))
                            .send();
            var agreements = sandbox.as("UNDP").get("/api/v1/agreements").send().json();
            var dealings = new Dealings(sandbox);
            dealings.sign(dealings.open("WIPO", "UNOPS", true), "WIPO", "UNOPS");
            var browser = ConsoleBrowser.at(NODE);
            return new Opened(
                    browser,
                    dealings,
                    agreements.required("items").get(0).required("id").stringValue(),
                    dealings.open("ICAO", "UPU", false).required("id").stringValue(),
                    dealings.prepared("UNOPS", "IFAD").required("id").stringValue(),
                    reply.json().required("exchange").stringValue(),
                    dealings.waiting("WIPO", "UNOPS"),
                    proposal(browser),
                    dealings.mandate("UNOPS", "UNOPS", "ILO"),
                    dealings.mandate("ILO", "UPU", "ILO"),
                    joined(dealings),
                    sandbox.keysOf("UNOPS").key(KeyUse.RECORD).thumbprint());
        }

        private static String joined(Dealings dealings) {
            var draft = dealings.joinable("ITC", "IAEA", "UPU", 30);
            dealings.sign(draft, "UPU");
            return draft.required("id").stringValue();
        }

        /** Proposals are made on a page only. It stays, and is overtaken by what others propose. */
        private static String proposal(ConsoleBrowser browser) {
            var page = browser.signedIn("unops.administrator", "en");
            page.navigate(
                    "/console/class-change?type=background-verification"
                            + "&pointer=%2Felements%2Femployment%2F*&to=strictly-confidential");
            page.locator("#reason").fill("Employments are asked for too often.");
            page.locator("#submit").click();
            page.waitForURL("**/console/class-proposal?id=*");
            return page.url().replaceFirst(".*(/console/[^&]*).*", "$1");
        }

        @Override
        public void close() {
            browser.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        NODE.beforeAll(context);
        opened =
                context.getRoot()
                        .getStore(ExtensionContext.Namespace.GLOBAL)
                        .computeIfAbsent(
                                ConsoleSite.class,
                                first -> {
                                    try {
                                        return Opened.first();
                                    } catch (Exception failure) {
                                        throw new IllegalStateException(failure);
                                    }
                                },
                                Opened.class);
    }

    private static Opened opened() {
        var present = opened;
        if (present == null) {
            throw new IllegalStateException("Before all tests");
        }
        return present;
    }

    RunningNode node() {
        return NODE;
    }

    ConsoleBrowser browser() {
        return opened().browser();
    }

    /** What the server answers below {@code /console}, from the packaged application itself. */
    static Set<String> pages() throws IOException {
        var libraries = Path.of(System.getProperty("comity.test.libraries"));
        try (var jar = new JarFile(libraries.resolve("comity-console.jar").toFile())) {
            var fragment =
                    new String(
                            jar.getInputStream(jar.getEntry("META-INF/web-fragment.xml"))
                                    .readAllBytes(),
                            StandardCharsets.UTF_8);
            return Pattern.compile("<url-pattern>(/console/[a-z-]+)</url-pattern>")
                    .matcher(fragment)
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** The id of an agreement of UNDP, UNFPA and UNOPS. */
    String agreement() {
        return opened().agreement();
    }

    /** The address of an act on it. */
    String act(String code) {
        return "/console/agreement-act?id=" + agreement() + "&version=1&act=" + code;
    }

    /** Where UPU, whose key the node keeps, would sign an agreement with ICAO, and nobody does. */
    String toSign() {
        return "/console/agreement-act?id=" + opened().toSign() + "&version=1&act=sign";
    }

    /** The address of a page about version 2, a draft, of an agreement of UNOPS and IFAD. */
    String prepared(String page) {
        return "/console/" + page + "?id=" + opened().prepared() + "&version=2";
    }

    /** Where its two versions stand side by side. */
    String compared() {
        return "/console/agreement-compare?id=" + opened().prepared() + "&from=1&to=2";
    }

    /** The id of an exchange that UNOPS asked of UNDP. */
    String exchange() {
        return opened().exchange();
    }

    /** The id of an exchange that WIPO asked of UNOPS, where it waits for a person. */
    String waiting() {
        return opened().waiting();
    }

    /** The address of a proposal that UNOPS's administrator made. */
    String proposal() {
        return opened().proposal();
    }

    /** Of an agreement of ITC and IAEA: UPU has acceded, which nobody answers. */
    String joined() {
        return "/console/agreement?id=" + opened().joined() + "&version=1";
    }

    /** Where ITC, whose key the node keeps, would answer it. */
    String toAnswer(String act) {
        return "/console/agreement-act?id="
                + opened().joined()
                + "&version=1&act="
                + act
                + "&of=UPU";
    }

    /** The id of a mandate that UNOPS drafted for ILO to act for it, and nobody grants. */
    String mandate() {
        return opened().mandate();
    }

    /** Where UPU, whose key the node keeps, would grant a mandate to ILO, and nobody does. */
    String toGrant() {
        return "/console/mandate-act?id=" + opened().toGrant() + "&act=grant";
    }

    /** The entities' own systems. */
    Dealings dealings() {
        return opened().dealings();
    }

    /** The thumbprint of UNOPS's key for records. */
    String key() {
        return opened().key();
    }
}
