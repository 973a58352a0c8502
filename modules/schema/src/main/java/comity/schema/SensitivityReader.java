package comity.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Reads the sensitivity annotations of a record type and refuses a schema that breaks the rules of
 * docs/protocol.md, section 3: every top-level member annotated, containers pure, and annotations
 * only where each property has one place ({@code properties}, {@code items} and local references).
 */
final class SensitivityReader {

    /** Claims that the SD-JWT itself needs beside the content (protocol, section 3; RFC 9901). */
    private static final Set<String> RESERVED =
            Set.of(
                    "iss",
                    "sub",
                    "aud",
                    "exp",
                    "nbf",
                    "iat",
                    "jti",
                    "vct",
                    "vct#integrity",
                    "status",
                    "act",
                    "cnf",
                    "_sd",
                    "_sd_alg",
                    "...");

    /** The depth of JSON that a node accepts (protocol, section 9). */
    private static final int MAX_DEPTH = 32;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    private final Schema schema;

    /** By identity: two places with equal schemas are two places. */
    private final Set<JsonNode> read = Collections.newSetFromMap(new IdentityHashMap<>());

    private SensitivityReader(Schema schema) {
        this.schema = schema;
    }

    static List<Property> read(Schema schema) {
        return new SensitivityReader(schema).properties();
    }

    static List<String> identity(Schema schema) {
        var pointers = new ArrayList<String>();
        schema.document().path("x-identity").forEach(node -> pointers.add(node.asString("")));
        if (pointers.isEmpty()) {
            throw new InvalidSchema(schema.path(), "x-identity names no pointer.");
        }
        return List.copyOf(pointers);
    }

    private List<Property> properties() {
        var root = schema.document();
        var urn = RecordSchema.URN_PREFIX + schema.name() + ":" + schema.version();
        if (!NAME.matcher(schema.name()).matches() || !schema.urn().equals(urn)) {
            throw broken("", "its $id is not " + urn);
        }
        var properties = members(root, "");
        if (properties.isEmpty()) {
            throw broken("", "it has no annotated property");
        }
        properties.stream()
                .filter(property -> RESERVED.contains(property.name()))
                .findAny()
                .ifPresent(
                        property -> {
                            throw broken(
                                    "/" + property.name(), "the record itself needs this claim");
                        });
        SubSchemas.walk(root, this::requireRead);
        return properties;
    }

    /** The members of a pure container: closed, and each one annotated. */
    private List<Property> members(JsonNode object, String pattern) {
        if (!object.path("type").asString("").equals("object")
                || !object.path("additionalProperties").isBoolean()
                || object.path("additionalProperties").asBoolean()
                || object.has("patternProperties")) {
            throw broken(pattern, "a container is a closed object with named members only");
        }
        var members = new ArrayList<Property>();
        for (var member : object.path("properties").properties()) {
            var place = Pointers.child(pattern, member.getKey());
            if (member.getKey().equals("_sd") || member.getKey().equals("...")) {
                throw broken(place, "the name belongs to SD-JWT (RFC 9901, section 4.2.4)");
            }
            var site = member.getValue();
            var target = SubSchemas.resolve(schema.path(), schema.document(), site);
            if (!isAnnotated(site) && !isAnnotated(target)) {
                throw broken(place, "it has no sensitivity, so that it would be in the clear");
            }
            members.add(property(member.getKey(), sensitivity(site, target, place), target, place));
        }
        return members;
    }

    private static boolean isAnnotated(JsonNode at) {
        return at.has("sensitivity");
    }

    private String sensitivity(JsonNode site, JsonNode target, String place) {
        if (site.has("$ref") && isAnnotated(site) && isAnnotated(target)) {
            throw broken(place, "it has two sensitivities");
        }
        var at = isAnnotated(site) ? site : target;
        read.add(at);
        var code = at.path("sensitivity").asString("");
        if (!RecordSchema.SENSITIVITIES.contains(code)) {
            throw broken(place, "its sensitivity is none of " + RecordSchema.SENSITIVITIES);
        }
        return code;
    }

    private Property property(String name, String code, JsonNode target, String place) {
        var type = target.path("type");
        if (!type.isString()) {
            throw broken(place, "an annotated property has exactly one type");
        }
        if (type.asString().equals("array")) {
            return new Property(name, code, List.of(), element(code, target, place));
        }
        var members =
                type.asString().equals("object") && hasAnnotationBelow(target, 0)
                        ? members(target, place)
                        : List.<Property>of();
        return new Property(name, code, members, null);
    }

    private Property element(String code, JsonNode array, String place) {
        if (!array.has("items") || array.has("prefixItems")) {
            throw broken(place, "an annotated array has one schema for all its elements");
        }
        var items = array.path("items");
        var target = SubSchemas.resolve(schema.path(), schema.document(), items);
        if (isAnnotated(items) || isAnnotated(target)) {
            throw broken(place, "the array carries the sensitivity, not its elements");
        }
        return property("*", code, target, place + "/*");
    }

    private boolean hasAnnotationBelow(JsonNode at, int depth) {
        if (depth > MAX_DEPTH) {
            throw broken("", "it refers to itself");
        }
        for (var member : at.path("properties")) {
            var target = SubSchemas.resolve(schema.path(), schema.document(), member);
            if (isAnnotated(member)
                    || isAnnotated(target)
                    || hasAnnotationBelow(target, depth + 1)) {
                return true;
            }
        }
        return at.path("items").isObject()
                && hasAnnotationBelow(
                        SubSchemas.resolve(schema.path(), schema.document(), at.path("items")),
                        depth + 1);
    }

    /** An annotation below {@code anyOf}, {@code if} and the like would depend on the content. */
    private void requireRead(String place, JsonNode at) {
        if (isAnnotated(at) && !read.contains(at)) {
            throw new InvalidSchema(
                    schema.path(),
                    "the sensitivity at #%s is not on a property reached by properties and items alone."
                            .formatted(place));
        }
    }

    private InvalidSchema broken(String place, String reason) {
        return new InvalidSchema(
                schema.path(), "'%s': %s.".formatted(place.isEmpty() ? "/" : place, reason));
    }
}
