package comity.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is wrong with a request, as RFC 9457 says it. Immutable; its detail and members never hold
 * personal data.
 *
 * @see ProblemType
 */
public final class Problem extends RuntimeException {

    /** As which a problem is sent. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final long serialVersionUID = 1L;

    /** One violation: where, as a JSON Pointer (RFC 6901) into the request's content, and what. */
    public record Violation(String pointer, String detail) {}

    private final transient ProblemType type;
    private final transient List<Violation> violations;
    private final transient Map<String, JsonNode> members;
    private final transient Map<String, String> headers;

    private Problem(
            ProblemType type,
            String detail,
            List<Violation> violations,
            Map<String, JsonNode> members,
            Map<String, String> headers) {
        // Expected and frequent: no stack trace, which costs more than the request it refuses.
        super(detail, null, false, false);
        this.type = type;
        this.violations = violations;
        this.members = members;
        this.headers = headers;
    }

    /** A problem of a type with a sentence about this occurrence. */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), Map.of(), Map.of());
    }

    /** The same with one violation more. */
    public Problem at(String pointer, String detail) {
        var more = new ArrayList<>(violations);
        more.add(new Violation(pointer, detail));
        return withViolations(more);
    }

    /** The same with these violations. */
    public Problem withViolations(List<Violation> all) {
        return new Problem(type, detail(), List.copyOf(all), members, headers);
    }

    /** The same with an extension member. */
    public Problem with(String member, JsonNode value) {
        var more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(type, detail(), violations, more, headers);
    }

    /** The same, answered with one header more. */
    public Problem withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(type, detail(), violations, members, more);
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        var message = getMessage();
        return message == null ? type.title() : message;
    }

    public List<Violation> violations() {
        return violations;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** The {@code application/problem+json} document. */
    public ObjectNode toJson() {
        var json = Json.object();
        json.put("type", "/problems/" + type.slug());
        json.put("title", type.title());
        json.put("status", type.status());
        json.put("detail", detail());
        if (!violations.isEmpty()) {
            var errors = json.putArray("errors");
            violations.forEach(
                    violation ->
                            errors.addObject()
                                    .put("pointer", violation.pointer())
                                    .put("detail", violation.detail()));
        }
        members.forEach(json::set);
        return json;
    }
}
