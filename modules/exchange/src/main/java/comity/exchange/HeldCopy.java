package comity.exchange;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * That an asker holds a copy of a record, with which of its elements, and until when: what a
 * withdrawal must reach.
 */
@Entity
@Table(name = "exchange_held_copy")
@IdClass(HeldCopyId.class)
public class HeldCopy {

    @Id String issuer;

    @Id
    @Column(name = "record_id")
    UUID record;

    @Id
    @Column(name = "exchange_id")
    UUID exchange;

    String asker;

    /** Under which it was disclosed. */
    UUID agreement;

    @Column(name = "disclosed_at")
    Instant disclosedAt;

    @Column(name = "retain_until")
    LocalDate retainUntil;

    /** The ids of the disclosed elements, a JSON array. They are the issuer's, and say nothing. */
    String elements;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected HeldCopy() {}
}
