package comity.parties;

import comity.kernel.Json;
import comity.trust.VerificationKey;
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

    /** The verifying half, parsed. */
    public VerificationKey verificationKey() {
        return VerificationKey.ofJwk(jwk);
    }

    /** As its entity's key set shows it: the JWK with what the directory says of it. */
    public ObjectNode toJson() {
        var json = jwk.deepCopy();
        json.put("kid", thumbprint);
        return describe(json);
    }

    /** As the log says it, in clear. Source: docs/protocol.md, section 1. */
    ObjectNode toEntry() {
        return describe(Json.object().put("entity", entity).put("thumbprint", thumbprint));
    }

    private ObjectNode describe(ObjectNode json) {
        var listed = json.putArray("uses");
        uses.stream().sorted().map(KeyUse::code).forEach(listed::add);
        json.put("custody", custody.code()).put("nbf", notBefore.toString());
        expiresAt.ifPresent(time -> json.put("exp", time.toString()));
        revokedAt.ifPresent(time -> json.put("revokedAt", time.toString()));
        compromisedSince.ifPresent(time -> json.put("compromisedSince", time.toString()));
        return json;
    }

    /** Whether its validity covers an instant: within its term and before its revocation. */
    public boolean isValidAt(Instant at) {
        return !at.isBefore(notBefore)
                && expiresAt.map(at::isBefore).orElse(true)
                && revokedAt.map(at::isBefore).orElse(true);
    }

    /**
     * Whether it is registered for this term.
     *
     * @param from when absent, any that has come
     * @param until never, when absent
     */
    boolean hasTerm(Optional<Instant> from, Optional<Instant> until, Instant now) {
        return from.map(notBefore::equals).orElse(!notBefore.isAfter(now))
                && expiresAt.equals(until);
    }

    /** Whether a signature made for this use at an instant counts. */
    public boolean maySign(KeyUse use, Instant at) {
        return uses.contains(use)
                && isValidAt(at)
                && compromisedSince.map(at::isBefore).orElse(true);
    }
}
