package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import comity.acceptance.ApiDocument.Example;
import comity.kernel.Json;
import comity.kernel.JsonLimits;
import comity.trust.Algorithm;
import comity.trust.SigningKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API documentation is true: it leaves nothing out, and each of its examples does what it says.
 */
class OpenApiExamplesIT {

    @RegisterExtension static final RunningNode NODE = RunningNode.shared();

    private static final JsonLimits WIDE = new JsonLimits(16 << 20, 64, 1_000_000, 1 << 20);
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * The examples in an order in which each finds what it needs: one entity's record, told from
     * its beginning.
     */
    private static final List<String> STORY =
            List.of(
                    "describeNode/node",
                    "listNodeKeys/keys",
                    "listSchemas/all",
                    "readSchema/request",
                    "listProblems/page",
                    "readProblem/page",
                    "listPurposes/purposes",
                    "readClasses/inEffect",
                    "readClassMatrix/inEffect",
                    "listClassVersions/all",
                    "listEntities/directory",
                    "readEntity/unicef",
                    "listEntityKeys/keys",
                    "registerKey/registered",
                    "revokeKey/revoked",
                    "reservePlaces/two",
                    "readStatusList/token",
                    "publishRecord/published",
                    "listRecords/own",
                    "readRecord/own",
                    "rehearse/refused",
                    "ask/refused",
                    "listTemplates/all",
                    "readTemplate/confidential",
                    "fillTemplate/filled",
                    "fillTemplate/unfit",
                    "draftAgreement/draft",
                    "reviseTerms/revised",
                    "moveText/review",
                    "moveText/opened",
                    "act/first",
                    "act/second",
                    "readAgreement/whole",
                    "listAgreements/own",
                    "amendAgreement/amended",
                    "compareVersions/amended",
                    "draftMandate/drafted",
                    "actOnMandate/granted",
                    "listMandates/own",
                    "rehearse/permitted",
                    "ask/answered",
                    "ask/empty",
                    "ask/waiting",
                    "listApprovals/waiting",
                    "decideExchange/approved",
                    "readExchange/whole",
                    "declareReliance/partly",
                    "declareReliance/declined",
                    "changeStatus/withdrawn",
                    "listNotices/feed",
                    "acknowledge/closed",
                    "proveInclusion/proof",
                    "readCheckpoint/latest",
                    "proveConsistency/proof",
                    "readTile/entries");

    private static SandboxNode node;
    private static ApiDocument document;

    /** What the examples carried out so far were answered, by their keys. */
    private final Map<String, JsonNode> answered = new HashMap<>();

    @BeforeAll
    static void readsTheDocument() throws Exception {
        node = SandboxNode.of(NODE);
        document = new ApiDocument(open("/openapi?format=JSON"), address -> open(address));
    }

    private static JsonNode open(String address) {
        var reply = node.as("UNICEF").get(address).unsigned().send();
        assertThat(reply.status()).as(address).isEqualTo(200);
        return Json.read(reply.content(), WIDE);
    }

    @Test
    void documentsWhatThePackagedApplicationServesAndNothingElse() throws Exception {
        try (var packaged =
                new PackagedResources(Path.of(System.getProperty("comity.test.libraries")))) {
            assertThat(packaged.resources())
                    .hasSizeGreaterThan(8)
                    .isEqualTo(packaged.listedResources());
            assertThat(document.operations())
                    .extracting(ApiDocument.Operation::signature)
                    .containsExactlyInAnyOrderElementsOf(packaged.operations());
        }
    }

    @Test
    void givesEveryOperationADescriptionAnExampleAndItsErrors() {
        for (var operation : document.operations()) {
            assertThat(operation.node().path("summary").asString(""))
                    .as(operation.signature())
                    .isNotEmpty();
            assertThat(operation.node().path("description").asString(""))
                    .as(operation.signature())
                    .isNotEmpty();
            assertThat(operation.node().path("tags")).as(operation.signature()).isNotEmpty();
            var names = document.examples(operation).stream().map(Example::name).toList();
            assertThat(names).as(operation.signature()).isNotEmpty();
            var requests = operation.node().at("/requestBody/content/application~1json/examples");
            assertThat(names).as(operation.signature()).containsAll(requests.propertyNames());
            if (!operation.isPublic()) {
                assertThat(document.answers(operation))
                        .as(operation.signature())
                        .containsKey("401");
            }
        }
    }

    @Test
    void tellsTheExamplesOfEveryOperation() {
        assertThat(document.examples().map(Example::key))
                .containsExactlyInAnyOrderElementsOf(STORY);
    }

    @Test
    void showsExamplesThatFollowTheirSchemas() {
        var violations = new HashMap<String, List<String>>();
        for (var operation : document.operations()) {
            var requests = operation.node().at("/requestBody/content/application~1json");
            for (var example : requests.path("examples").properties()) {
                violations.put(
                        operation.id() + " request " + example.getKey(),
                        document.violations(
                                requests.get("schema"), example.getValue().get("value")));
            }
            for (var answer : document.answers(operation).entrySet()) {
                for (var media : answer.getValue().path("content").properties()) {
                    for (var example : media.getValue().path("examples").properties()) {
                        violations.put(
                                operation.id() + " " + answer.getKey() + " " + example.getKey(),
                                document.violations(
                                        media.getValue().get("schema"),
                                        example.getValue().get("value")));
                    }
                }
            }
        }
        violations.values().removeIf(List::isEmpty);
        assertThat(violations).isEmpty();
    }

