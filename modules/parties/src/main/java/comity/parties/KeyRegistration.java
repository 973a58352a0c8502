package comity.parties;

import comity.kernel.Problem;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A new key, already authorised: by the entity's own signatures or by an administrator.
 *
 * @param entity the code of the entity that it signs for
 * @param jwk the public JWK: Ed25519 or P-256
 * @param notBefore now, when absent
 * @param expiresAt never, when absent
 */
public record KeyRegistration(
        String entity,
        JsonNode jwk,
        Set<KeyUse> uses,
        Custody custody,
        Optional<Instant> notBefore,
        Optional<Instant> expiresAt) {

    public KeyRegistration {
        uses = Set.copyOf(uses);
        if (uses.isEmpty()) {
            throw Problem.of(PartiesProblem.KEY_REFUSED, "A key needs at least one use.");
        }
        if (notBefore.isPresent()
                && expiresAt.isPresent()
                && !notBefore.get().isBefore(expiresAt.get())) {
            throw Problem.of(PartiesProblem.KEY_REFUSED, "The key expires before it is valid.");
        }
    }

    /** A key that is valid from now on, kept by the entity. */
    public static KeyRegistration of(String entity, JsonNode jwk, KeyUse... uses) {
        return new KeyRegistration(
                entity, jwk, Set.of(uses), Custody.ENTITY, Optional.empty(), Optional.empty());
    }
}
