package comity.parties;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * A public key and what the directory says of it. Immutable: what was read at one time; never keep
 * it beyond the transaction that decides by it.
 *
 * @param thumbprint RFC 7638 SHA-256, base64url; belongs to one entity for ever
 * @param entity the code of the entity that it signs for
 * @param jwk the public JWK, with its required members only
 * @param notBefore the first instant at which it is valid
 * @param expiresAt the instant from which it is no longer valid
 * @param revokedAt the instant from which it is no longer valid, whatever else
 * @param compromisedSince from then on its signatures may be somebody else's
 * @param entry the leaf hash of the log entry of its registration, base64url
 */
public record RegisteredKey(
        String thumbprint,
        String entity,
        ObjectNode jwk,
        Set<KeyUse> uses,
        Custody custody,
        Instant notBefore,
        Optional<Instant> expiresAt,
        Optional<Instant> revokedAt,
        Optional<Instant> compromisedSince,
        String entry) {

    public RegisteredKey {
        uses = Set.copyOf(uses);
        jwk = jwk.deepCopy();
    }

    /** Whether its validity covers an instant: within its term and before its revocation. */
    public boolean isValidAt(Instant at) {
        return !at.isBefore(notBefore)
                && expiresAt.map(at::isBefore).orElse(true)
                && revokedAt.map(at::isBefore).orElse(true);
    }

    /** Whether a signature made for this use at an instant counts. */
    public boolean maySign(KeyUse use, Instant at) {
        return uses.contains(use)
                && isValidAt(at)
                && compromisedSince.map(at::isBefore).orElse(true);
    }
}
