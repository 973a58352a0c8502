package comity.client.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an issuer decided about an exchange that awaited its approval.
 *
 * @param decision {@code approve} or {@code refuse}
 * @param at RFC 3339, UTC
 */
public record ExchangeDecided(
        String exchange,
        String issuer,
        String decision,
        String at,
        @Nullable String receipt,
        @Nullable JsonNode entry,
        @Nullable JsonNode opening,
        @Nullable String proof)
        implements Receipted {}
