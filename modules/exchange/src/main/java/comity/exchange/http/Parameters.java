package comity.exchange.http;

import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** What the resources of this module read from addresses, and how they write lists. */
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

    /** {@code {"items": […], "next": "…"}}. */
    static ObjectNode list(Page<ObjectNode> page) {
        var list = Json.object();
        var items = list.putArray("items");
        page.items().forEach(items::add);
        page.next().ifPresent(next -> list.put("next", next));
        return list;
    }
}
