package comity.bench.server;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** Three kilobytes with a key. */
@Entity
@Table(name = "bench_body")
public class Body {

    @Id private UUID id;
    private String content;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected Body() {}

    Body(UUID id, String content) {
        this.id = id;
        this.content = content;
    }

    String content() {
        return content;
    }
}
