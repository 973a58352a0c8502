package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesAndHeadersIT {

    @RegisterExtension static final RunningNode NODE = RunningNode.shared();

    @Test
    void isHealthyAndSaysWithWhat() throws Exception {
        var health = NODE.get("/health");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body())
                .contains("\"status\":\"UP\"")
                .contains("cryptography", "provider", "database", "\"log\"");
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
                "/problems"
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
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(headers.firstValue("Server")).isEmpty();
        assertThat(headers.firstValue("X-Powered-By")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi/ui/", "/health", "/openapi"})
    void protectsTheServersOwnPagesToo(String address) throws Exception {
        var response = NODE.get(address);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(response.headers().firstValue("X-Frame-Options")).hasValue("DENY");
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

    @Test
    void showsItsFiguresWhereTheOperatorOpenedThem() throws Exception {
        assertThat(NODE.get("/metrics").statusCode()).isEqualTo(200);
    }
}
