package comity.client.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What would be decided, per entity; nothing is disclosed. */
public record Rehearsal(
        List<Part> answers,
        @Nullable String receipt,
        @Nullable JsonNode entry,
        @Nullable JsonNode opening,
        @Nullable String proof)
        implements Receipted {

    /** What one entity's terms would decide. */
    public record Part(String issuer, Decision decision) {}
}
