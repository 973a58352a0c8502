package comity.exchange.http;

import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import java.util.UUID;

/** What the resources of this module read from addresses. */
final class Parameters {

    private Parameters() {}

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
