package comity.agreements.http;

import comity.agreements.Reminders;
import comity.kernel.http.NodeStart;
import comity.kernel.http.Trace;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets the time pass for agreements. */
@ApplicationScoped
public class AgreementsClock {

    private static final Logger LOG = System.getLogger(AgreementsClock.class.getName());

    private static final int PERIOD_SECONDS = 600;

    @Inject Reminders reminders;
    @Resource ManagedScheduledExecutorService scheduler;

    private @Nullable ScheduledFuture<?> ticks;

    void start(@Observes @Priority(NodeStart.PRIORITY + 200) Startup event) {
        NodeStart.saying(
                () ->
                        ticks =
                                scheduler.scheduleWithFixedDelay(
                                        this::tick, 1, PERIOD_SECONDS, TimeUnit.SECONDS));
    }

    private void tick() {
        try {
            reminders.tick();
        } catch (RuntimeException failure) {
            // A failure that escaped would end the schedule.
            LOG.log(Level.WARNING, "Ends of agreements could not be told\n{0}", Trace.of(failure));
        }
    }

    @PreDestroy
    void stop() {
        if (ticks != null) {
            ticks.cancel(false);
        }
    }
}
