package comity.exchange.notice;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What an entity is told of what it relied on. Source: docs/protocol.md, section 5. */
@Entity
@Table(name = "exchange_notice")
public class Notice {

    /** A record that the recipient holds a copy of has changed its status. */
    public static final String RECORD_STATUS = "record-status";

    /** A record of the recipient's is asked for, and a person has to approve. */
    public static final String APPROVAL_WAITING = "approval-waiting";

    /** What the recipient asked, and waited for, has come to its end. */
    public static final String EXCHANGE_DECIDED = "exchange-decided";

    /** What a notice that is about no record has in its place. */
    public static final UUID NO_RECORD = new UUID(0, 0);

    /** What a notice that no centre acknowledged has in the place of its mandate. */
    static final UUID NO_MANDATE = new UUID(0, 0);

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

    /** The record types that it is about, each between two commas. */
    String types;

    byte[] sealed;

    @Column(name = "acknowledged_at")
    @Nullable Instant acknowledgedAt;

    /** Who acknowledged it for the recipient; empty if that did itself, or nobody has. */
    @Column(name = "acknowledged_centre")
    String acknowledgedCentre;

    /** By which the centre could. */
    @Column(name = "acknowledged_mandate")
    UUID acknowledgedMandate;

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

    /** The record types that it is about. */
    public Set<String> types() {
        return Set.of(types.substring(1, types.length() - 1).split(","));
    }

    /** Adds when it was acknowledged, if it was, and which centre did it for the recipient. */
    public void tellAcknowledgement(ObjectNode view) {
        acknowledgedAt().ifPresent(at -> view.put("acknowledgedAt", at.toString()));
        if (!acknowledgedCentre.isEmpty()) {
            view.putObject("acknowledgedThrough")
                    .put("centre", acknowledgedCentre)
                    .put("mandate", acknowledgedMandate.toString());
        }
    }

    /** When the recipient acknowledged it. */
    public Optional<Instant> acknowledgedAt() {
        return Optional.ofNullable(acknowledgedAt);
    }
}
