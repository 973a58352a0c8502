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
 * The keys that the node keeps for entities without a system of their own, for records or for acts:
 * custody {@code node} in the key set, the private half sealed by the node's vault and never given
 * out. Every method joins the current transaction. Source: docs/protocol.md, sections 1, 3 and 8.
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
     * Makes a key, registers it for one use, and keeps it. That the entity wants it so is for the
     * caller to know: today an administrator's word, as with an entity's first keys.
     *
     * @param use {@link KeyUse#RECORD} or {@link KeyUse#AGREEMENT}: messages are a system's to sign
     * @throws Problem {@link PartiesProblem#KEY_REFUSED} if there is no such entity, or it has too
     *     many keys
     */
    public RegisteredKey make(
            String entity,
            KeyUse use,
            Optional<Instant> notBefore,
            Optional<Instant> expiresAt,
            SecureRandom random) {
        if (use == KeyUse.HTTP) {
            throw new IllegalArgumentException("The node calls nobody in an entity's name");
        }
        var key = SigningKey.generate(Algorithm.ED25519, random);
        var registered =
                parties.registerKey(
                        new KeyRegistration(
                                entity,
                                key.verificationKey().jwk(),
                                Set.of(use),
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

    /** The newest key that the node keeps for the entity and that may sign so at that time. */
    public Optional<SigningKey> key(String entity, KeyUse use, Instant at) {
        return thumbprint(entity, use, at).map(thumbprint -> open(entity, thumbprint));
    }

    /** The thumbprint of that key: whether there is one, without opening it. */
    public Optional<String> thumbprint(String entity, KeyUse use, Instant at) {
        return parties.keysOf(entity).stream()
                .filter(key -> key.custody() == Custody.NODE && key.maySign(use, at))
                .reduce((older, newer) -> newer)
                .map(RegisteredKey::thumbprint);
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
