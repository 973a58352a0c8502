package comity.exchange;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** That an asker holds a copy of a record, and until when: what a withdrawal must reach. */
@Entity
@Table(name = "exchange_disclosure")
@IdClass(DisclosureId.class)
public class Disclosure {

    @Id
    @Column(name = "record_id")
    UUID record;

    @Id
    @Column(name = "exchange_id")
    UUID exchange;

    String issuer;
    String asker;

    @Column(name = "disclosed_at")
    Instant disclosedAt;

    @Column(name = "retain_until")
    LocalDate retainUntil;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected Disclosure() {}
}
