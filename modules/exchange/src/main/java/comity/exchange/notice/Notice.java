package comity.exchange.notice;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an entity is told of what it relied on. Source: docs/protocol.md, section 5. */
@Entity
@Table(name = "exchange_notice")
public class Notice {

    /** A record that the recipient holds a copy of has changed its status. */
    public static final String RECORD_STATUS = "record-status";

    @Id UUID id;

    @Column(name = "entity")
    String recipient;

    long position;
    String kind;

    @Column(name = "emitted_at")
    Instant emittedAt;

    String issuer;

    @Column(name = "record_id")
    UUID record;

    byte[] sealed;

    @Column(name = "acknowledged_at")
    @Nullable Instant acknowledgedAt;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected Notice() {}

    /** Stable: a delivery that is repeated carries the same. */
    public UUID id() {
        return id;
    }

    /** The code of the entity that is told. */
    public String recipient() {
        return recipient;
    }

    /** What kind of notice it is. */
    public String kind() {
        return kind;
    }

    /** When it was written. */
    public Instant emittedAt() {
        return emittedAt;
    }

    /** When the recipient acknowledged it. */
    public Optional<Instant> acknowledgedAt() {
        return Optional.ofNullable(acknowledgedAt);
    }
}
