package comity.acceptance;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import comity.kernel.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The node's OpenAPI document, as a test reads it. Schemas refer to those that the node publishes
 * by their addresses.
 */
final class ApiDocument {

    /** One operation, with what its path says for all. */
    record Operation(String method, String path, JsonNode node) {

        String id() {
            return node.path("operationId").asString("");
        }

        boolean isPublic() {
            return node.path("x-comity-public").asBoolean(false);
        }

        /** As the code writes it: {@code GET /log/checkpoint}. */
        String signature() {
            return method + " " + path;
        }
    }

    /** An example of an operation: what is sent, if anything, and where its answer stands. */
    record Example(Operation operation, String name, Optional<JsonNode> request, int status) {

        String key() {
            return operation.id() + "/" + name;
        }

        /** Who sends it. */
        String as() {
            return request.map(sent -> sent.path("x-comity-as").asString(""))
                    .filter(code -> !code.isEmpty())
                    .orElse(operation.node().path("x-comity-as").asString(""));
        }
    }

    private final JsonNode document;
    private final Function<String, JsonNode> published;
    private final SchemaRegistry schemas =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    registry ->
                            registry.schemaRegistryConfig(
                                    SchemaRegistryConfig.builder()
                                            .formatAssertionsEnabled(true)
                                            .build()));

    /**
     * @param published the schema at an address such as {@code /schemas/notice/1}
     */
    ApiDocument(JsonNode document, Function<String, JsonNode> published) {
        this.document = document;
        this.published = published;
    }

    JsonNode root() {
        return document;
    }

    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        for (var path : document.get("paths").properties()) {
            for (var method : List.of("get", "post", "put", "delete", "patch", "head", "options")) {
                Optional.ofNullable(path.getValue().get(method))
                        .ifPresent(
                                node ->
                                        operations.add(
                                                new Operation(
                                                        method.toUpperCase(java.util.Locale.ROOT),
                                                        path.getKey(),
                                                        node)));
            }
        }
        return operations;
    }

    /** What an operation answers, by status; references are followed. */
    Map<String, JsonNode> answers(Operation operation) {
        var answers = new LinkedHashMap<String, JsonNode>();
        for (var answer : operation.node().path("responses").properties()) {
            answers.put(answer.getKey(), resolved(answer.getValue()));
        }
        return answers;
    }

    /** The parameters of an operation; references are followed. */
    List<JsonNode> parameters(Operation operation) {
        var parameters = new ArrayList<JsonNode>();
        operation.node().path("parameters").forEach(each -> parameters.add(resolved(each)));
        return parameters;
    }

    /**
     * The examples to carry out: each request's, or, where nothing is sent, each successful
     * answer's.
     */
    List<Example> examples(Operation operation) {
        var examples = new ArrayList<Example>();
        var requests = operation.node().at("/requestBody/content/application~1json/examples");
        for (var answer : answers(operation).entrySet()) {
            for (var media : answer.getValue().path("content").properties()) {
                for (var name : media.getValue().path("examples").propertyNames()) {
                    var request = Optional.ofNullable(requests.get(name)).map(this::resolved);
                    boolean isAnswer = answer.getKey().startsWith("2") && requests.isMissingNode();
                    if (request.isPresent() || isAnswer) {
                        examples.add(
                                new Example(
                                        operation,
                                        name,
                                        request,
                                        Integer.parseInt(answer.getKey())));
                    }
                }
            }
        }
        return examples;
    }

    Stream<Example> examples() {
        return operations().stream().flatMap(operation -> examples(operation).stream());
    }

    /** The schema of what an operation answers with a status, in a media type. */
    Optional<JsonNode> schema(Operation operation, int status, String mediaType) {
        var answer =
                Optional.ofNullable(answers(operation).get(Integer.toString(status)))
                        .or(() -> Optional.ofNullable(answers(operation).get("default")));
        return answer.map(found -> found.path("content").path(mediaType).get("schema"));
    }

    /** What of a value does not follow a schema of this document. */
    List<String> violations(JsonNode schema, JsonNode value) {
        var whole = Json.object();
        whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        var definitions = whole.putObject("$defs");
        whole.setAll((ObjectNode) localised(schema, definitions));
        return schemas.getSchema(whole).validate(value).stream().map(Error::toString).toList();
    }

    /** The same schema with every reference leading to a definition beside it. */
    private JsonNode localised(JsonNode schema, ObjectNode definitions) {
        if (schema instanceof ArrayNode array) {
            var copy = Json.array();
            array.forEach(each -> copy.add(localised(each, definitions)));
            return copy;
        }
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        var copy = Json.object();
        for (var member : object.properties()) {
            var value = member.getValue();
            if (member.getKey().equals("$ref") && value.isString()) {
                copy.put("$ref", "#/$defs/" + definition(value.stringValue(), definitions));
            } else {
                copy.set(member.getKey(), localised(value, definitions));
            }
        }
        return copy;
    }

    private String definition(String reference, ObjectNode definitions) {
        var name = reference.replaceAll("[^A-Za-z0-9-]", ".");
        if (!definitions.has(name)) {
            definitions.set(name, Json.object());
            definitions.set(
                    name,
                    reference.startsWith("#")
                            ? localised(document.at(reference.substring(1)), definitions)
                            : ofPublished(reference, definitions));
        }
        return name;
    }

    /** A published schema refers to its own definitions only. */
    private JsonNode ofPublished(String address, ObjectNode definitions) {
        var prefix = address.replaceAll("[^A-Za-z0-9-]", ".") + ".";
        var schema = (ObjectNode) published.apply(address).deepCopy();
        schema.remove(List.of("$schema", "$id"));
        for (var inner : schema.path("$defs").properties()) {
            definitions.set(prefix + inner.getKey(), renamed(inner.getValue(), prefix));
        }
        schema.remove("$defs");
        return renamed(schema, prefix);
    }

    private static JsonNode renamed(JsonNode schema, String prefix) {
        return Json.read(
                Json.text(schema)
                        .replace("\"#/$defs/", "\"#/$defs/" + prefix)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private JsonNode resolved(JsonNode node) {
        var at = node;
        while (at.path("$ref").asString("").startsWith("#/")) {
            at = document.at(at.get("$ref").stringValue().substring(1));
        }
        return at;
    }
}
