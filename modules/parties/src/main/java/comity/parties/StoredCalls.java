package comity.parties;

import comity.kernel.Json;
import comity.parties.Credentials.Earlier;
import comity.trust.vault.Envelope;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** The rows of {@code parties_call}. */
final class StoredCalls {

    private static final String INSERT_NONCE =
            "insert into parties_call (entity, thumbprint, nonce, expires_at) values (?1, ?2, ?3, ?4)";

    private static final String INSERT =
            "insert into parties_call (entity, thumbprint, nonce, expires_at, idempotency_key,"
                    + " request_digest, status, answer) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

    /** A null of no type is none that every driver takes for a uuid: hence two statements. */
    private static final String INSERT_WITH_REFERENCE =
            "insert into parties_call (entity, thumbprint, nonce, expires_at, idempotency_key,"
                    + " request_digest, status, answer, reference)"
                    + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

    private static final String DELETE_EXPIRED =
            "delete from parties_call where entity = ?1 and idempotency_key = ?2 and expires_at <= ?3";

    /** By the prefix of the unique index on the entity and the idempotency key. */
    private static final String ERASE =
            "update parties_call set answer = null where entity = ?1 and reference = ?2"
                    + " and idempotency_key is not null and answer is not null";

    private static final String PURGE =
            "delete from parties_call where (entity, thumbprint, nonce) in"
                    + " (select entity, thumbprint, nonce from parties_call"
                    + " where expires_at <= ?1 order by expires_at limit ?2)";

    private final EntityManager entityManager;
    private final Envelope envelope;

    StoredCalls(EntityManager entityManager, Envelope envelope) {
        this.entityManager = entityManager;
        this.envelope = envelope;
    }

    void insertNonce(Caller caller) {
        entityManager
                .createNativeQuery(INSERT_NONCE)
                .setParameter(1, caller.entity())
                .setParameter(2, caller.thumbprint())
                .setParameter(3, caller.nonce())
                .setParameter(4, Columns.parameter(caller.created().plus(Calls.NONCE_KEPT)))
                .executeUpdate();
    }

    void insert(Caller caller, Answer answer, Instant expiresAt) {
        var sealed = envelope.seal(Json.write(kept(answer)), context(caller));
        var insert =
                entityManager
                        .createNativeQuery(
                                answer.reference().isPresent() ? INSERT_WITH_REFERENCE : INSERT)
                        .setParameter(1, caller.entity())
                        .setParameter(2, caller.thumbprint())
                        .setParameter(3, caller.nonce())
                        .setParameter(4, Columns.parameter(expiresAt))
                        .setParameter(5, caller.idempotencyKey().orElseThrow())
                        .setParameter(6, caller.requestDigest())
                        .setParameter(7, answer.status())
                        .setParameter(8, sealed);
        answer.reference().ifPresent(reference -> insert.setParameter(9, reference));
        insert.executeUpdate();
    }

    /** What was answered; empty if it is erased. */
    Optional<Answer> open(Caller caller, Earlier earlier) {
        var sealed = earlier.answer();
        if (sealed == null) {
            return Optional.empty();
        }
        var kept =
                (ObjectNode) Json.read(envelope.open(sealed, context(caller)), KeptLimits.ANSWER);
        Map<String, String> headers = new LinkedHashMap<>();
        kept.withObjectProperty("headers")
                .properties()
                .forEach(header -> headers.put(header.getKey(), header.getValue().stringValue()));
        var body = kept.withObjectProperty("body");
        return Optional.of(
                new Answer(earlier.status(), body, Map.copyOf(headers), body, earlier.reference()));
    }

    void deleteExpired(String entity, String idempotencyKey, Instant now) {
        entityManager
                .createNativeQuery(DELETE_EXPIRED)
                .setParameter(1, entity)
                .setParameter(2, idempotencyKey)
                .setParameter(3, Columns.parameter(now))
                .executeUpdate();
    }

    int erase(String entity, UUID reference) {
        return entityManager
                .createNativeQuery(ERASE)
                .setParameter(1, entity)
                .setParameter(2, reference)
                .executeUpdate();
    }

    int purge(Instant now, int most) {
        return entityManager
                .createNativeQuery(PURGE)
                .setParameter(1, Columns.parameter(now))
                .setParameter(2, most)
                .executeUpdate();
    }

    private static ObjectNode kept(Answer answer) {
        var kept = Json.object();
        var headers = kept.putObject("headers");
        answer.headers().forEach(headers::put);
        kept.set("body", answer.kept());
        return kept;
    }

    /** So that one caller's answer cannot be put in the place of another's. */
    private static byte[] context(Caller caller) {
        return ("parties_call\n" + caller.entity() + "\n" + caller.idempotencyKey().orElseThrow())
                .getBytes(StandardCharsets.UTF_8);
    }
}
