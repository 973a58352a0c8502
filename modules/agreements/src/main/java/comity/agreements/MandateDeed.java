package comity.agreements;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row: a client's act on a mandate that was accepted. */
@Entity
@Table(name = "agreements_mandate_act")
@IdClass(Act.Key.class)
@SuppressWarnings("NullAway.Init") // Fields that Persistence fills.
class MandateDeed {

    @Id String entity;
    @Id String jti;
    UUID mandate;
    String act;
    Instant at;
    String jws;
    String leaf;
}
