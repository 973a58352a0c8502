package comity.schema;

import com.networknt.schema.Error;
import comity.kernel.Problem;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The validator's findings as places and sentences. They quote the schema, never the content. The
 * one thing that a pointer can take from the content is the name of an unknown member, and that
 * only where it looks like a name.
 */
final class Sentences {

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_@$][A-Za-z0-9_.@$-]{0,63}");

    private static final int QUOTED = 300;

    private Sentences() {}

    static Problem.Violation violation(Error error) {
        var at = error.getInstanceLocation().toString();
        var keyword = String.valueOf(error.getKeyword());
        var property = error.getProperty();
        if (keyword.equals("required") && property != null) {
            return new Problem.Violation(Pointers.child(at, property), "is missing");
        }
        if (keyword.equals("additionalProperties") || keyword.equals("unevaluatedProperties")) {
            return property != null && PLAIN_NAME.matcher(property).matches()
                    ? new Problem.Violation(Pointers.child(at, property), "is not known here")
                    : new Problem.Violation(at, "has a member that is not known here");
        }
        return new Problem.Violation(at, sentence(keyword, error.getSchemaNode()));
    }

    private static String sentence(String keyword, JsonNode rule) {
        var quoted = quote(rule);
        return switch (keyword) {
            case "type" -> "is not of the type " + quoted;
            case "enum" -> "is none of " + quoted;
            case "const" -> "is not " + quoted;
            case "format" -> "has not the format " + quoted;
            case "pattern" -> "does not match the pattern " + quoted;
            case "minLength" -> "is shorter than %s characters".formatted(quoted);
            case "maxLength" -> "is longer than %s characters".formatted(quoted);
            case "minItems" -> "has fewer than %s elements".formatted(quoted);
            case "maxItems" -> "has more than %s elements".formatted(quoted);
            case "uniqueItems" -> "has the same element twice";
            case "minProperties" -> "has fewer than %s members".formatted(quoted);
            case "maxProperties" -> "has more than %s members".formatted(quoted);
            case "minimum" -> "is less than " + quoted;
            case "maximum" -> "is more than " + quoted;
            case "exclusiveMinimum" -> "is not more than " + quoted;
            case "exclusiveMaximum" -> "is not less than " + quoted;
            case "multipleOf" -> "is not a multiple of " + quoted;
            case "propertyNames" -> "has a member whose name is not allowed";
            case "contains", "minContains", "maxContains" -> "has not the elements that it must";
            case "anyOf" -> "has none of the forms allowed here";
            case "oneOf" -> "has not exactly one of the forms allowed here";
            case "not" -> "has a form that is not allowed here";
            default -> "is not allowed here";
        };
    }

    private static String quote(JsonNode rule) {
        var text = rule == null ? "" : rule.isString() ? rule.asString() : rule.toString();
        return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "…";
    }
}
