package comity.agreements;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row: an agreement in its only version. */
@Entity
@Table(name = "agreements_agreement")
@SuppressWarnings("NullAway.Init") // Fields that Persistence fills.
class Agreement {

    @Id UUID id;
    int version;
    String drafter;

    @Column(name = "drafted_at")
    Instant draftedAt;

    String terms;

    @Column(name = "terms_digest")
    String termsDigest;

    long epoch;
}
