package comity.parties.http;

import comity.kernel.Problem;
import comity.kernel.http.NodeStart;
import comity.kernel.http.Trace;
import comity.parties.Calls;
import comity.parties.Directory;
import comity.parties.PartiesSettings;
import comity.parties.people.People;
import comity.parties.people.PeopleFile;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What this module does by itself: the files of the directory and of people at the start, and the
 * purge of calls and of attempts to sign in.
 */
@ApplicationScoped
public class NodeWork {

    private static final Logger LOG = System.getLogger(NodeWork.class.getName());

    private static final int PURGE_SECONDS = 60;
    private static final int PURGE_BATCH = 1000;

    /** So that a purge ends: the rest is for the next. */
    private static final int PURGE_BATCHES = 500;

    @Inject PartiesSettings settings;
    @Inject Directory directory;
    @Inject Calls calls;
    @Inject People people;
    @Inject PeopleFile peopleFile;

    @Resource ManagedScheduledExecutorService scheduler;

    private @Nullable ScheduledFuture<?> purges;

    /** Says by itself why a node does not start: the container's own line is not sure to. */
    void start(@Observes @Priority(NodeStart.PRIORITY + 100) Startup event) {
        try {
            loadFiles();
        } catch (Problem | UncheckedIOException refused) {
            NodeStart.refuse(String.valueOf(refused.getMessage()));
            throw refused;
        } catch (RuntimeException failure) {
            NodeStart.refuse("entities and people could not be loaded\n" + Trace.of(failure));
            throw failure;
        }
        purges =
                scheduler.scheduleWithFixedDelay(
                        this::purge, PURGE_SECONDS, PURGE_SECONDS, TimeUnit.SECONDS);
    }

    private void loadFiles() {
        settings.directory()
                .ifPresent(
                        file -> {
                            var report = directory.load(file);
                            LOG.log(
                                    Level.INFO,
                                    "Directory: {0} entities and {1} keys registered",
                                    report.entities(),
                                    report.keys());
                            report.differences()
                                    .forEach(difference -> LOG.log(Level.WARNING, difference));
                        });
        settings.people()
                .ifPresent(
                        file ->
                                LOG.log(
                                        Level.INFO,
                                        "People: {0} in the file",
                                        peopleFile.load(file)));
    }

    private void purge() {
        try {
            people.purge();
            for (int batch = 0; batch < PURGE_BATCHES; batch++) {
                if (calls.purge(PURGE_BATCH) < PURGE_BATCH) {
                    return;
                }
            }
        } catch (RuntimeException failure) {
            // A failure that escaped would end the schedule.
            LOG.log(
                    Level.WARNING,
                    "What is no longer needed could not be deleted\n{0}",
                    Trace.of(failure));
        }
    }

    @PreDestroy
    void stop() {
        if (purges != null) {
            purges.cancel(false);
        }
    }
}
