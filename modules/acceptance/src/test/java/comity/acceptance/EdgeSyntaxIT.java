package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Targets and fields that are not written as they must be, and requests that claim to be framed
 * otherwise than they are: refused as what they are, and without a line in the log. Source:
 * docs/operations.md.
 */
class EdgeSyntaxIT {

    @RegisterExtension static final RunningNode NODE = RunningNode.shared();

    private static final String HIDDEN = "GET /api/v1/entities HTTP/1.1\r\nHost: hidden\r\n\r\n";

    /** In every request that could be logged. */
    private final String mark = "mark" + UUID.randomUUID().toString().replace("-", "");

    @AfterEach
    void leavesNothingInTheLog() throws Exception {
        assertThat(NODE.process().wrote(mark)).isFalse();
        assertThat(NODE.process().wrote("SRVE0315E|RESTEASY003340|incident")).isFalse();
    }

    // Targets

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<", ">", "\"", "{", "}", "|", "^", "[", "]", "`", "\\", "%zz", "%", "%4", "\u00e4"
            })
    void refusesTargetsThatAreNotWrittenAsOne(String part) throws Exception {
        for (var address :
                new String[] {"/api/v1/entities", "/log/checkpoint", "/", "/nothing-here"}) {
            var answer = RawHttp.send(NODE.port(), get(address + "?after=" + mark + part, ""));

            assertThat(RawHttp.statuses(answer)).as(answer).containsExactly(400);
            assertThat(answer).contains("/problems/invalid-request").doesNotContain(mark);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", ">", "\"", "{", "}", "|", "^", "[", "]", "`", "\\", "#", "\u00e4"})
    void refusesPathsThatAreNotWrittenAsOne(String part) throws Exception {
        for (var address : new String[] {"/api/v1/", "/log/", "/"}) {
            var answer = RawHttp.send(NODE.port(), get(address + mark + part + "x", ""));

            assertThat(RawHttp.statuses(answer))
                    .as(answer)
                    .hasSize(1)
                    .allMatch(status -> status == 400 || status == 404);
            assertThat(answer).doesNotContain("internal-error");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%2e",
                "%2E%2e/x",
                "x/%2e%2e/y",
                "%2f",
                "x%2Fy",
                "%5c",
                "x%5Cy",
                "x/%2e%2e%2fy"
            })
    void refusesPathsThatCanBeReadAsAnother(String part) throws Exception {
        for (var address : new String[] {"/api/v1/", "/log/", "/assets/", "/"}) {
            var answer = RawHttp.send(NODE.port(), get(address + mark + "/" + part, ""));

            assertThat(RawHttp.statuses(answer)).as(answer).containsExactly(400);
            assertThat(answer).contains("/problems/invalid-request").doesNotContain(mark);
        }
    }

    // Fields

    @ParameterizedTest
    @ValueSource(strings = {"%s", "%s/", "/%s", "application/json; %s", "application/json, %s/x"})
    void takesNoContentOfATypeThatIsNone(String type) throws Exception {
        var answer =
                RawHttp.send(
                        NODE.port(),
                        "POST /api/v1/exchanges HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n"
                                        .formatted(host())
                                + "Content-Type: %s\r\nContent-Length: 2\r\n\r\n{}"
                                        .formatted(type.formatted(mark)));

        assertThat(RawHttp.statuses(answer)).containsExactly(415);
        assertThat(answer).contains("/problems/unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "%s/",
                "/%s",
                "*/%s",
                "text/%s;q=%s",
                "text/%s;q=2",
                "a/b;qs=%s",
                "%s;"
            })
    void hasNothingForWhoAcceptsWhatIsNoType(String accepted) throws Exception {
        var field = "Accept: " + accepted.replace("%s", mark) + "\r\n";
        var answer = RawHttp.send(NODE.port(), get("/.well-known/comity", field));

        assertThat(RawHttp.statuses(answer)).as(answer).containsExactly(406);
        assertThat(answer).contains("/problems/not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: *; q=.2, */*; q=.2",
                "Accept: text/html, application/json;q=0.9, */*;q=0.8",
                "Accept: application/signed-exchange;v=b3;q=0.7, application/json",
                "Accept-Language: de-CH, de;q=0.9, *;q=0.5",
                "Accept-Language: {mark}-;;=, 1-2-3-4-5;q=x"
            })
    void answersWhoAcceptsWhatThereIs(String field) throws Exception {
        var answer =
                RawHttp.send(
                        NODE.port(),
                        get("/.well-known/comity", field.replace("{mark}", mark) + "\r\n"));

        assertThat(RawHttp.statuses(answer)).as(answer).containsExactly(200);
    }

    // Framing

    /** A request line may claim any version; it is framed as version 1 all the same. */
    @ParameterizedTest
    @CsvSource({
        "HTTP/2.0, Content-Length: 0+Content-Length: {hidden}",
        "HTTP/2.0, Transfer-Encoding: xchunked",
        "HTTP/3.0, Transfer-Encoding: xchunked",
        "HTTP/2.0, Content-Length: {hidden}+Transfer-Encoding: chunked",
        "HTTP/2.0, Content-Length: 0x10",
        "HTTP/3.0, Content-Length: 0x10",
        "HTTP/2.0, X-None: 1"
    })
    void answersNothingThatHidesBehindAClaimedVersion(String version, String fields)
            throws Exception {
        var answer =
                RawHttp.send(
                        NODE.port(),
                        "POST /api/v1/exchanges %s\r\nHost: %s\r\n%s\r\n\r\n%s%s"
                                .formatted(
                                        version,
                                        host(),
                                        fields.replace("+", "\r\n")
                                                .replace(
                                                        "{hidden}",
                                                        Integer.toString(HIDDEN.length())),
                                        fields.contains(" chunked") ? "0\r\n\r\n" : "",
                                        HIDDEN));

        assertThat(answer.split("HTTP/[123]\\.[01] \\d{3}", -1)).as(answer).hasSize(2);
        assertThat(answer).containsPattern("^HTTP/[123]\\.[01] [45]\\d\\d");
    }

    /** The server cuts such sizes off; what it takes for the next request is not answered. */
    @ParameterizedTest
    @ValueSource(strings = {"2", "100000002", "10000000000000002", "fffffffffffffffff2"})
    void answersNothingBehindChunks(String size) throws Exception {
        var answer =
                RawHttp.send(
                        NODE.port(),
                        "POST /api/v1/exchanges HTTP/1.1\r\nHost: %s\r\n".formatted(host())
                                + "Content-Type: application/json\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n"
                                + size
                                + "\r\n{}\r\n0\r\n\r\n"
                                + HIDDEN);

        assertThat(RawHttp.statuses(answer)).hasSize(1).allMatch(status -> status >= 400);
        assertThat(answer).containsIgnoringCase("\r\nConnection: close\r\n");
    }

    /** Nor does it close the connections of those whose frames say where a request ends. */
    @Test
    void takesHttp2WithoutLength() throws Exception {
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        client.send(
                HttpRequest.newBuilder(NODE.address().resolve("/health")).build(),
                BodyHandlers.discarding());

        for (int round = 0; round < 3; round++) {
            var answer =
                    client.send(
                            HttpRequest.newBuilder(NODE.address().resolve("/api/v1/exchanges"))
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            BodyPublishers.ofInputStream(
                                                    () ->
                                                            new ByteArrayInputStream(
                                                                    new byte[] {'{', '}'})))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        }
    }

    // Whom a request addresses

    @ParameterizedTest
    @ValueSource(strings = {"elsewhere.example", "elsewhere.example:{port}", "127.0.0.1:80"})
    void saysThatItIsNotWhomTheTargetNames(String other) throws Exception {
        var authority = other.replace("{port}", Integer.toString(NODE.port()));

        var absolute =
                RawHttp.send(NODE.port(), get("http://" + authority + "/api/v1/entities", ""));
        var version2 = RawHttp2.get(NODE.port(), authority, host(), "/api/v1/entities");

        assertThat(RawHttp.statuses(absolute)).as(absolute).containsExactly(421);
        assertThat(absolute).contains("/problems/wrong-authority");
        assertThat(version2).contains("/problems/wrong-authority");
    }

    @Test
    void answersWhereTargetAndHostBothNameIt() throws Exception {
        var absolute =
                RawHttp.send(NODE.port(), get("http://" + host() + "/.well-known/comity", ""));
        var version2 = RawHttp2.get(NODE.port(), host(), host(), "/api/v1/entities");

        assertThat(RawHttp.statuses(absolute)).as(absolute).containsExactly(200);
        assertThat(version2).startsWith("{\"items\":").doesNotContain("wrong-authority");
    }

    private static String host() {
        return NODE.address().getRawAuthority();
    }

    private static String get(String target, String fields) {
        return "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%s\r\n"
                .formatted(target, host(), fields);
    }
}
