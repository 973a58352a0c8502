package comity.schema;

import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/** The places of a JSON Schema document that hold schemas themselves (JSON Schema 2020-12). */
final class SubSchemas {

    private static final List<String> MAPS =
            List.of("properties", "$defs", "patternProperties", "dependentSchemas");

    private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf", "prefixItems");

    private static final List<String> SINGLES =
            List.of(
                    "items",
                    "additionalProperties",
                    "unevaluatedProperties",
                    "unevaluatedItems",
                    "contains",
                    "propertyNames",
                    "not",
                    "if",
                    "then",
                    "else");

    private static final int MAX_REFERENCES = 16;

    private SubSchemas() {}

    /** Shows this schema and each below it, with its JSON Pointer in the document. */
    static void walk(JsonNode schema, BiConsumer<String, JsonNode> visitor) {
        walk("", schema, visitor);
    }

    private static void walk(String place, JsonNode schema, BiConsumer<String, JsonNode> visitor) {
        if (!schema.isObject()) {
            return;
        }
        visitor.accept(place, schema);
        for (var keyword : schema.properties()) {
            var below = Pointers.child(place, keyword.getKey());
            var value = keyword.getValue();
            if (MAPS.contains(keyword.getKey())) {
                value.properties()
                        .forEach(
                                entry ->
                                        walk(
                                                Pointers.child(below, entry.getKey()),
                                                entry.getValue(),
                                                visitor));
            } else if (LISTS.contains(keyword.getKey())) {
                for (int i = 0; i < value.size(); i++) {
                    walk(Pointers.child(below, i), value.get(i), visitor);
                }
            } else if (SINGLES.contains(keyword.getKey())) {
                walk(below, value, visitor);
            }
        }
    }

    /** The schema itself, or what its local {@code $ref} leads to. */
    static JsonNode resolve(String name, JsonNode document, JsonNode schema) {
        var at = schema;
        for (int i = 0; at.has("$ref"); i++) {
            var reference = at.path("$ref").asString("");
            if (i == MAX_REFERENCES || !reference.startsWith("#/$defs/")) {
                throw new InvalidSchema(
                        name, "the reference %s is not to its own $defs.".formatted(reference));
            }
            at = document.at(reference.substring(1));
            if (!at.isObject()) {
                throw new InvalidSchema(
                        name, "the reference %s leads nowhere.".formatted(reference));
            }
        }
        return at;
    }
}
