package comity.client.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A record is published.
 *
 * @param id the record's {@code jti}
 */
public record Published(
        String id,
        @Nullable String receipt,
        @Nullable JsonNode entry,
        @Nullable JsonNode opening,
        @Nullable String proof)
        implements Receipted {}
