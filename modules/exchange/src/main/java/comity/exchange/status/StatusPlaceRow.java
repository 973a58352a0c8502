package comity.exchange.status;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One place of a list: reserved by an issuer, then of one record. */
@Entity
@Table(name = "exchange_status_place")
@IdClass(StatusPlaceRowId.class)
class StatusPlaceRow {

    /** No record yet: a null of no type is none that every driver takes for a uuid. */
    static final UUID FREE = new UUID(0, 0);

    @Id UUID list;
    @Id int idx;
    String issuer;

    @Column(name = "record_id")
    UUID record;

    short status;

    @Column(name = "reserved_at")
    Instant reservedAt;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected StatusPlaceRow() {}

    StatusPlaceRow(StatusListRow list, int idx, Instant reservedAt) {
        this.list = list.id;
        this.idx = idx;
        this.issuer = list.issuer;
        this.record = FREE;
        this.reservedAt = reservedAt;
    }
}
