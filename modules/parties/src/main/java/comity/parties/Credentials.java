package comity.parties;

import comity.kernel.persistence.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
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
                    + " and c.thumbprint = k.thumbprint and c.nonce = ?"
                    + " left join parties_call i on i.entity = k.entity"
                    + " and i.idempotency_key = ?"
                    + " where k.thumbprint = ?";

    /** No idempotency key is empty. */
    private static final String NONE = "";

    private final Statements statements;

    /**
     * @param database read outside the caller's transaction
     */
    Credentials(DataSource database) {
        this.statements = Statements.on(database);
    }

    Optional<Credential> find(String thumbprint, String nonce, Optional<String> idempotencyKey) {
        return statements
                .query(
                        FIND,
                        Credentials::credential,
                        nonce,
                        idempotencyKey.orElse(NONE),
                        thumbprint)
                .stream()
                .findFirst();
    }

    private static Credential credential(ResultSet row) throws SQLException {
        return new Credential(
                row.getString(1),
                row.getBoolean(2),
                row.getString(3),
                KeyUse.split(row.getString(4)),
                Statements.instant(row, 5).orElseThrow(),
                Statements.instant(row, 6),
                Statements.instant(row, 7),
                row.getString(8) != null,
                earlier(row));
    }

    private static Optional<Earlier> earlier(ResultSet row) throws SQLException {
        var requestDigest = row.getBytes(9);
        if (requestDigest == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Earlier(
                        requestDigest,
                        row.getInt(10),
                        row.getBytes(11),
                        Optional.ofNullable(row.getObject(12, UUID.class)),
                        Statements.instant(row, 13).orElseThrow()));
    }
}
