package comity.client.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An agreement, drafted or in force. Source: docs/protocol.md, section 8.
 *
 * @param termsDigest base64url SHA-256 of the terms' JCS form
 * @param state where the agreement stands
 * @param acts what the parties have signed
 */
public record Agreement(
        String id,
        Long version,
        String termsDigest,
        @Nullable String state,
        @Nullable JsonNode terms,
        @Nullable List<Act> acts,
        @Nullable String receipt,
        @Nullable JsonNode entry,
        @Nullable JsonNode opening,
        @Nullable String proof)
        implements Receipted {

    /** One act of a party. */
    public record Act(@Nullable String entity, @Nullable String act, @Nullable String at) {}
}
