package comity.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Which node extends the log now, by the database's clock. It only saves the others the work: what
 * makes two at once harmless is the lock on the log's head.
 */
final class Lease {

    /** How long a node that died keeps the others away. */
    private static final int SECONDS = 3;

    private static final long RENEW_AFTER_NANOS = Duration.ofSeconds(1).toNanos();

    private static final String HOLD =
            "update ledger_lease set holder = ?, expires_at = current_timestamp + interval '"
                    + SECONDS
                    + "' second where id = 1 and (holder = ? or expires_at < current_timestamp)";

    private static final String RELEASE =
            "update ledger_lease set expires_at = current_timestamp where id = 1 and holder = ?";

    private final Connections connections;
    private final UUID holder;
    private final LongSupplier monotonicNanos;
    private boolean held;
    private long takenAt;

    Lease(Connections connections, UUID holder, LongSupplier monotonicNanos) {
        this.connections = connections;
        this.holder = holder;
        this.monotonicNanos = monotonicNanos;
    }

    /** Takes or keeps the lease, and says whether it is held. */
    boolean hold() throws SQLException {
        long now = monotonicNanos.getAsLong();
        if (held && now - takenAt < RENEW_AFTER_NANOS) {
            return true;
        }
        held = false;
        held =
                connections.transact(
                        connection -> {
                            try (var update = connection.prepareStatement(HOLD)) {
                                update.setQueryTimeout(Connections.STATEMENT_SECONDS);
                                update.setObject(1, holder);
                                update.setObject(2, holder);
                                return update.executeUpdate() == 1;
                            }
                        });
        takenAt = now;
        return held;
    }

    /** Lets another node go on at once. */
    void release() throws SQLException {
        if (!held) {
            return;
        }
        held = false;
        connections.transact(
                connection -> {
                    try (var update = connection.prepareStatement(RELEASE)) {
                        update.setQueryTimeout(Connections.STATEMENT_SECONDS);
                        update.setObject(1, holder);
                        return update.executeUpdate();
                    }
                });
    }
}
