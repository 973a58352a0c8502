package comity.parties;

import comity.kernel.Json;
import comity.kernel.persistence.Statements;
import comity.parties.Credentials.Earlier;
import comity.trust.vault.Envelope;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** The rows of {@code parties_call}. */
final class StoredCalls {

    private static final String INSERT_NONCE =
            "insert into parties_call (entity, thumbprint, nonce, expires_at) values (?, ?, ?, ?)";

    private static final String INSERT =
            "insert into parties_call (entity, thumbprint, nonce, expires_at, idempotency_key,"
                    + " request_digest, status, answer) values (?, ?, ?, ?, ?, ?, ?, ?)";

    /** A null of no type is none that every driver takes for a uuid: hence two statements. */
    private static final String INSERT_WITH_REFERENCE =
            "insert into parties_call (entity, thumbprint, nonce, expires_at, idempotency_key,"
                    + " request_digest, status, answer, reference)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String DELETE_EXPIRED =
            "delete from parties_call where entity = ? and idempotency_key = ? and expires_at <= ?";

    /** By the prefix of the unique index on the entity and the idempotency key. */
    private static final String ERASE =
            "update parties_call set answer = null where entity = ? and reference = ?"
                    + " and idempotency_key is not null and answer is not null";

    private static final String PURGE =
            "delete from parties_call where (entity, thumbprint, nonce) in"
                    + " (select entity, thumbprint, nonce from parties_call"
                    + " where expires_at <= ? order by expires_at limit ?)";

    private final Statements statements;
    private final Envelope envelope;

    StoredCalls(EntityManager entityManager, Envelope envelope) {
        this.statements = Statements.inTransaction(entityManager);
        this.envelope = envelope;
    }

    void insertNonce(Caller caller) {
        statements.update(
                INSERT_NONCE,
                caller.entity(),
                caller.thumbprint(),
                caller.nonce(),
                caller.created().plus(Calls.NONCE_KEPT));
    }

    void insert(Caller caller, Answer answer, Instant expiresAt) {
        var values =
                new ArrayList<Object>(
                        List.of(
                                caller.entity(),
                                caller.thumbprint(),
                                caller.nonce(),
                                expiresAt,
                                caller.idempotencyKey().orElseThrow(),
                                caller.requestDigest(),
                                answer.status(),
                                envelope.seal(Json.write(kept(answer)), context(caller))));
        answer.reference().ifPresent(values::add);
        statements.atTheEnd(
                answer.reference().isPresent() ? INSERT_WITH_REFERENCE : INSERT, values.toArray());
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
        statements.update(DELETE_EXPIRED, entity, idempotencyKey, now);
    }

    int erase(String entity, UUID reference) {
        return statements.update(ERASE, entity, reference);
    }

    int purge(Instant now, int most) {
        return statements.update(PURGE, now, most);
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
