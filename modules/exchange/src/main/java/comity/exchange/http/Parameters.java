package comity.exchange.http;

import comity.exchange.Mandated;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What the resources of this module read from addresses, and from content without a schema. */
final class Parameters {

    private Parameters() {}

    /**
     * Of a call that says all by its address: no content, or {@code {}}.
     *
     * @throws Problem {@link KernelProblem#INVALID_CONTENT}
     */
    static void requireNothing(Optional<JsonNode> content) {
        content.ifPresent(Mandated::refuse);
        if (content.filter(given -> !given.isObject() || !given.isEmpty()).isPresent()) {
            throw Problem.of(
                            KernelProblem.INVALID_CONTENT,
                            "This call takes no content, or an empty object.")
                    .at("", "is not empty");
        }
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
