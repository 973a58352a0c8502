package comity.schema;

import comity.kernel.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The published schemas with their examples, and record types made up to break a rule. */
final class Samples {

    static final Path FOLDER = Path.of("../../schemas");

    static final Schemas PUBLISHED = Schemas.published();

    private Samples() {}

    static RecordSchema verification() {
        return PUBLISHED.recordType("background-verification").orElseThrow();
    }

    static JsonNode example(String schema, String name) {
        return json(FOLDER.resolve(schema).resolve("examples").resolve(name + ".json"));
    }

    static JsonNode json(Path file) {
        try {
            return Json.read(Files.readAllBytes(file));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static List<Path> examples(String kind) {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().contains("/examples/" + kind + "-"))
                    .filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** JSON with apostrophes for quotation marks. */
    static JsonNode parse(String json) {
        return Json.read(json.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** A record type {@code made-up} whose members are these. */
    static ObjectNode type(String properties) {
        var schema =
                (ObjectNode)
                        parse(
                                """
                {'$schema': 'https://json-schema.org/draft/2020-12/schema',
                 '$id': 'urn:comity:type:made-up:1', 'title': 'Made up', 'description': 'For a test.',
                 'x-identity': ['/who'], 'x-query': 'urn:comity:schema:made-up-query:1',
                 'type': 'object', 'additionalProperties': false,
                 'properties': {'who': {'type': 'string', 'maxLength': 9, 'sensitivity': 'confidential'}}}
                """);
        ((ObjectNode) schema.get("properties")).setAll((ObjectNode) parse("{" + properties + "}"));
        return schema;
    }

    static RecordSchema load(ObjectNode type) {
        return Schemas.of(Map.of("made-up/1", type, "made-up-query/1", query()))
                .recordType("made-up")
                .orElseThrow();
    }

    private static JsonNode query() {
        return parse(
                """
                {'$schema': 'https://json-schema.org/draft/2020-12/schema',
                 '$id': 'urn:comity:schema:made-up-query:1', 'title': 'Query', 'description': 'For a test.',
                 'type': 'object', 'additionalProperties': false}
                """);
    }
}
