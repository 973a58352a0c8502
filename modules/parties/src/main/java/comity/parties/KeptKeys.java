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
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys that the node keeps for entities without a system of their own, for records or for acts:
 * custody {@code node} in the key set, the private half sealed by the node's vault and never given
 * out. Every method joins the current transaction. Source: docs/protocol.md, sections 1, 3 and 8.
 */
public final class KeptKeys {

    /** How many that are valid the node keeps of a use: the one in use, and its successor. */
    static final int VALID_AT_ONCE = 2;

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
     * caller to know: the operator's word, as with an entity's first keys.
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

    /**
     * The uses of which the node may make the entity another key: an operator has let it keep one,
     * the term that the operator gave to the last of these runs, and not so many are valid that one
     * is to be revoked first.
     */
    public Set<KeyUse> renewable(String entity, Instant at) {
        var keys = parties.keysOf(entity);
        var uses = EnumSet.noneOf(KeyUse.class);
        for (var use : KeyUse.values()) {
            if (term(keys, use, at).isPresent()) {
                uses.add(use);
            }
        }
        return uses;
    }

    /**
     * Makes another key of a use and keeps it, with the end that the operator gave to the last. The
     * others stay as they are; from now on {@link #key} is this one.
     *
     * @throws Problem {@link PartiesProblem#KEY_REFUSED} if the use is not {@link #renewable}, or
     *     the entity has too many keys
     */
    public RegisteredKey renew(String entity, KeyUse use, Instant at, SecureRandom random) {
        // Of two who ask at once the second waits here, and then finds the key of the first.
        parties.lock(entity);
        var term =
                term(parties.keysOf(entity), use, at)
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                PartiesProblem.KEY_REFUSED,
                                                "The node may not make another such key for the entity now."));
        return make(entity, use, Optional.empty(), term.until(), random);
    }

    /** What a key that is made now would get. */
    private record Term(Optional<Instant> until) {}

    private static Optional<Term> term(List<RegisteredKey> keys, KeyUse use, Instant at) {
        var kept =
                keys.stream()
                        .filter(key -> key.custody() == Custody.NODE && key.uses().contains(use))
                        .filter(key -> !at.isBefore(key.notBefore()))
                        .toList();
        if (kept.stream().filter(key -> key.maySign(use, at)).count() >= VALID_AT_ONCE) {
            return Optional.empty();
        }
        return kept.stream()
                .reduce((older, newer) -> newer)
                .filter(last -> last.expiresAt().map(at::isBefore).orElse(true))
                .map(last -> new Term(last.expiresAt()));
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
