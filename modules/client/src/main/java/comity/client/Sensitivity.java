package comity.client;

import comity.trust.TrustException;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads from a record type's schema which parts of a content are disclosures of their own. Source:
 * docs/protocol.md, section 3: "Each annotated property is its own disclosure, and where it is an
 * array, each element too, recursively".
 */
final class Sensitivity {

    private static final int MAX_REFERENCES = 16;

    private final JsonNode document;
    private final Set<String> pointers = new LinkedHashSet<>();

    private Sensitivity(JsonNode document) {
        this.document = document;
    }

    /** The concrete JSON Pointers, a container before what it contains. */
    static Set<String> disclosures(JsonNode schema, JsonNode content) {
        var sensitivity = new Sensitivity(schema);
        sensitivity.members(schema, content, "");
        return sensitivity.pointers;
    }

    private void members(JsonNode schema, JsonNode value, String pointer) {
        for (var property : schema.path("properties").properties()) {
            var site = property.getValue();
            var target = resolve(site);
            var member = value.get(property.getKey());
            if (member != null && (site.has("sensitivity") || target.has("sensitivity"))) {
                disclosure(target, member, pointer + "/" + escape(property.getKey()));
            }
        }
    }

    private void disclosure(JsonNode schema, JsonNode value, String pointer) {
        pointers.add(pointer);
        if (value.isArray()) {
            var element = resolve(schema.path("items"));
            for (int i = 0; i < value.size(); i++) {
                disclosure(element, value.path(i), pointer + "/" + i);
            }
        } else if (value.isObject()) {
            members(schema, value, pointer);
        }
    }

    private JsonNode resolve(JsonNode schema) {
        var at = schema;
        for (int i = 0; at.has("$ref"); i++) {
            var reference = at.path("$ref").asString("");
            if (i == MAX_REFERENCES || !reference.startsWith("#/")) {
                throw new TrustException(
                        "schema-unreadable", "A schema refers to a place outside itself.");
            }
            at = document.at(reference.substring(1));
        }
        return at;
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
