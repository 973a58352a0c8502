package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who has not signed in: has no session, and is not signed in by another site (decision 0021). */
class ConsoleStrangersIT {

    @RegisterExtension static final ConsoleSite SITE = new ConsoleSite();

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\"[^>]* value=\"([^\"]*)\"");

    private static final String SIGN_IN = "/console/sign-in";
    private static final String STATE = "jakarta.faces.ViewState";

    /** A node has places for so many sessions: strangers take none of them. */
    @Test
    void areGivenNoSession() throws Exception {
        for (var path :
                List.of(
                        "/",
                        "/api/v1/entities",
                        SIGN_IN,
                        SIGN_IN + "?lang=nothing",
                        "/console/home",
                        "/console/nothing",
                        "/console/openid",
                        "/console/openid-return",
                        "/console/openid-done")) {
            requireNoCookie(SITE.node().get(path));
        }
        requireNoCookie(posted(SIGN_IN, Map.of("name", "a", "password", "b")));
        requireNoCookie(posted(SIGN_IN, form("nobody.at-all", "wrong")));
        var forged = form("nobody.at-all", "wrong");
        forged.replace(STATE, "AAAAAAAA");
        requireNoCookie(posted(SIGN_IN, forged));
        var page = SITE.browser().signedIn("unhcr.auditor", "en");
        page.navigate("/console/home");
        var seal = page.locator("#leave [name=for]").getAttribute("value");
        for (var path : List.of("/console/simulator", "/console/home", "/console/nothing")) {
            requireNoCookie(posted(path, Map.of("for", seal, "purpose", "audit")));
            requireNoCookie(posted(path, Map.of("for", "forged", "purpose", "audit")));
        }
    }

    private static void requireNoCookie(HttpResponse<?> answer) {
        assertThat(answer.headers().allValues("Set-Cookie"))
                .as(answer.request().method() + " " + answer.uri())
                .isEmpty();
        assertThat(answer.statusCode()).isLessThan(500);
    }

    @Test
    void areSignedInByAFormOfThisSiteOnly() throws Exception {
        var form = form("unhcr.auditor", SITE.browser().password());

        for (var from :
                List.of(
                        List.of("Sec-Fetch-Site", "cross-site"),
                        List.of("Sec-Fetch-Site", "same-site"),
                        List.of("Origin", "https://elsewhere.example"),
                        List.of("Origin", "null"))) {
            requireRefused(posted(SIGN_IN, form, from.get(0), from.get(1)));
        }
        // A link is no form.
        requireRefused(SITE.node().get(SIGN_IN + "?" + encoded(form)));

        requireSignedIn(posted(SIGN_IN, form, "Sec-Fetch-Site", "same-origin"));
        requireSignedIn(posted(SIGN_IN, form, "Origin", SITE.node().address().toString()));
    }

    @Test
    void areAnsweredWhateverTheySend() throws Exception {
        for (var state : List.of("-1", "%%%", "AAAA", "AAAAAAAA", "")) {
            var form = form("unhcr.auditor", SITE.browser().password());
            form.replace(STATE, state);
            requireRefused(posted(SIGN_IN, form));
        }
        assertThat(sent(SIGN_IN, "a=%zz").statusCode()).isEqualTo(400);
        for (var broken : List.of("a=%", "a&".repeat(20_000))) {
            assertThat(sent(SIGN_IN, broken).statusCode()).isBetween(300, 499);
        }
        var form = form("unhcr.auditor", SITE.browser().password());
        var password = "password=" + text(SITE.browser().password());
        form.remove("password");
        requireRefused(posted(SIGN_IN + "?" + password, form));
    }

    @Test
    void doNothingToWhoHasSignedIn() throws Exception {
        var form = form("unhcr.auditor", SITE.browser().password());
        var cookie =
                posted(SIGN_IN, form).headers().allValues("Set-Cookie").stream()
                        .filter(each -> each.startsWith("comity-session="))
                        .findFirst()
                        .orElseThrow()
                        .replaceFirst(";.*", "");
        var leaving = Map.of("sign-out", "x", "leave_SUBMIT", "1", STATE, "stateless");
        for (var path : List.of(SIGN_IN, "/console/openid-return", "/console/home")) {
            posted(path, leaving, "Cookie", cookie);
        }
        var other = List.of("Sec-Fetch-Site", "same-site", "Cookie", cookie);
        SITE.node().get("/console/home?lang=ar", other.toArray(String[]::new));

        var home = SITE.node().get("/console/home", "Cookie", cookie);
        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(home.body()).contains("UNHCR").doesNotContain("dir=\"rtl\"");
    }

    private static void requireRefused(HttpResponse<?> answer) {
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith(SIGN_IN);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    private static void requireSignedIn(HttpResponse<?> answer) {
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/console/home");
        assertThat(answer.headers().allValues("Set-Cookie")).isNotEmpty();
    }

    private static Map<String, String> form(String name, String password) throws Exception {
        var fields = new HashMap<String, String>();
        HIDDEN.matcher(SITE.node().get(SIGN_IN).body())
                .results()
                .forEach(field -> fields.put(field.group(1), field.group(2)));
        assertThat(fields).containsKey(STATE);
        fields.putAll(Map.of("name", name, "password", password, "submit", "submit"));
        return fields;
    }

    private static HttpResponse<String> posted(
            String path, Map<String, String> fields, String... headers) throws Exception {
        return sent(path, encoded(fields), headers);
    }

    private static HttpResponse<String> sent(String path, String content, String... headers)
            throws Exception {
        var request =
                HttpRequest.newBuilder(SITE.node().address().resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(content));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return SITE.node().send(request);
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> text(field.getKey()) + "=" + text(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String text(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
