package comity.parties;

import comity.kernel.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a call answers, and what is kept of it for a retry. Immutable.
 *
 * @param status the HTTP status
 * @param body what the caller gets
 * @param headers such as {@code Location}; never {@code Content-Type} or those of the signature
 * @param kept what is stored, encrypted, for a retry: the body without content that terms or an
 *     erasure may take back
 * @param reference the record or exchange with which the stored answer is erased
 */
public record Answer(
        int status,
        ObjectNode body,
        Map<String, String> headers,
        ObjectNode kept,
        Optional<UUID> reference) {

    /** An answer that is kept as it is. */
    public static Answer of(int status, ObjectNode body) {
        return new Answer(status, body, Map.of(), body, Optional.empty());
    }

    /** A refusal that is itself an act: what the work wrote is committed, unlike when it throws. */
    public static Answer refusing(Problem problem) {
        var body = problem.toJson();
        return new Answer(problem.type().status(), body, problem.headers(), body, Optional.empty());
    }

    /** The same with one header more. */
    public Answer withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, body, Map.copyOf(more), kept, reference);
    }

    /** The same, keeping less than it answers. */
    public Answer keeping(ObjectNode less) {
        return new Answer(status, body, headers, less, reference);
    }

    /** The same with another body for the caller, keeping what it keeps. */
    public Answer answering(ObjectNode other) {
        return new Answer(status, other, headers, kept, reference);
    }

    /** The same, erased with what the reference names. */
    public Answer withReference(UUID with) {
        return new Answer(status, body, headers, kept, Optional.of(with));
    }

    /** Whether the body is a problem (RFC 9457), by its status. */
    public boolean isProblem() {
        return status >= 400;
    }
}
