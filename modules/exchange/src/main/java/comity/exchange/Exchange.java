package comity.exchange;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * One request and what it was answered. What is sealed is the request without its subject, and the
 * answers without any disclosed content.
 */
@Entity
@Table(name = "exchange_exchange")
public class Exchange {

    @Id UUID id;
    String asker;

    @Column(name = "asked_at")
    Instant askedAt;

    String type;
    String purpose;

    /** The last day on which a copy that it disclosed, or could have, may be kept. */
    @Column(name = "keep_until")
    LocalDate keepUntil;

    boolean erased;
    byte[] sealed;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected Exchange() {}

    /** Whether nothing of it may be shown any more, whether or not its content is gone yet. */
    boolean isOverAt(Instant at) {
        return erased || keepUntil.isBefore(at.atOffset(ZoneOffset.UTC).toLocalDate());
    }

    /** Another answer is in it, of which copies may be kept until a day. */
    void reseal(byte[] content, LocalDate until) {
        sealed = content;
        keepUntil = until.isAfter(keepUntil) ? until : keepUntil;
    }

    /** Its content is gone; that it was is left. */
    void erase() {
        erased = true;
        sealed = new byte[0];
    }
}
