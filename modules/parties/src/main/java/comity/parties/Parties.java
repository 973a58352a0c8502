package comity.parties;

import comity.kernel.Page;
import comity.kernel.Problem;
import comity.kernel.Times;
import comity.ledger.Entry;
import comity.ledger.EntryKind;
import comity.ledger.Ledger;
import comity.trust.TrustException;
import comity.trust.VerificationKey;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directory: entities and their keys. Every method joins the current transaction; every change
 * of a key is an entry of the log, in clear. Source: docs/protocol.md, section 1.
 */
public final class Parties {

    /** How many keys an entity may have, revoked ones too: its key set is one page. */
    static final int KEYS_OF_ENTITY = Page.LIMIT;

    private final EntityManager entityManager;
    private final Ledger ledger;
    private final InstantSource clock;

    /** Codes of entities that there are; those that there are not could be without number. */
    private final Set<String> registered = ConcurrentHashMap.newKeySet();

    public Parties(EntityManager entityManager, Ledger ledger, InstantSource clock) {
        this.entityManager = entityManager;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Registers an entity, active.
     *
     * @throws Problem {@link PartiesProblem#ENTITY_EXISTS} if the code or the identifier is taken
     */
    public Entity register(EntityRegistration registration) {
        if (entity(registration.code()).isPresent()
                || byIdentifier(registration.identifier()).isPresent()) {
            throw Problem.of(
                    PartiesProblem.ENTITY_EXISTS, "The code or the identifier is taken already.");
        }
        var row = new EntityRow(registration, Times.now(clock));
        entityManager.persist(row);
        entityManager.flush();
        return row.toEntity();
    }

    /**
     * Lets an entity take part, or no longer: from then on, on every node, its signatures open
     * nothing.
     */
    public Entity setActive(String code, boolean active) {
        var row =
                Optional.ofNullable(
                                entityManager.find(
                                        EntityRow.class, code, LockModeType.PESSIMISTIC_WRITE))
                        .orElseThrow(() -> new IllegalArgumentException("No such entity"));
        row.setActive(active);
        return row.toEntity();
    }

    /**
     * Registers a key that is already authorised, and logs it. Proofs sent by an entity go through
     * {@link KeyRequests}.
     *
     * @throws Problem {@link PartiesProblem#KEY_EXISTS} or {@link PartiesProblem#KEY_REFUSED}
     */
    public RegisteredKey registerKey(KeyRegistration registration) {
        var key = publicKey(registration);
        if (key(key.thumbprint()).isPresent()) {
            throw Problem.of(
                    PartiesProblem.KEY_EXISTS,
                    "The key is registered already: a thumbprint belongs to one entity, for ever.");
        }
        // Makes the count below hold until the commit.
        lock(registration.entity());
        if (keysOf(registration.entity()).size() >= KEYS_OF_ENTITY) {
            throw Problem.of(
                    PartiesProblem.KEY_REFUSED,
                    "An entity has at most %d keys.".formatted(KEYS_OF_ENTITY));
        }
        var at = Times.now(clock);
        var row = new KeyRow(registration, key, at);
        row.loggedAs(log(row, at));
        entityManager.persist(row);
        entityManager.flush();
        return row.toKey();
    }

    /**
     * Locks the entity's row until the commit: whoever adds a key to its key set waits.
     *
     * @throws Problem {@link PartiesProblem#KEY_REFUSED} if there is no such entity
     */
    void lock(String entity) {
        if (entityManager.find(EntityRow.class, entity, LockModeType.PESSIMISTIC_WRITE) == null) {
            throw Problem.of(PartiesProblem.KEY_REFUSED, "The entity is not registered.");
        }
    }

    /**
     * Revokes a key, or adds to a revocation that it is compromised, and logs it. What is recorded
     * once stays: the time of a revocation never changes, that of a compromise only to an earlier
     * one.
     *
     * @param revokedAt not in the future; now, when absent
     * @throws Problem {@link PartiesProblem#REVOCATION_REFUSED}
     */
    public RegisteredKey revokeKey(
            String thumbprint, Optional<Instant> revokedAt, Optional<Instant> compromisedSince) {
        var row = entityManager.find(KeyRow.class, thumbprint, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            throw Problem.of(PartiesProblem.REVOCATION_REFUSED, "The key is not registered.");
        }
        var at = Times.now(clock);
        var key = row.toKey();
        var when = key.revokedAt().or(() -> revokedAt).orElse(at);
        requireRevocation(!when.isAfter(at), "A key cannot be revoked in the future.");
        requireRevocation(
                key.revokedAt().isEmpty()
                        || revokedAt.isEmpty()
                        || revokedAt.equals(key.revokedAt()),
                "The key is revoked already, and the time of a revocation does not change.");
        requireRevocation(
                compromisedSince.isEmpty() || !compromisedSince.get().isAfter(when),
                "A key is compromised before it is revoked, or with it.");
        requireRevocation(
                compromisedSince.isEmpty()
                        || key.compromisedSince().isEmpty()
                        || !compromisedSince.get().isAfter(key.compromisedSince().get()),
                "The time of a compromise only moves to an earlier one.");
        if (key.revokedAt().isPresent()
                && (compromisedSince.isEmpty()
                        || compromisedSince.equals(key.compromisedSince()))) {
            return key;
        }
        row.revoke(when);
        compromisedSince.ifPresent(row::compromise);
        log(row, at);
        entityManager.flush();
        return row.toKey();
    }

    /**
     * Whether there is an entity with a code, active or not. Costs a query for each code once: a
     * registration is for ever.
     */
    public boolean isRegistered(String code) {
        if (registered.contains(code)) {
            return true;
        }
        return entity(code).map(found -> registered.add(found.code())).isPresent();
    }

    /** The entity with a code. */
    public Optional<Entity> entity(String code) {
        return Optional.ofNullable(entityManager.find(EntityRow.class, code))
                .map(EntityRow::toEntity);
    }

    /** The entity with an identifier. */
    public Optional<Entity> byIdentifier(URI identifier) {
        return entityManager
                .createQuery("select e from EntityRow e where e.identifier = ?1", EntityRow.class)
                .setParameter(1, identifier.toString())
                .getResultList()
                .stream()
                .findFirst()
                .map(EntityRow::toEntity);
    }

    /** The key with a thumbprint, valid or not. */
    public Optional<RegisteredKey> key(String thumbprint) {
        return Optional.ofNullable(entityManager.find(KeyRow.class, thumbprint)).map(KeyRow::toKey);
    }

    /** All keys of an entity, revoked ones too, in the order of their registration. */
    public List<RegisteredKey> keysOf(String code) {
        return entityManager
                .createQuery(
                        "select k from KeyRow k where k.entity = ?1 order by k.registeredAt, k.thumbprint",
                        KeyRow.class)
                .setParameter(1, code)
                .setMaxResults(KEYS_OF_ENTITY)
                .getResultList()
                .stream()
                .map(KeyRow::toKey)
                .toList();
    }

    /** Entities in the order of their codes, at most {@link Page#LIMIT}. */
    public Page<Entity> list(Optional<String> after) {
        var found =
                entityManager
                        .createQuery(
                                "select e from EntityRow e where e.code > ?1 order by e.code",
                                EntityRow.class)
                        .setParameter(1, after.orElse(""))
                        .setMaxResults(Page.FETCH)
                        .getResultList()
                        .stream()
                        .map(EntityRow::toEntity)
                        .toList();
        return Page.of(found, Entity::code);
    }

    /** Logs what is true of the key from now on; answers the leaf hash. */
    private String log(KeyRow row, Instant at) {
        return ledger.append(Entry.clear(EntryKind.KEY, at, row.toKey().toEntry())).leaf();
    }

    private static VerificationKey publicKey(KeyRegistration registration) {
        try {
            return VerificationKey.ofJwk(registration.jwk());
        } catch (TrustException refused) {
            throw Problem.of(PartiesProblem.KEY_REFUSED, refused.sentence());
        }
    }

    private static void requireRevocation(boolean holds, String otherwise) {
        if (!holds) {
            throw Problem.of(PartiesProblem.REVOCATION_REFUSED, otherwise);
        }
    }
}
