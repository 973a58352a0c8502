package comity.client.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An entity's word that a centre may act for it: drafted, or acted on. Source: docs/protocol.md,
 * section 8.
 *
 * @param termsDigest base64url SHA-256 of the terms' JCS form; of a draft
 * @param act {@code grant} or {@code revoke}, where it was acted on
 * @param state {@code draft}, {@code granted} or {@code revoked}
 */
public record Mandate(
        String id,
        @Nullable String termsDigest,
        @Nullable String act,
        @Nullable String entity,
        @Nullable String state,
        @Nullable JsonNode terms,
        @Nullable String receipt,
        @Nullable JsonNode entry,
        @Nullable JsonNode opening,
        @Nullable String proof)
        implements Receipted {}
