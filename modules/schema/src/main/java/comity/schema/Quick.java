package comity.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Says of nearly every valid value that it is valid, a tenth as dear as {@link Validation}'s
 * library, which is on every request's path. "No" means only that the library must be asked: so a
 * keyword that is not known here is never a mistake, and a test holds the two together.
 */
final class Quick {

    @SuppressWarnings("UnnecessaryLambda") // Named for what it says, in a dozen places.
    private static final Predicate<JsonNode> ASK = value -> false;

    @SuppressWarnings("UnnecessaryLambda") // Compared by identity.
    private static final Predicate<JsonNode> ANYTHING = value -> true;

    /** What says nothing about a value. */
    private static final Set<String> SILENT =
            Set.of(
                    "$schema",
                    "$id",
                    "$defs",
                    "title",
                    "description",
                    "sensitivity",
                    "x-identity",
                    "x-query",
                    "x-hr-xml",
                    "then",
                    "else");

    private static final Set<String> OF_A_CONDITION = Set.of("properties", "required");

    private static final int MAX_DEPTH = 64;

    private final String key;
    private final JsonNode document;

    private Quick(String key, JsonNode document) {
        this.key = key;
        this.document = document;
    }

    static Predicate<JsonNode> of(String key, JsonNode document) {
        return new Quick(key, document).schema(document, 0);
    }

    private Predicate<JsonNode> schema(JsonNode schema, int depth) {
        if (schema.isBoolean()) {
            return schema.asBoolean() ? ANYTHING : ASK;
        }
        if (depth > MAX_DEPTH) {
            return ASK;
        }
        var checks = new ArrayList<Predicate<JsonNode>>();
        for (var keyword : schema.properties()) {
            if (!SILENT.contains(keyword.getKey())) {
                checks.add(keyword(keyword.getKey(), keyword.getValue(), schema, depth + 1));
            }
        }
        return all(checks);
    }