    @Test
    void noticesAnAnswerThatDoesNotFollowItsSchema() {
        var ask =
                document.operations().stream()
                        .filter(each -> each.id().equals("ask"))
                        .findFirst()
                        .orElseThrow();
        var schema = document.schema(ask, 200, "application/json").orElseThrow();
        var right =
                document.answers(ask)
                        .getOrDefault("200", Json.object())
                        .at("/content/application~1json/examples/empty/value");
        var wrong = (ObjectNode) right.deepCopy();
        ((ObjectNode) wrong.at("/answers/0/entry")).put("kind", "nonsense");

        assertThat(document.violations(schema, right)).isEmpty();
        assertThat(document.violations(schema, wrong)).isNotEmpty();
        assertThat(document.violations(schema, right.deepCopy().asObject().put("unknown", 1)))
                .isNotEmpty();
    }

    @Test
    void namesTheProblemTypesThatTheNodeExplains() {
        var named = new TreeSet<String>();
        for (var operation : document.operations()) {
            for (var answer : document.answers(operation).values()) {
                answer.path("x-comity-problems").forEach(slug -> named.add(slug.stringValue()));
            }
        }
        var page = node.as("UNICEF").get("/problems").unsigned().send().text();
        var explained =
                Pattern.compile("href=\"/problems/([a-z-]+)\"")
                        .matcher(page)
                        .results()
                        .map(link -> link.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        // Met at the start of a node only, by its administrator.
        explained.remove("entity-exists");
        assertThat(named).isEqualTo(explained);
    }

    @Test
    void carriesOutEveryExample() {
        var examples =
                document.examples().collect(Collectors.toMap(Example::key, example -> example));
        for (var key : STORY) {
            carryOut(Objects.requireNonNull(examples.get(key), key));
        }
    }

    private void carryOut(Example example) {
        var operation = example.operation();
        var sender = node.as(example.as().isEmpty() ? "UNICEF" : example.as());
        var target = target(example);
        var call =
                operation.method().equals("GET")
                        ? sender.get(target)
                        : example.request()
                                .map(
                                        request ->
                                                sender.post(
                                                        target, content(example, sender, request)))
                                .orElseGet(() -> sender.post(target, new byte[0]));
        if (operation.isPublic()) {
            call.unsigned();
        }
        for (var parameter : document.parameters(operation)) {
            if (parameter.path("in").asString("").equals("header")
                    && !parameter.path("name").asString("").equals("Idempotency-Key")) {
                call.with(
                        parameter.get("name").stringValue(),
                        parameter.get("example").stringValue());
            }
        }

        var reply = call.send();

        assertThat(reply.status())
                .as(example.key() + ": " + reply.text())
                .isEqualTo(example.status());
        assertThat(reply.signed())
                .as(example.key() + " is signed")
                .isEqualTo(!operation.isPublic());
        var schema = document.schema(operation, example.status(), reply.mediaType());
        assertThat(schema).as(example.key() + " as " + reply.mediaType()).isPresent();
        var value =
                reply.mediaType().endsWith("json")
                        ? reply.json()
                        : Json.object().stringNode(reply.text());
        assertThat(document.violations(schema.orElseThrow(), value)).as(example.key()).isEmpty();
        answered.put(example.key(), value);
    }

    private JsonNode answer(String example) {
        return Objects.requireNonNull(answered.get(example), example);
    }

    /** The path with its parameters, and the query. */
    private String target(Example example) {
        var path = example.operation().path();
        var query = new StringBuilder();
        for (var parameter : document.parameters(example.operation())) {
            var name = parameter.path("name").asString("");
            var value = value(parameter);
            if (parameter.path("in").asString("").equals("path")) {
                path = path.replace("{" + name + "}", value.orElseThrow());
            } else if (parameter.path("in").asString("").equals("query") && value.isPresent()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value.get(), StandardCharsets.UTF_8));
            }
        }
        return path + query;
    }

    /** A parameter's example, or what an earlier answer made of it. */
    private Optional<String> value(JsonNode parameter) {
        var from = parameter.path("x-comity-from").asString("");
        if (from.isEmpty()) {
            return Optional.ofNullable(parameter.get("example")).map(JsonNode::asString);
        }
        var parts = from.split("#", 2);
        var made = answer(parts[0]).at(parts[1]).stringValue();
        // Of an address, its last segment.
        return Optional.of(made.substring(made.lastIndexOf('/') + 1));
    }

    /** The example's content, with what only the sender's keys can make. */
    private JsonNode content(Example example, Wire sender, JsonNode request) {
        var content = (ObjectNode) request.get("value").deepCopy();
        return switch (example.operation().id()) {
            case "publishRecord" ->
                    content.put(
                            "sdJwt",
                            SignedDocuments.record(sender, request.get("x-comity-content")));
            case "act" ->
                    content.put(
                            "act",
                            SignedDocuments.signature(
                                    sender.keys(), answer("reviseTerms/revised")));
            case "actOnMandate" ->
                    content.put(
                            "act",
                            SignedDocuments.grant(sender.keys(), answer("draftMandate/drafted")));
            case "reviseTerms" ->
                    content.set("replaces", answer("draftAgreement/draft").get("termsDigest"));
            case "moveText" ->
                    content.set("termsDigest", answer("reviseTerms/revised").get("termsDigest"));
            case "registerKey" ->
                    SignedDocuments.registration(
                            sender.keys(), SigningKey.generate(Algorithm.ED25519, RANDOM));
            case "revokeKey" ->
                    SignedDocuments.revocation(
                            sender.keys(),
                            answer("registerKey/registered").get("kid").stringValue(),
                            content);
            default -> content;
        };
    }
}
