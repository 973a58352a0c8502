package comity.kernel.persistence;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database's clock, which all nodes share: what a signature's age and an agreement's term are
 * measured by. It is read from time to time ({@link #measure}) and carried on in between by the
 * machine's monotonic clock, so a wrong or adjusted wall clock of this machine does no harm.
 */
public final class DatabaseClock implements InstantSource {

    /** How often to measure: at the usual drift of 100 ppm the error stays under a millisecond. */
    public static final Duration INTERVAL = Duration.ofSeconds(10);

    /** A slower answer says too little about when the database read its clock. */
    private static final Duration SLOWEST = Duration.ofSeconds(1);

    private record Sample(Instant at, long nanos) {}

    private final DataSource database;
    private final LongSupplier monotonicNanos;
    private volatile @Nullable Sample sample;

    public DatabaseClock(DataSource database) {
        this(database, System::nanoTime);
    }

    DatabaseClock(DataSource database, LongSupplier monotonicNanos) {
        this.database = database;
        this.monotonicNanos = monotonicNanos;
    }

    /**
     * Reads the database's clock.
     *
     * @throws SQLException if the database does not answer: the clock goes on by the last reading
     */
    public void measure() throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("select current_timestamp")) {
            long before = monotonicNanos.getAsLong();
            try (var rows = query.executeQuery()) {
                rows.next();
                var at = rows.getObject(1, OffsetDateTime.class).toInstant();
                long after = monotonicNanos.getAsLong();
                if (sample == null || after - before < SLOWEST.toNanos()) {
                    sample = new Sample(at, before + (after - before) / 2);
                }
            }
        }
    }

    @Override
    public Instant instant() {
        var last = sample;
        if (last == null) {
            throw new IllegalStateException(
                    "The database's clock is not known before the node has started");
        }
        return last.at.plusNanos(monotonicNanos.getAsLong() - last.nanos);
    }
}
