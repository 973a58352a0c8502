package comity.ledger;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Watches the promise that receipts make: no entry stays pending beyond its {@code includeBy}. A
 * node that breaks it has handed out evidence against itself, so it says so in its log and its
 * health, and should make no more such promises.
 */
public final class PromiseMonitor {

    private static final Logger LOG = System.getLogger(PromiseMonitor.class.getName());

    /**
     * How the promise stands.
     *
     * @param overdue entries that are still pending beyond their time
     * @param since the earliest of those times
     */
    public record Standing(long overdue, Optional<Instant> since) {

        /** Whether nothing is overdue. */
        public boolean isKept() {
            return overdue == 0;
        }
    }

    private final Connections connections;
    private final AtomicLong broken = new AtomicLong();
    private volatile Standing standing = new Standing(0, Optional.empty());
    private volatile boolean blind;

    public PromiseMonitor(DataSource database) {
        this.connections = new Connections(database);
    }

    /** Looks now, by the database's clock, and tells the log when the alarm begins and ends. */
    public Standing check() {
        var now = look();
        if (now.isKept() != standing.isKept()) {
            if (now.isKept()) {
                LOG.log(Level.INFO, "The log holds again what its receipts promised");
            } else {
                LOG.log(
                        Level.ERROR,
                        "The log broke its promise: {0} entries are not in the tree, due since {1}",
                        now.overdue(),
                        now.since().orElse(Instant.MIN));
            }
        }
        standing = now;
        return now;
    }

    /** {@link #check()} on a schedule: a database that is away is told once and no end of it. */
    public void watch() {
        try {
            check();
            blind = false;
        } catch (RuntimeException away) {
            if (!blind) {
                LOG.log(Level.WARNING, "Whether the log keeps its promise is not known now", away);
            }
            blind = true;
        }
    }

    /** How it stood when last looked at. */
    public Standing standing() {
        return standing;
    }

    /** How many entries this node's sequencer took in too late since it started. */
    public long brokenCount() {
        return broken.get();
    }

    void broken(int entries) {
        broken.addAndGet(entries);
        LOG.log(
                Level.ERROR,
                "The log broke its promise: {0} entries came into the tree too late",
                entries);
    }

    private Standing look() {
        return connections.read(
                connection -> {
                    try (var query =
                            connection.prepareStatement(
                                    "select count(*), min(include_by) from ledger_pending"
                                            + " where include_by < current_timestamp")) {
                        query.setQueryTimeout(Connections.STATEMENT_SECONDS);
                        try (var rows = query.executeQuery()) {
                            rows.next();
                            var since =
                                    Optional.ofNullable(rows.getObject(2, OffsetDateTime.class));
                            return new Standing(
                                    rows.getLong(1), since.map(OffsetDateTime::toInstant));
                        }
                    }
                });
    }
}
