package comity.exchange.status;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * One list of places. Its {@code changes} count what has changed, so that a signed token is known
 * to be current.
 */
@Entity
@Table(name = "exchange_status_list")
class StatusListRow {

    @Id UUID id;
    String issuer;
    int places;
    int taken;
    long changes;

    @Column(name = "created_at")
    Instant createdAt;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected StatusListRow() {}

    StatusListRow(String issuer, UUID id, int places, Instant createdAt) {
        this.issuer = issuer;
        this.id = id;
        this.places = places;
        this.createdAt = createdAt;
    }
}
