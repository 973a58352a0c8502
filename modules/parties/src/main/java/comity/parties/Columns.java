package comity.parties;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the drivers make of a column in a native query. */
final class Columns {

    private Columns() {}

    static Optional<Instant> instant(@Nullable Object column) {
        if (column == null) {
            return Optional.empty();
        }
        if (column instanceof OffsetDateTime time) {
            return Optional.of(time.toInstant());
        }
        if (column instanceof Timestamp time) {
            return Optional.of(time.toInstant());
        }
        if (column instanceof Instant time) {
            return Optional.of(time);
        }
        throw new IllegalStateException("No instant: " + column.getClass());
    }

    static OffsetDateTime parameter(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
