package comity.exchange;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
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

    byte[] sealed;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected PublishedRecord() {}

    RecordStatus status() {
        return RecordStatus.of(status).orElseThrow();
    }

    /** Whether it may be answered at an instant: valid, begun, and not expired. */
    boolean canBeAnsweredAt(Instant at) {
        return status() == RecordStatus.VALID && !at.isBefore(notBefore) && at.isBefore(expiresAt);
    }
}
