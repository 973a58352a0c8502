package comity.ledger.http;

import comity.kernel.Ids;
import comity.kernel.Settings;
import comity.kernel.http.NodeStart;
import comity.kernel.persistence.AfterCommit;
import comity.ledger.Ledger;
import comity.ledger.LedgerSettings;
import comity.ledger.Log;
import comity.ledger.LogSigner;
import comity.ledger.PromiseMonitor;
import comity.ledger.Receipts;
import comity.ledger.Sequencer;
import comity.trust.vault.NodeKeys;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Makes the log's front doors, and keeps its sequencer and its monitor running. */
@ApplicationScoped
public class LedgerBeans {

    /** Long after the kernel has migrated the tables and opened the vault. */
    private static final int PRIORITY = 1000;

    private static final URI LOCAL = URI.create("http://localhost:9080");
    private static final Duration LONGEST_WATCH = Duration.ofSeconds(15);
    private static final Duration LAST_BATCH = Duration.ofSeconds(10);

    /** Not shared: the sequencer commits by itself, and a proof shows what everyone sees. */
    @Resource(lookup = "jdbc/comity", shareable = false)
    DataSource database;

    @Resource ManagedThreadFactory threads;
    @Resource ManagedScheduledExecutorService scheduler;

    // What this bean itself makes is asked for when it is needed.
    @Inject Instance<LogSigner> signer;
    @Inject InstantSource clock;
    @Inject Ids ids;
    @Inject Instance<LedgerSettings> ledgerSettings;
    @Inject Instance<PromiseMonitor> promises;

    private volatile @Nullable Sequencer sequencer;
    private @Nullable Thread thread;
    private @Nullable ScheduledFuture<?> watch;

    void start(@Observes @Priority(PRIORITY) Startup event) {
        NodeStart.saying(this::start);
    }

    private void start() {
        var settings = ledgerSettings.get();
        var monitor = promises.get();
        // Another id at each start: a lease of the process before is not this one's.
        var started = new Sequencer(database, signer.get(), ids.next(), clock, settings, monitor);
        sequencer = started;
        var running = threads.newThread(started);
        running.setName("comity-log");
        running.start();
        thread = running;
        long period = Math.min(settings.maxMergeDelay().toMillis() / 4, LONGEST_WATCH.toMillis());
        watch =
                scheduler.scheduleWithFixedDelay(
                        monitor::watch, period, period, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        if (watch != null) {
            watch.cancel(false);
        }
        if (sequencer != null) {
            sequencer.stop();
        }
        if (thread != null) {
            try {
                thread.join(LAST_BATCH.toMillis());
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void wake() {
        var running = sequencer;
        if (running != null) {
            running.wake();
        }
    }

    @Produces
    @Singleton
    static LedgerSettings settings(Settings settings) {
        return settings.read(
                from ->
                        new LedgerSettings(
                                from.text(
                                        "comity.log.origin",
                                        from.uri("comity.public.address", LOCAL).getRawAuthority()
                                                + "/log"),
                                from.duration(
                                        "comity.log.max-merge-delay",
                                        LedgerSettings.DEFAULT_MAX_MERGE_DELAY,
                                        Duration.ofSeconds(2),
                                        Duration.ofHours(24)),
                                from.duration(
                                        "comity.log.poll-interval",
                                        LedgerSettings.DEFAULT_POLL_INTERVAL,
                                        Duration.ofMillis(10),
                                        Duration.ofMillis(500)),
                                from.integer(
                                        "comity.log.batch",
                                        LedgerSettings.DEFAULT_BATCH,
                                        1,
                                        LedgerSettings.DEFAULT_BATCH),
                                from.flag("comity.log.public", false)));
    }

    @Produces
    @Singleton
    static LogSigner signer(LedgerSettings settings, NodeKeys keys) {
        return new LogSigner(settings.origin(), keys.log(), keys.cosignature());
    }

    @Produces
    @Singleton
    static Receipts receipts(Settings settings, NodeKeys keys) {
        var issuer = settings.read(from -> from.uri("comity.public.address", LOCAL));
        return new Receipts(keys.receipt(), issuer.toString());
    }

    @Produces
    @Singleton
    Log log() {
        return new Log(database);
    }

    @Produces
    @Singleton
    PromiseMonitor monitor() {
        return new PromiseMonitor(database);
    }

    @Produces
    @Singleton
    Ledger ledger(
            EntityManager entityManager,
            AfterCommit afterCommit,
            Log log,
            Ids ids,
            SecureRandom random,
            LedgerSettings settings) {
        return new Ledger(
                entityManager, afterCommit, this::wake, log, ids, random, settings.maxMergeDelay());
    }
}
