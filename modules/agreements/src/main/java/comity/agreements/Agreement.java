package comity.agreements;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row: an agreement, in whatever versions. */
@Entity
@Table(name = "agreements_agreement")
@SuppressWarnings("NullAway.Init") // Fields that Persistence fills.
class Agreement {

    @Id UUID id;
    String drafter;

    @Column(name = "drafted_at")
    Instant draftedAt;

    int latest;
    long epoch;

    /** An act was done on it. */
    void actedAt(long actsEpoch) {
        epoch = actsEpoch;
    }

    /** The number of one more version. */
    int nextVersion() {
        return ++latest;
    }
}
