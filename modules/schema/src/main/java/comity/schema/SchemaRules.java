package comity.schema;

import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What every published schema keeps to, so that nothing unknown and nothing unbounded is accepted
 * anywhere: it stands alone, its objects are closed, its strings and arrays have a stated bound.
 */
final class SchemaRules {

    private static final Pattern KEY = Pattern.compile("([a-z][a-z0-9-]*)/([1-9][0-9]{0,3})");

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    /** Formats whose length is bounded by what they are. */
    private static final Set<String> BOUNDED_FORMATS = Set.of("date", "date-time", "uuid");

    /** Java's matcher recurses over repeated groups: no longer text is ever matched. */
    static final int MAX_MATCHED = 1000;

    private SchemaRules() {}

    static Schema compile(String key, JsonNode document) {
        var named = KEY.matcher(key);
        if (!named.matches()) {
            throw new InvalidSchema(key, "the key is not <name>/<version>.");
        }
        var name = named.group(1);
        int version = Integer.parseInt(named.group(2));
        require(
                key,
                document.path("$schema").asString("").equals(DIALECT),
                "its $schema is not " + DIALECT);
        var tail = ":" + name + ":" + version;
        var id = document.path("$id").asString("");
        require(
                key,
                id.equals("urn:comity:schema" + tail) || id.equals("urn:comity:type" + tail),
                "its $id is not urn:comity:schema%1$s or urn:comity:type%1$s".formatted(tail));
        require(
                key,
                !document.path("title").asString("").isBlank()
                        && !document.path("description").asString("").isBlank(),
                "it has no title or no description");
        SubSchemas.walk(document, (place, schema) -> check(key, document, place, schema));
        return new Schema(name, version, document);
    }

    private static void check(String key, JsonNode document, String place, JsonNode schema) {
        SubSchemas.resolve(key, document, schema);
        require(key, !schema.has("$id") || place.isEmpty(), "#" + place + " has an $id");
        var type = schema.path("type").asString("");
        require(
                key,
                !type.equals("object") || isClosed(schema),
                "#" + place + " is an object without additionalProperties: false");
        require(
                key,
                !type.equals("array") || schema.has("maxItems"),
                "#" + place + " is an array without maxItems");
        require(
                key,
                !type.equals("string") || isBounded(schema),
                "#" + place + " is a string without maxLength");
        require(
                key,
                !schema.has("pattern") || isShort(schema),
                "#" + place + " has a pattern on text that may be longer than " + MAX_MATCHED);
    }

    /** Closed, or open to a bounded number of members with bounded names. */
    private static boolean isClosed(JsonNode object) {
        var additional = object.path("additionalProperties");
        return (additional.isBoolean() && !additional.asBoolean())
                || (object.has("maxProperties") && object.path("propertyNames").has("maxLength"));
    }

    private static boolean isShort(JsonNode string) {
        return string.path("maxLength").asInt(Integer.MAX_VALUE) <= MAX_MATCHED;
    }

    private static boolean isBounded(JsonNode string) {
        return string.has("maxLength")
                || string.has("enum")
                || string.has("const")
                || BOUNDED_FORMATS.contains(string.path("format").asString(""));
    }

    private static void require(String key, boolean holds, String otherwise) {
        if (!holds) {
            throw new InvalidSchema(key, otherwise + ".");
        }
    }
}
