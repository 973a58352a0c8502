package comity.exchange;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * What an asker declares to have done with an answer: a declined reliance is as valuable as a
 * reuse.
 */
@Entity
@Table(name = "exchange_reliance")
public class Reliance {

    @Id UUID id;
    String asker;

    @Column(name = "exchange_id")
    UUID exchange;

    @Column(name = "declared_at")
    Instant declaredAt;

    String outcome;
    byte[] sealed;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected Reliance() {}
}
