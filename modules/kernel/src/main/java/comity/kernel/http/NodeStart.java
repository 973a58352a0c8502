package comity.kernel.http;

import comity.kernel.NodeMode;
import comity.kernel.NodeModules;
import comity.kernel.NodeSeal;
import comity.kernel.persistence.DatabaseClock;
import comity.kernel.persistence.Migrations;
import comity.kernel.persistence.NodeRegister;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The start of a node, in order: the database answers, it is this node's, its tables are those of
 * this code, its clock is known. Whatever else starts observes {@link Startup} with a priority
 * beyond {@value #PRIORITY} and finds all of that done.
 */
@ApplicationScoped
public class NodeStart {

    /** Before everything else that starts. */
    public static final int PRIORITY = 100;

    private static final Logger LOG = System.getLogger(NodeStart.class.getName());

    /** How long the server may take to end after a refusal. */
    private static final Duration LONGEST_END = Duration.ofMinutes(1);

    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static volatile boolean started;
    private static volatile String refusal = "";

    /**
     * Not shared with a transaction: migrations hold a connection for their lock beside the one
     * they work with.
     */
    @Inject @Unshared DataSource database;

    @Inject NodeMode mode;
    @Inject NodeModules modules;
    @Inject DatabaseClock clock;
    @Inject Instance<NodeSeal> seal;

    @Resource ManagedScheduledExecutorService scheduler;

    private @Nullable ScheduledFuture<?> measurements;

    /** Says by itself why a node does not start: the container's own line is not sure to. */
    void start(@Observes @Priority(PRIORITY) Startup event) throws SQLException {
        try {
            start();
        } catch (SQLException | RuntimeException refused) {
            if (!Thread.currentThread().isInterrupted()) {
                refuse(reason(refused));
            }
            throw refused;
        }
    }

    /** Does another part of the start, and says why it failed where that throws. */
    public static void saying(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException refused) {
            refuse(reason(refused));
            throw refused;
        }
    }

    /**
     * Says why the node does not start, and ends the process with code 1: the server by itself goes
     * on without its application, and whoever watches the process takes it for a node. From another
     * thread, since the end waits for the start to give up. A node that has started is not ended,
     * whatever is wrong.
     */
    public static void refuse(String reason) {
        if (started) {
            LOG.log(Level.ERROR, "The node would not start again: {0}", reason);
        } else if (!reason.equals(refusal)) {
            // A setting's is told by the settings, and again by the part of the start that read it.
            refusal = reason;
            LOG.log(Level.ERROR, "The node does not start: {0}", reason);
            after(Duration.ZERO, () -> System.exit(1));
            after(LONGEST_END, () -> Runtime.getRuntime().halt(1));
        }
    }

    private static void after(Duration time, Runnable end) {
        var thread =
                new Thread(
                        () -> {
                            try {
                                Thread.sleep(time.toMillis());
                                end.run();
                            } catch (InterruptedException nobodyDoes) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "comity-refused");
        thread.setDaemon(true);
        thread.start();
    }

    /** After everything else that starts. */
    void started(@Observes @Priority(Integer.MAX_VALUE) Startup event) {
        started = true;
    }

    private static String reason(Throwable refused) {
        var reason = new StringBuilder();
        for (Throwable each = refused; each != null; each = each.getCause()) {
            reason.append(reason.isEmpty() ? "" : "; ").append(each.getMessage());
        }
        return reason.toString();
    }

    private void start() throws SQLException {
        awaitDatabase();
        take(new NodeRegister(database));
        modules.inOrder().forEach(this::migrate);
        clock.measure();
        measurements =
                scheduler.scheduleWithFixedDelay(
                        this::measureClock,
                        DatabaseClock.INTERVAL.toMillis(),
                        DatabaseClock.INTERVAL.toMillis(),
                        TimeUnit.MILLISECONDS);
        LOG.log(Level.INFO, "The database is ready, mode {0}", mode.code());
    }

    /** A start that is refused has changed nothing: whatever can refuse it is asked first. */
    private void take(NodeRegister register) throws SQLException {
        register.require(mode);
        Optional<String> fingerprint = Optional.empty();
        if (seal.isResolvable()) {
            fingerprint = Optional.of(seal.get().fingerprint(register.fingerprint().isEmpty()));
            register.requireKeys(fingerprint.get());
        }
        migrate("kernel");
        register.claim(mode);
        if (fingerprint.isPresent()) {
            register.seal(fingerprint.get());
        }
    }

    /**
     * Waits as long as it takes, with the node not ready meanwhile: a persistence unit that is
     * first used while the database is away stays unusable for the life of the application.
     */
    private void awaitDatabase() {
        var wait = FIRST_WAIT;
        while (!answers()) {
            try {
                Thread.sleep(wait.toMillis());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Stopped while waiting for the database", stopped);
            }
            var longer = wait.multipliedBy(2);
            wait = longer.compareTo(LONGEST_WAIT) < 0 ? longer : LONGEST_WAIT;
        }
    }

    private boolean answers() {
        try (var connection = database.getConnection()) {
            return connection.isValid(5);
        } catch (SQLException away) {
            LOG.log(
                    Level.WARNING,
                    "Waiting for the database, which does not answer (SQL state {0})",
                    away.getSQLState());
            return false;
        }
    }

    private void migrate(String module) {
        Migrations.run(database, module, NodeStart.class.getClassLoader());
    }

    private void measureClock() {
        try {
            clock.measure();
        } catch (SQLException | RuntimeException away) {
            // A failure that escaped would end the schedule.
            LOG.log(Level.WARNING, "The database's clock could not be read", away);
        }
    }

    @PreDestroy
    void stop() {
        if (measurements != null) {
            measurements.cancel(false);
        }
    }
}
