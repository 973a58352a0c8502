package comity.parties;

import comity.kernel.Json;
import comity.kernel.Problem;
import comity.trust.Algorithm;
import comity.trust.SigningKey;
import comity.trust.vault.Envelope;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The record keys that the node keeps for entities without a system of their own: custody {@code
 * node} in the key set, the private half sealed by the node's vault and never given out. Every
 * method joins the current transaction. Source: docs/protocol.md, sections 1 and 3.
 */
public final class KeptKeys {

    private final EntityManager database;
    private final Parties parties;
    private final Envelope envelope;

    public KeptKeys(EntityManager database, Parties parties, Envelope envelope) {
        this.database = database;
        this.parties = parties;
        this.envelope = envelope;
    }

    /**
     * Makes a key, registers it for records, and keeps it. That the entity wants it so is for the
     * caller to know: today an administrator's word, as with an entity's first keys.
     *
     * @throws Problem {@link PartiesProblem#KEY_REFUSED} if there is no such entity, or it has too
     *     many keys
     */
    public RegisteredKey make(
            String entity,
            Optional<Instant> notBefore,
            Optional<Instant> expiresAt,
            SecureRandom random) {
        var key = SigningKey.generate(Algorithm.ED25519, random);
        var registered =
                parties.registerKey(
                        new KeyRegistration(
                                entity,
                                key.verificationKey().jwk(),
                                Set.of(KeyUse.RECORD),
                                Custody.NODE,
                                notBefore,
                                expiresAt));
        database.createNativeQuery(
                        "insert into parties_kept_key (entity, thumbprint, sealed)"
                                + " values (?1, ?2, ?3)")
                .setParameter(1, entity)
                .setParameter(2, key.thumbprint())
                .setParameter(
                        3, envelope.seal(Json.write(key.privateJwk()), context(key.thumbprint())))
                .executeUpdate();
        return registered;
    }

    /** The newest key that the node keeps for the entity and that may sign records at that time. */
    public Optional<SigningKey> recordKey(String entity, Instant at) {
        return parties.keysOf(entity).stream()
                .filter(key -> key.custody() == Custody.NODE && key.maySign(KeyUse.RECORD, at))
                .reduce((older, newer) -> newer)
                .map(key -> open(entity, key.thumbprint()));
    }

    private SigningKey open(String entity, String thumbprint) {
        var sealed =
                (byte[])
                        database.createNativeQuery(
                                        "select sealed from parties_kept_key"
                                                + " where entity = ?1 and thumbprint = ?2")
                                .setParameter(1, entity)
                                .setParameter(2, thumbprint)
                                .getSingleResult();
        return SigningKey.ofJwk(Json.read(envelope.open(sealed, context(thumbprint))));
    }

    /** What is sealed for one key opens for no other. */
    private static byte[] context(String thumbprint) {
        return ("parties_kept_key/" + thumbprint).getBytes(StandardCharsets.UTF_8);
    }
}
