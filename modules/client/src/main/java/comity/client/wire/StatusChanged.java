package comity.client.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A record's status has changed. */
public record StatusChanged(
        String id,
        String status,
        @Nullable String receipt,
        @Nullable JsonNode entry,
        @Nullable JsonNode opening,
        @Nullable String proof)
        implements Receipted {}