    private static Predicate<JsonNode> all(List<Predicate<JsonNode>> checks) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Predicate<JsonNode>[] each = checks.toArray(new Predicate[0]);
        return value -> {
            for (var check : each) {
                if (!check.test(value)) {
                    return false;
                }
            }
            return true;
        };
    }

    private Predicate<JsonNode> keyword(String name, JsonNode rule, JsonNode schema, int depth) {
        return switch (name) {
            case "$ref" -> schema(SubSchemas.resolve(key, document, schema), depth);
            case "type" -> type(rule);
            case "enum" -> oneOf(rule);
            case "const" -> rule::equals;
            case "pattern" -> text(new Regex(rule.asString())::matches);
            case "format" -> text(Formats.named(rule.asString()));
            case "minLength" -> text(longerThan(rule.asInt() - 1));
            case "maxLength" -> text(longerThan(rule.asInt()).negate());
            case "minimum" -> value -> !value.isNumber() || number(value) >= number(rule);
            case "maximum" -> value -> !value.isNumber() || number(value) <= number(rule);
            case "minItems" -> value -> !value.isArray() || value.size() >= rule.asInt();
            case "maxItems" -> value -> !value.isArray() || value.size() <= rule.asInt();
            case "minProperties" -> value -> !value.isObject() || value.size() >= rule.asInt();
            case "maxProperties" -> value -> !value.isObject() || value.size() <= rule.asInt();
            case "uniqueItems" -> Quick::hasDifferentTexts;
            case "items" -> items(schema(rule, depth));
            case "required" -> required(rule);
            case "dependentRequired" -> all(dependents(rule));
            case "properties" -> members(rule, ANYTHING, depth);
            case "additionalProperties" ->
                    members(schema.path("properties"), schema(rule, depth), depth);
            case "propertyNames" -> names(schema(rule, depth));
            case "allOf" -> all(each(rule, depth));
            case "anyOf" -> any(each(rule, depth));
            case "if" -> condition(rule, schema, depth);
            default -> ASK;
        };
    }

    private static List<Predicate<JsonNode>> dependents(JsonNode rule) {
        var checks = new ArrayList<Predicate<JsonNode>>();
        rule.properties()
                .forEach(
                        each -> {
                            var others = required(each.getValue());
                            checks.add(value -> !value.has(each.getKey()) || others.test(value));
                        });
        return checks;
    }

    private List<Predicate<JsonNode>> each(JsonNode schemas, int depth) {
        return StreamSupport.stream(schemas.spliterator(), false)
                .map(schema -> schema(schema, depth))
                .toList();
    }

    private static Predicate<JsonNode> any(List<Predicate<JsonNode>> checks) {
        return value -> {
            for (var check : checks) {
                if (check.test(value)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static double number(JsonNode value) {
        return value.doubleValue();
    }

    private static Predicate<JsonNode> type(JsonNode name) {
        return switch (name.asString("")) {
            case "object" -> JsonNode::isObject;
            case "array" -> JsonNode::isArray;
            case "string" -> JsonNode::isString;
            case "boolean" -> JsonNode::isBoolean;
            case "integer" -> JsonNode::isIntegralNumber;
            case "number" -> JsonNode::isNumber;
            default -> ASK;
        };
    }

    private static Predicate<JsonNode> oneOf(JsonNode values) {
        var set = new HashSet<JsonNode>();
        values.forEach(set::add);
        return set::contains;
    }

    private static Predicate<JsonNode> text(Predicate<String> check) {
        return value -> !value.isString() || check.test(value.stringValue());
    }

    /** Counted in code points; a text has at most as many as it has units. */
    private static Predicate<String> longerThan(int bound) {
        return text -> text.length() > bound && text.codePointCount(0, text.length()) > bound;
    }

    private static boolean hasDifferentTexts(JsonNode value) {
        if (value.size() < 2 || !value.isArray()) {
            return true;
        }
        var seen = new HashSet<String>();
        for (var element : value) {
            // Whether two numbers or two objects are the same is for the library to say.
            if (!element.isString() || !seen.add(element.stringValue())) {
                return false;
            }
        }
        return true;
    }

    private static Predicate<JsonNode> items(Predicate<JsonNode> check) {
        return value -> {
            if (value.isArray()) {
                for (var element : value) {
                    if (!check.test(element)) {
                        return false;
                    }
                }
            }
            return true;
        };
    }

    private static Predicate<JsonNode> required(JsonNode names) {
        var all = StreamSupport.stream(names.spliterator(), false).map(JsonNode::asString).toList();
        return value -> {
            if (value.isObject()) {
                for (var name : all) {
                    if (!value.has(name)) {
                        return false;
                    }
                }
            }
            return true;
        };
    }

    /** The members named, by their own schemas when the others are not asked about. */
    private Predicate<JsonNode> members(JsonNode named, Predicate<JsonNode> others, int depth) {
        var own = new HashMap<String, Predicate<JsonNode>>();
        for (var member : named.properties()) {
            own.put(
                    member.getKey(),
                    others == ANYTHING ? schema(member.getValue(), depth) : ANYTHING);
        }
        return value -> {
            if (value.isObject()) {
                for (var member : value.properties()) {
                    if (!own.getOrDefault(member.getKey(), others).test(member.getValue())) {
                        return false;
                    }
                }
            }
            return true;
        };
    }

    private static Predicate<JsonNode> names(Predicate<JsonNode> check) {
        return value -> {
            if (value.isObject()) {
                for (var name : value.propertyNames()) {
                    if (!check.test(JsonNodeFactory.instance.stringNode(name))) {
                        return false;
                    }
                }
            }
            return true;
        };
    }

    /**
     * Here "no" decides too, so that only what cannot err is answered: members that are there, and
     * members that are certain texts.
     */
    private Predicate<JsonNode> condition(JsonNode rule, JsonNode schema, int depth) {
        for (var keyword : rule.properties()) {
            if (!OF_A_CONDITION.contains(keyword.getKey())) {
                return ASK;
            }
        }
        for (Map.Entry<String, JsonNode> member : rule.path("properties").properties()) {
            if (!isOfTexts(member.getValue())) {
                return ASK;
            }
        }
        var holds = schema(rule, depth);
        var then = schema.has("then") ? schema(schema.get("then"), depth) : ANYTHING;
        var otherwise = schema.has("else") ? schema(schema.get("else"), depth) : ANYTHING;
        return value -> holds.test(value) ? then.test(value) : otherwise.test(value);
    }

    private static boolean isOfTexts(JsonNode schema) {
        var values = schema.has("enum") ? schema.get("enum") : schema.path("const");
        return schema.size() == 1
                && (values.isString()
                        || (values.isArray()
                                && schema.has("enum")
                                && StreamSupport.stream(values.spliterator(), false)
                                        .allMatch(JsonNode::isString)));
    }
}
