package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import comity.client.EntityKeys;
import comity.client.KeyUse;
import comity.kernel.Json;
import comity.launch.ServerProcess.Start;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * What docs/operations.md tells an operator, done to the letter in a new data folder, with the
 * page's own examples for the files. One node's life: the tests take it as the one before left it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProductionIT {

    private static final String PAGE = "../../docs/operations.md";
    private static final Pattern EXAMPLE = Pattern.compile("```json\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\"[^>]* value=\"([^\"]*)\"");
    private static final String PASSWORD = "a first one, handed over";

    private static ProductionNode node;
    private static EntityKeys keys;

    @BeforeAll
    static void prepare() throws Exception {
        node = ProductionNode.prepare();
        keys = entityMakesItsKeys();
        Files.writeString(node.folder().resolve("directory.json"), directory());
        Files.writeString(node.folder().resolve("people.json"), people());
        node.set("COMITY_DIRECTORY", node.folder().resolve("directory.json").toString());
        node.set("COMITY_PEOPLE", node.folder().resolve("people.json").toString());
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    private static EntityKeys entityMakesItsKeys() throws Exception {
        var file = node.folder().resolve("WFP.jwk.json");
        var made =
                Program.comity(
                        "keys",
                        "generate",
                        "--entity=WFP",
                        "--identifier=https://www.wfp.org/",
                        "--out=" + file);
        assertThat(made.exit()).as(made.output()).isZero();
        return EntityKeys.read(file);
    }

    /** The page's example, with the public keys that the entity handed over in their places. */
    private static String directory() throws Exception {
        var content = Json.read(example("\"entities\"").getBytes(StandardCharsets.UTF_8));
        for (var key : content.at("/entities/0/keys")) {
            var use = key.at("/uses/0").stringValue().toUpperCase(Locale.ROOT);
            ((ObjectNode) key).set("jwk", keys.key(KeyUse.valueOf(use)).verificationKey().jwk());
        }
        return new String(Json.write(content), StandardCharsets.UTF_8);
    }

    /** The page's example, with the hash of a password as the command makes it. */
    private static String people() throws Exception {
        var hash = Program.comity(List.of(), PASSWORD + "\n", "password", "--ask");
        assertThat(hash.exit()).as(hash.output()).isZero();
        return example("\"people\"")
                .replace(
                        "pbkdf2-sha256$600000$…",
                        hash.output().substring(hash.output().indexOf("pbkdf2-")).strip());
    }

    private static String example(String of) throws Exception {
        return EXAMPLE.matcher(Files.readString(Path.of(PAGE)))
                .results()
                .map(found -> found.group(1))
                .filter(json -> json.startsWith("{" + of))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(1)
    void endsWithoutItsPasswordsAndSaysWhich() throws Exception {
        node.set("COMITY_TLS_PASSWORD", "");

        assertThat(node.start()).isEqualTo(Start.FAILED);
        assertThat(String.join("\n", node.process().lastWords()))
                .contains("The node does not start")
                .contains("Set comity.keys.password")
                .contains("COMITY_KEYS_PASSWORD")
                .contains("Set comity.tls.password");
        assertThat(node.process().awaitEnd(Duration.ofMinutes(2))).hasValue(1);
        node.close();
        assertThat(node.data().resolve("keys.p12")).doesNotExist();
        assertThat(node.database().contents()).isEmpty();
    }

    @Test
    @Order(2)
    void startsAndMakesItsKeysWithIt() throws Exception {
        node.set("COMITY_KEYS_PASSWORD", "twelve characters and more");
        node.set("COMITY_TLS_PASSWORD", ProductionNode.TLS_PASSWORD);

        assertThat(node.start()).as("%s", node.process().lastWords()).isEqualTo(Start.READY);
        assertThat(node.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(node.data().resolve("keys.p12")).isNotEmptyFile();
        assertThat(node.process().wrote("mode production")).isTrue();
    }

    @Test
    @Order(3)
    void listensOnNoPlainPortButTheOperators() throws Exception {
        var listening =
                Files.readAllLines(node.process().console()).stream()
                        .map(Pattern.compile("CWWKO0219I: TCP Channel (\\S+)")::matcher)
                        .filter(Matcher::find)
                        .map(found -> found.group(1))
                        .toList();

        assertThat(listening).containsExactlyInAnyOrder("defaultHttpEndpoint-ssl", "management");
    }

    @Test
    @Order(3)
    void knowsTheEntitiesOfTheDirectoryAndNoOthers() throws Exception {
        assertThat(node.process().wrote("Directory: 2 entities")).isTrue();
        var listed =
                Json.read(node.get("/api/v1/entities").body().getBytes(StandardCharsets.UTF_8));
        assertThat(listed.required("items").valueStream())
                .extracting(entity -> entity.required("code").stringValue())
                .containsExactlyInAnyOrder("WFP", "UPU");

        var published = node.get("/api/v1/entities/WFP/jwks.json").body();
        for (var use : new KeyUse[] {KeyUse.HTTP, KeyUse.AGREEMENT}) {
            assertThat(published).contains(keys.key(use).thumbprint());
        }
        assertThat(published).doesNotContain(keys.key(KeyUse.RECORD).thumbprint());
    }

    @Test
    @Order(3)
    void showsAnEntityItsKeysInTheLog() throws Exception {
        var read =
                Program.comity(
                        node.trustOptions(),
                        "",
                        "monitor",
                        "--node=" + node.address(),
                        "--keys=" + node.folder(),
                        "--as=WFP");

        assertThat(read.exit()).as(read.output()).isZero();
        assertThat(read.output()).doesNotContain("✗");
    }

    @Test
    @Order(3)
    void hasNothingOfTheSandbox() throws Exception {
        assertThat(node.data().resolve("sandbox")).doesNotExist();
        for (var page : new String[] {"/", "/console/sign-in"}) {
            var shown = node.get(page, "Accept", "text/html", "Accept-Language", "en");
            assertThat(shown.statusCode()).as(page).isEqualTo(200);
            assertThat(shown.body()).as(page).doesNotContainIgnoringCase("sandbox");
        }
        for (var page : new String[] {"/openapi/ui/", "/docs/protocol", "/nothing-here"}) {
            assertThat(node.get(page, "Accept", "text/html").body())
                    .as(page)
                    .contains("<html")
                    .doesNotContain("Sandbox: fictional data", "class=\"sandbox\"");
        }
    }

    @ParameterizedTest
    @Order(3)
    @ValueSource(strings = {"/", "/console/sign-in", "/api/v1/entities", "/nothing-here"})
    void holdsBrowsersToItsOriginAndToTls(String address) throws Exception {
        var headers = node.get(address).headers();

        assertThat(headers.firstValue("Strict-Transport-Security"))
                .hasValue("max-age=31536000; includeSubDomains");
        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValueSatisfying(
                        policy ->
                                assertThat(policy)
                                        .contains("default-src 'self'", "frame-ancestors 'none'")
                                        .doesNotContain("unsafe"));
        assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Server")).isEmpty();
        assertThat(headers.firstValue("X-Powered-By")).isEmpty();
    }

    @Test
    @Order(3)
    void letsAPersonOfTheFileIn() throws Exception {
        var form = node.get("/console/sign-in", "Accept-Language", "en");
        var fields = new HashMap<String, String>();
        HIDDEN.matcher(form.body())
                .results()
                .forEach(field -> fields.put(field.group(1), field.group(2)));
        fields.putAll(Map.of("name", "amina.diallo", "password", PASSWORD, "submit", "submit"));

        var answer =
                node.send(
                        node.request("/console/sign-in")
                                .header("Cookie", cookies(form))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(encoded(fields))));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/console/home");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("comity-session="))
                .isNotEmpty()
                .allSatisfy(
                        cookie ->
                                assertThat(cookie.split("; ?"))
                                        .contains(
                                                "Secure",
                                                "HttpOnly",
                                                "SameSite=Strict",
                                                "Path=/console"));
        var home = node.get("/console/home", "Cookie", cookies(answer));
        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(home.body())
                .contains("Amina Diallo", "WFP", "lang=\"fr\"")
                .doesNotContain("class=\"sandbox\"");
    }

    private static String cookies(HttpResponse<?> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.replaceFirst(";.*", ""))
                .collect(Collectors.joining("; "));
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> text(field.getKey()) + "=" + text(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String text(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Its settings are used when somebody signs in, and refused before anybody can. */
    @Test
    @Order(4)
    void endsWithAnOpenIdProviderThatIsHalfSet() throws Exception {
        node.close();
        node.set("COMITY_OPENID_ISSUER", "idp.example.org");

        assertThat(node.start()).isEqualTo(Start.FAILED);
        assertThat(String.join("\n", node.process().lastWords()))
                .contains("Set comity.openid.issuer")
                .contains("Set comity.openid.client");
        assertThat(node.process().awaitEnd(Duration.ofMinutes(2))).hasValue(1);
        node.close();
    }

    @Test
    @Order(5)
    void doesNotBecomeASandboxAndLeavesItsDataAsItIs() throws Exception {
        node.close();
        // Without the history of its migrations, so that one would have something to do.
        node.database().rename("kernel_migration", "kernel_migration_away");
        var before = node.database().contents();
        node.set("COMITY_MODE", "sandbox");

        assertThat(node.start()).isEqualTo(Start.FAILED);
        assertThat(String.join("\n", node.process().lastWords()))
                .contains("This database holds real data: the sandbox does not start on it.");
        node.close();
        assertThat(before).containsKeys("kernel_node", "parties_entity");
        assertThat(node.database().contents()).isEqualTo(before);
        assertThat(node.data().resolve("sandbox")).doesNotExist();
    }
}
