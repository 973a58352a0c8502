package comity.parties;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the tables know of a signed request, in one round trip: the key, its entity,
 * whether the nonce was spent and what the same call answered before. Read anew for every request:
 * no node may go by what another has revoked.
 */
final class Credentials {

    /** What is stored of a POST that was carried out. */
    @SuppressWarnings("ArrayRecordComponent") // Passed on, never compared or kept.
    record Earlier(
            byte[] requestDigest,
            int status,
            byte @Nullable [] answer,
            Optional<UUID> reference,
            Instant expiresAt) {}

    /** What was found. */
    record Credential(
            String entity,
            boolean active,
            String jwk,
            Set<KeyUse> uses,
            Instant notBefore,
            Optional<Instant> expiresAt,
            Optional<Instant> revokedAt,
            boolean nonceSpent,
            Optional<Earlier> earlier) {}

    private static final String FIND =
            "select k.entity, e.active, k.jwk, k.uses, k.not_before, k.expires_at, k.revoked_at,"
                    + " c.nonce, i.request_digest, i.status, i.answer, i.reference, i.expires_at"
                    + " from parties_key k"
                    + " join parties_entity e on e.code = k.entity"
                    + " left join parties_call c on c.entity = k.entity"
                    + " and c.thumbprint = k.thumbprint and c.nonce = ?2"
                    + " left join parties_call i on i.entity = k.entity"
                    + " and i.idempotency_key = ?3"
                    + " where k.thumbprint = ?1";

    /** No idempotency key is empty. */
    private static final String NONE = "";

    private final EntityManager entityManager;

    Credentials(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    Optional<Credential> find(String thumbprint, String nonce, Optional<String> idempotencyKey) {
        List<?> rows =
                entityManager
                        .createNativeQuery(FIND)
                        .setParameter(1, thumbprint)
                        .setParameter(2, nonce)
                        .setParameter(3, idempotencyKey.orElse(NONE))
                        .getResultList();
        return rows.isEmpty() ? Optional.empty() : Optional.of(credential((Object[]) rows.get(0)));
    }

    private static Credential credential(@Nullable Object[] row) {
        return new Credential(
                text(row[0]),
                Boolean.TRUE.equals(row[1]),
                text(row[2]),
                KeyUse.split(text(row[3])),
                Columns.instant(row[4]).orElseThrow(),
                Columns.instant(row[5]),
                Columns.instant(row[6]),
                row[7] != null,
                earlier(row));
    }

    private static Optional<Earlier> earlier(@Nullable Object[] row) {
        if (!(row[8] instanceof byte[] requestDigest) || !(row[9] instanceof Number status)) {
            return Optional.empty();
        }
        return Optional.of(
                new Earlier(
                        requestDigest,
                        status.intValue(),
                        (byte[]) row[10],
                        Optional.ofNullable((UUID) row[11]),
                        Columns.instant(row[12]).orElseThrow()));
    }

    private static String text(@Nullable Object column) {
        if (column instanceof String text) {
            return text;
        }
        throw new IllegalStateException("No text in a column that always has one");
    }
}
