package comity.acceptance.container;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row to look for. */
@Entity
@Table(name = "probe_mark")
class Mark {

    @Id int id;
    String label = "";
    Instant at = Instant.EPOCH;

    Mark() {}

    Mark(int id, String label, Instant at) {
        this.id = id;
        this.label = label;
        this.at = at;
    }
}
