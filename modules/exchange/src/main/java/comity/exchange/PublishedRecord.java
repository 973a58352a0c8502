package comity.exchange;

import comity.kernel.persistence.Statements;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** A record that an entity published. Its content is sealed under a key of its own. */
@Entity
@Table(name = "exchange_record")
@IdClass(RecordId.class)
public class PublishedRecord {

    /** When a record expires that does not: a null of no type is none that every driver takes. */
    static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    @Id String issuer;
    @Id UUID id;
    String type;
    String status;
    UUID list;
    int place;

    @Column(name = "published_at")
    Instant publishedAt;

    @Column(name = "not_before")
    Instant notBefore;

    @Column(name = "expires_at")
    Instant expiresAt;

    /** Who published it for its issuer; empty if that did itself. */
    String centre;

    byte[] sealed;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected PublishedRecord() {}

    /**
     * Reads a row: issuer, id, type, status, list, place, published_at, not_before, expires_at,
     * sealed. What is read so is not managed.
     */
    static PublishedRecord read(ResultSet row) throws SQLException {
        var record = new PublishedRecord();
        record.issuer = row.getString(1);
        record.id = row.getObject(2, UUID.class);
        record.type = row.getString(3);
        record.status = row.getString(4);
        record.list = row.getObject(5, UUID.class);
        record.place = row.getInt(6);
        record.publishedAt = Statements.instant(row, 7).orElseThrow();
        record.notBefore = Statements.instant(row, 8).orElseThrow();
        record.expiresAt = Statements.instant(row, 9).orElseThrow();
        record.sealed = row.getBytes(10);
        return record;
    }

    RecordStatus status() {
        return RecordStatus.of(status).orElseThrow();
    }

    /** Whether it may be answered at an instant: valid, begun, and not expired. */
    boolean canBeAnsweredAt(Instant at) {
        return status() == RecordStatus.VALID && !at.isBefore(notBefore) && at.isBefore(expiresAt);
    }
}
