package comity.exchange.http;

import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What the resources of this module read from addresses, and from content without a schema. */
final class Parameters {

    private Parameters() {}

    /** The client that a content names, for which its caller acts. */
    static Optional<String> client(JsonNode content) {
        return Optional.ofNullable(content.get("onBehalfOf")).map(JsonNode::stringValue);
    }

    /** An id in a path: what is no id names nothing. */
    static UUID id(String segment) {
        try {
            var id = UUID.fromString(segment);
            if (id.toString().equals(segment)) {
                return id;
            }
        } catch (IllegalArgumentException notAnId) {
            // The same answer as for an id that names nothing.
        }
        throw Problem.of(KernelProblem.NOT_FOUND, "There is nothing at this address.");
    }
}
