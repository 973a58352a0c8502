package comity.exchange;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * One change of a record's status. What is sealed is the issuer's note, which stays with it, and
 * the elements.
 */
@Entity
@Table(name = "exchange_status_change")
public class StatusChange {

    /** Superseded by none: a null of no type is none that every driver takes for a uuid. */
    static final UUID NONE = new UUID(0, 0);

    @Id UUID id;
    String issuer;

    @Column(name = "record_id")
    UUID record;

    @Column(name = "changed_at")
    Instant changedAt;

    String status;

    @Column(name = "reason_code")
    String reasonCode;

    @Column(name = "superseded_by")
    UUID supersededBy;

    byte[] sealed;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected StatusChange() {}
}
