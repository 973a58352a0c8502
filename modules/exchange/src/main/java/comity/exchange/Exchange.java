package comity.exchange;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
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
    byte[] sealed;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected Exchange() {}
}
