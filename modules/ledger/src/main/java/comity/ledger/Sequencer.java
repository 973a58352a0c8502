package comity.ledger;

import comity.kernel.Times;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Takes pending entries into the tree, batch by batch, on one of the nodes at a time. Runs on a
 * thread of its own until it is stopped; outlives any failure of the database.
 */
public final class Sequencer implements Runnable {

    private static final Logger LOG = System.getLogger(Sequencer.class.getName());

    /** Entries that come close together share a checkpoint, which costs the same for all. */
    private static final Duration SPACING = Duration.ofMillis(100);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Connections connections;
    private final Integration integration;
    private final Lease lease;
    private final InstantSource clock;
    private final PromiseMonitor monitor;
    private final Duration pollInterval;
    private final int batch;
    private final Semaphore wakes = new Semaphore(0);
    private volatile boolean stopped;
    private long lastTurn = System.nanoTime();

    /**
     * @param database whose connections take no part in the caller's transactions
     * @param node this node's id, for the lease; another one at each start
     */
    public Sequencer(
            DataSource database,
            LogSigner signer,
            UUID node,
            InstantSource clock,
            LedgerSettings settings,
            PromiseMonitor monitor) {
        this.connections = new Connections(database);
        this.integration = new Integration(signer, settings.batch());
        this.lease = new Lease(connections, node, System::nanoTime);
        this.clock = clock;
        this.monitor = monitor;
        this.pollInterval = settings.pollInterval();
        this.batch = settings.batch();
    }

    /** Says that something was committed; says so once, however often it is called. */
    public void wake() {
        if (wakes.availablePermits() == 0) {
            wakes.release();
        }
    }

    /** Works until {@link #stop()} or an interrupt. */
    @Override
    public void run() {
        int failures = 0;
        try {
            while (!stopped) {
                try {
                    boolean more = turn();
                    if (failures > 0) {
                        LOG.log(Level.INFO, "The log grows again");
                        failures = 0;
                    }
                    if (!more) {
                        pause();
                    }
                } catch (SQLException | RuntimeException failed) {
                    if (failures++ == 0) {
                        LOG.log(Level.WARNING, "The log does not grow; it is tried again", failed);
                    }
                    TimeUnit.NANOSECONDS.sleep(backOff(failures).toNanos());
                }
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        release();
    }

    /** Ends the work after the batch at hand. */
    public void stop() {
        stopped = true;
        wakes.release();
    }

    /**
     * One turn: takes a batch in if this node holds the lease and there is one.
     *
     * @return whether there is probably more
     */
    private boolean turn() throws SQLException {
        if (!lease.hold()) {
            return false;
        }
        var due = connections.transact(each -> integration.isDue(each, Times.now(clock)));
        return due && integrate() == batch;
    }

    /**
     * Takes one batch in, lease or none.
     *
     * @return how many entries it had
     */
    int integrate() throws SQLException {
        var outcome = connections.transact(each -> integration.run(each, Times.now(clock)));
        if (outcome.late() > 0) {
            monitor.broken(outcome.late());
        }
        return outcome.entries();
    }

    /** Until somebody wakes it or it is time to look, and never sooner than the spacing. */
    private void pause() throws InterruptedException {
        if (wakes.tryAcquire(pollInterval.toNanos(), TimeUnit.NANOSECONDS)) {
            long rest = SPACING.toNanos() - (System.nanoTime() - lastTurn);
            if (rest > 0 && !stopped) {
                TimeUnit.NANOSECONDS.sleep(rest);
            }
            // What woke it meanwhile is in the batch that follows.
            wakes.drainPermits();
        }
        lastTurn = System.nanoTime();
    }

    private static Duration backOff(int failures) {
        var pause = Duration.ofMillis(100L << Math.min(failures - 1, 6));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void release() {
        try {
            lease.release();
        } catch (SQLException | RuntimeException lapses) {
            LOG.log(Level.DEBUG, "The lease was not released and lapses by itself", lapses);
        }
    }
}
