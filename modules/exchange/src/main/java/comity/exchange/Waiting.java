package comity.exchange;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * An answer that waits for a person's approval at its issuer. There is one whether the issuer has a
 * record or none, and it lasts until {@code decideBy} whatever the issuer decides: nothing about it
 * tells the asker more than that it waits.
 */
@Entity
@Table(name = "exchange_waiting")
@IdClass(WaitingId.class)
public class Waiting {

    static final String OPEN = "open";
    static final String APPROVED = "approved";
    static final String REFUSED = "refused";

    @Id String issuer;

    @Id
    @Column(name = "exchange_id")
    UUID exchange;

    String asker;

    @Column(name = "decide_by")
    Instant decideBy;

    String state;

    /** Whether the issuer has a record of the subject: nobody else is shown that it waits. */
    boolean found;

    /** Whether the issuer has been told, or need not be. */
    boolean told;

    byte[] sealed;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected Waiting() {}

    boolean isOpenAt(Instant at) {
        return state.equals(OPEN) && at.isBefore(decideBy);
    }

    /** The issuer's word, which is final; which records it was about is not needed any more. */
    void decide(String decision) {
        state = decision;
        sealed = new byte[0];
    }
}
