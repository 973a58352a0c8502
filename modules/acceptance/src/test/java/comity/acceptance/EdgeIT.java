package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What anyone meets before a signature counts: how requests are framed, what the server shows of
 * itself, and what a stranger can leave in its log. Source: docs/operations.md.
 */
class EdgeIT {

    @RegisterExtension static final RunningNode NODE = RunningNode.shared();

    private static final String HIDDEN = "GET /api/v1/entities HTTP/1.1\r\nHost: hidden\r\n\r\n";

    // Framing

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET %s HTTP/1.1\r\n\r\n",
                "GET %s HTTP/1.1\r\nHost:\r\n\r\n",
                "GET %s HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n",
                "GET %s HTTP/1.1\r\nHost: {host}\r\nhost: elsewhere.example\r\n\r\n",
                "GET %s HTTP/1.0\r\n\r\n"
            })
    void refusesWhatHasNotOneHost(String request) throws Exception {
        for (var address : new String[] {"/api/v1/entities", "/", "/nothing-here"}) {
            var answer =
                    RawHttp.send(NODE.port(), request.formatted(address).replace("{host}", host()));

            assertThat(answer).matches("(?s)HTTP/1\\.[01] 400 .*");
            assertThat(answer).contains("/problems/invalid-request", "one Host");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: {hidden}\r\nContent-Length: {hidden}",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"
            })
    void refusesWhatDoesNotSayOnceWhereItEnds(String fields) throws Exception {
        var answer = RawHttp.send(NODE.port(), withHidden(fields));

        assertThat(RawHttp.statuses(answer)).containsExactly(400);
        assertThat(answer).contains("/problems/invalid-request");
    }

    /**
     * The server reads these in its own way before the application: it must not go on after them.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 0\r\nContent-Length: {hidden}",
                "Content-Length: {hidden}\r\nContent-Length: 0",
                "Content-Length: {hidden}\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: {hidden}",
                "Content-Length: +{hidden}",
                "Content-Length: {hidden},{hidden}",
                "Content-Length: -1",
                "Content-Length: 0x10",
                "X-None: 1"
            })
    void answersNothingThatHidesBehindARequestOfDoubtfulLength(String fields) throws Exception {
        var answer = RawHttp.send(NODE.port(), withHidden(fields));

        assertThat(RawHttp.statuses(answer)).hasSize(1).allMatch(status -> status >= 400);
    }

    private static String withHidden(String fields) {
        return "POST /api/v1/exchanges HTTP/1.1\r\nHost: %s\r\n%s\r\n\r\n%s%s"
                .formatted(
                        host(),
                        fields.replace("{hidden}", Integer.toString(HIDDEN.length())),
                        fields.contains("chunked") ? "0\r\n\r\n" : "",
                        HIDDEN);
    }

    @Test
    void takesWhatIsFramedAsItShould() throws Exception {
        var whole =
                RawHttp.send(
                        NODE.port(),
                        "POST /api/v1/exchanges HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n"
                                        .formatted(host())
                                + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
        var inChunks =
                RawHttp.send(
                        NODE.port(),
                        "POST /api/v1/exchanges HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n"
                                        .formatted(host())
                                + "Content-Type: application/json\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n"
                                + "2\r\n"
                                + "{}\r\n"
                                + "0\r\n\r\n");

        assertThat(RawHttp.statuses(whole)).containsExactly(401);
        assertThat(RawHttp.statuses(inChunks)).containsExactly(401);
    }

    /**
     * Its frames say where a request ends; the server lists a length of its own beside the
     * caller's.
     */
    @Test
    void takesHttp2() throws Exception {
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        // The first request of a connection asks for the upgrade.
        client.send(
                HttpRequest.newBuilder(NODE.address().resolve("/health")).build(),
                BodyHandlers.discarding());

        var answer =
                client.send(
                        HttpRequest.newBuilder(NODE.address().resolve("/api/v1/exchanges"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{}"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/records", "/api/v1/entities", "/.well-known/comity"})
    void saysThatItIsNotWhoIsAddressed(String address) throws Exception {
        var answer = RawHttp.send(NODE.port(), get(address, "elsewhere.example"));

        assertThat(RawHttp.statuses(answer)).containsExactly(421);
        assertThat(answer).contains("/problems/wrong-authority");
    }

    // What the server shows

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/metrics/base", "/ibm/api/", "/ibm/api/x", "/health/x"})
    void hidesTheServersOwnPages(String address) throws Exception {
        var answer = NODE.get(address);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("/problems/not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/health", "/ibm/api/", "/api/v1/entities", "/"})
    void keepsTheManagementAddressApartWhateverHostIsNamed(String address) throws Exception {
        var inside = "127.0.0.1:" + NODE.managementPort();

        assertThat(RawHttp.statuses(RawHttp.send(NODE.port(), get(address, inside))))
                .containsExactly(404);
        assertThat(RawHttp.statuses(RawHttp.send(NODE.managementPort(), get(address, host()))))
                .containsExactly(404);
        assertThat(
                        RawHttp.statuses(
                                RawHttp.send(
                                        NODE.managementPort(), get(address, "rebound.example"))))
                .containsExactly(404);
    }

    @Test
    void showsItsFiguresToTheOperatorAndNotToOtherOriginsPages() throws Exception {
        var figures = NODE.manage("/metrics", "Origin", "https://elsewhere.example");

        assertThat(figures.statusCode()).isEqualTo(200);
        assertThat(figures.body()).contains("connectionpool_", "threadpool_", "jvm_uptime");
        assertThat(figures.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-"));
    }

    @Test
    void hasNoFigureForWhatACallerMakesUp() throws Exception {
        var made = "X" + UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
        for (var address : new String[] {"/", "/api/v1/entities", "/nothing-here"}) {
            var answer =
                    RawHttp.send(
                            NODE.port(),
                            "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                                    .formatted(made, address, host()));
            assertThat(RawHttp.statuses(answer).get(0)).isEqualTo(405);
            RawHttp.send(NODE.port(), get(address, made + ".example"));
        }

        assertThat(NODE.manage("/metrics").body()).doesNotContainIgnoringCase(made);
    }

    /**
     * Where the server refuses by itself, before the application: bare, and no word of what it is.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a%00b HTTP/1.1\r\nHost: {host}\r\n\r\n",
                "GET /a%zzb HTTP/1.1\r\nHost: {host}\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: {host}\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: {host}\r\nX-Long: {long}\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: {host}\r\n{many}\r\n",
                "GET / HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 99999999\r\n\r\n",
                "TRACE / HTTP/1.1\r\nHost: {host}\r\nX-Secret: secret\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
                "DELETE / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
                "GET /WEB-INF/web.xml HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
                "GARBAGE\r\n\r\n",
                "\u0016\u0003\u0001 / HTTP/1.1\r\n\r\n"
            })
    void saysNothingOfItselfWhereItRefuses(String request) throws Exception {
        var answer =
                RawHttp.send(
                        NODE.port(),
                        request.replace("{host}", host())
                                .replace("{long}", "a".repeat(20_000))
                                .replace("{many}", "X-Many: 1\r\n".repeat(150)));

        assertThat(RawHttp.statuses(answer)).hasSize(1).allMatch(status -> status >= 400);
        assertThat(answer)
                .doesNotContainPattern(
                        "(?i)liberty|websphere|\\bibm\\b|\\$WSEP|SRVE\\d|\\bat"
                                + " [a-z.]+\\(|26\\.0\\.0")
                .doesNotContain("secret")
                .doesNotContainPattern("(?im)^(server|x-powered-by):");
    }

    // What a stranger leaves behind

    @Test
    void keepsNoTraceOfWhatStrangersLookFor() throws Exception {
        var name = "looked-for-" + UUID.randomUUID();
        for (var address :
                new String[] {
                    "/" + name, "/docs/" + name, "/assets/" + name + ".css", "/api/v1/" + name
                }) {
            assertThat(NODE.get(address).statusCode()).isEqualTo(404);
        }

        assertThat(NODE.process().wrote(name)).isFalse();
        assertThat(NODE.process().wrote("SRVE0190E|FFDC1015I")).isFalse();
        assertThat(NODE.serverLogs().resolve("ffdc")).doesNotExist();
    }

    private static String host() {
        return NODE.address().getRawAuthority();
    }

    private static String get(String address, String host) {
        return "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(address, host);
    }
}
