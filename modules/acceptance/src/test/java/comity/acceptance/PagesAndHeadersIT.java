package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesAndHeadersIT {

    private static final Pattern LINK = Pattern.compile("href=\"([^\"#][^\"]*)\"");

    @RegisterExtension static final RunningNode NODE = RunningNode.shared();

    @Test
    void isHealthyAndSaysWithWhat() throws Exception {
        var health = NODE.manage("/health");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body())
                .contains("\"status\":\"UP\"")
                .contains("cryptography", "provider", "database", "\"log\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready"})
    void tellsEveryoneThatItIsHealthyAndNothingMore(String address) throws Exception {
        var health = NODE.get(address);

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void greetsAPersonAndSaysThatItsDataIsFictional() throws Exception {
        var page = NODE.get("/", "Accept", "text/html");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.body())
                .contains("Node under test", "Sandbox: fictional data", "lang=\"en\"")
                .contains("/openapi/ui/", "/log/checkpoint", "/docs/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/assets/comity.css",
                "/favicon.ico",
                "/nothing-here",
                "/api/v1/nothing-here",
                "/log/nothing-here",
                "/.well-known/comity",
                "/problems",
                "/openapi",
                "/openapi/ui/",
                "/health",
                "/docs/protocol",
                "/docs/protocol.md"
            })
    void holdsBrowsersToItsOwnOrigin(String address) throws Exception {
        var headers = NODE.get(address).headers();

        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValueSatisfying(
                        policy ->
                                assertThat(policy)
                                        .startsWith("default-src 'self';")
                                        .contains("object-src 'none'", "frame-ancestors 'none'")
                                        .doesNotContain("unsafe")
                                        .endsWith("script-src 'self'"));
        assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(headers.firstValue("Server")).isEmpty();
        assertThat(headers.firstValue("X-Powered-By")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi/ui", "/openapi/ui/"})
    void showsItsCallsOnAPageWithoutAScriptAndWithoutARedirect(String address) throws Exception {
        var page = NODE.get(address, "Accept", "text/html");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Sandbox: fictional data", "id=\"ask\"", "/api/v1/exchanges")
                .doesNotContainPattern("<script|<style|\\sstyle=|\\son[a-z]+=|src=\"http");
    }

    @Test
    void saysHowACallIsSigned() throws Exception {
        assertThat(NODE.get("/openapi/ui/", "Accept", "text/html").body())
                .contains("id=\"security-entity\"", "href=\"#security-entity\"", "Signature-Input");
    }

    @Test
    void showsItsDocumentationAsPages() throws Exception {
        var page = NODE.get("/docs/protocol", "Accept", "text/html");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.body())
                .contains("Sandbox: fictional data", "<table", "aria-label=\"Contents\"")
                .doesNotContainPattern("<script|<style|\\sstyle=|\\son[a-z]+=|src=\"http");
        assertThat(NODE.get("/docs/protocol.md").headers().firstValue("Content-Type"))
                .hasValue("text/plain;charset=UTF-8");
    }

    /** Every link of every page of the documentation leads somewhere. */
    @Test
    void leadsNowhereThatIsNotThere() throws Exception {
        var open = new ArrayDeque<URI>();
        var seen = new HashSet<URI>();
        open.add(NODE.address().resolve("/docs/"));
        while (!open.isEmpty()) {
            var address = open.remove();
            if (!seen.add(address)) {
                continue;
            }
            var page = NODE.get(address.getPath(), "Accept", "text/html");
            assertThat(page.statusCode()).as("%s", address).isEqualTo(200);
            if (!page.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
                continue;
            }
            LINK.matcher(page.body())
                    .results()
                    .map(link -> address.resolve(link.group(1)))
                    .filter(target -> target.getAuthority().equals(NODE.address().getAuthority()))
                    .filter(target -> target.getPath().startsWith("/docs/"))
                    .forEach(target -> open.add(address.resolve(target.getPath())));
        }
        assertThat(seen)
                .extracting(URI::getPath)
                .contains("/docs/protocol", "/docs/client", "/docs/decisions/0001-modular-monolith")
                .hasSizeGreaterThan(25);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/nothing-here",
                "/docs/../WEB-INF/web.xml",
                "/docs/%2e%2e/WEB-INF/web",
                "/docs//protocol",
                "/docs/protocol/",
                "/docs/./protocol",
                "/docs/protocol%00",
                "/docs/protocol;x=1"
            })
    void servesNoOtherSpellingOfAPage(String address) throws Exception {
        assertThat(
                        RawHttp.send(
                                NODE.port(),
                                "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n"
                                        .formatted(address, NODE.port())))
                .matches("(?s)HTTP/1.1 40[04] .*")
                .doesNotContain("<web-app", "<table");
    }

    @Test
    void givesItsCallsAsADocument() throws Exception {
        var json = NODE.get("/openapi", "Accept", "application/json");
        var yaml = NODE.get("/openapi");

        assertThat(json.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(json.body()).startsWith("{").contains("\"openapi\":\"3.1.0\"");
        assertThat(yaml.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/yaml"));
        assertThat(yaml.body()).contains("openapi: 3.1.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/nothing-here",
                "/api/v2",
                "/log/nothing-here",
                "/schemas/nothing-here/1",
                "/.well-known/nothing-here",
                "/nothing-here"
            })
    void answersAProgramAtAnUnknownAddressWithAProblem(String address) throws Exception {
        var answer = NODE.get(address);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body()).contains("\"type\":\"/problems/not-found\"");
    }

    @Test
    void answersAPersonAtAnUnknownAddressWithAPage() throws Exception {
        var page =
                NODE.get(
                        "/nothing<script>here".replace("<", "%3C").replace(">", "%3E"),
                        "Accept",
                        "text/html");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.body())
                .contains("Sandbox: fictional data", "Not found")
                .doesNotContain("<script");
    }

    @Test
    void refusesAMethodThatAnAddressDoesNotTake() throws Exception {
        var answer =
                NODE.send(
                        HttpRequest.newBuilder(NODE.address().resolve("/"))
                                .method("DELETE", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).contains("/problems/method-not-allowed");
    }

    @Test
    void doesNotShowItsErrorPageByItself() throws Exception {
        assertThat(NODE.get("/errors").statusCode()).isEqualTo(404);
    }
}
