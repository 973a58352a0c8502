package comity.agreements.template;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A clause: what people read and what machines read, with the same parameters in both.
 *
 * @param prose with parameters as <code>{name}</code>
 * @param terms members of the terms; a text that is <code>{name}</code> and nothing else stands for
 *     the parameter's value
 * @param when the parameter without which it is left out
 * @param unless the parameter with which it is left out
 */
public record TemplateClause(
        String id,
        Words heading,
        Words prose,
        ObjectNode terms,
        Optional<String> when,
        Optional<String> unless) {

    static TemplateClause of(JsonNode json) {
        return new TemplateClause(
                json.required("id").stringValue(),
                Words.of(json.required("heading")),
                Words.of(json.required("prose")),
                (ObjectNode) json.required("terms"),
                Optional.ofNullable(json.path("when").stringValue(null)),
                Optional.ofNullable(json.path("unless").stringValue(null)));
    }

    boolean isUsed(Map<String, JsonNode> values) {
        return when.map(values::containsKey).orElse(true)
                && !unless.map(values::containsKey).orElse(false);
    }

    /** Whether one of the two is always left out. */
    boolean excludes(TemplateClause other) {
        return (when.isPresent() && when.equals(other.unless))
                || (unless.isPresent() && unless.equals(other.when));
    }
}
