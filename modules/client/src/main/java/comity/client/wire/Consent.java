package comity.client.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person's consent, by reference: never the document itself.
 *
 * @param givenAt RFC 3339, UTC
 * @param expiresAt RFC 3339, UTC
 * @param evidenceDigest {@code sha-256:<base64url>}
 */
public record Consent(
        String reference,
        List<String> purposes,
        List<String> recipients,
        String givenAt,
        @Nullable String expiresAt,
        @Nullable String evidenceDigest) {}
