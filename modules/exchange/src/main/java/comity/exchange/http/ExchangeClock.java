package comity.exchange.http;

import comity.exchange.ApprovalNotices;
import comity.exchange.CopyErasure;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;

/** Lets the time pass for exchanges: what waits is told and closed, what is over is erased. */
@ApplicationScoped
public class ExchangeClock {

    private static final Logger LOG = System.getLogger(ExchangeClock.class.getName());

    /** Until the first look: what became due while no node ran is done when one does. */
    private static final int FIRST_SECONDS = 2;

    private static final int APPROVAL_SECONDS = 2;
    private static final int ERASURE_SECONDS = 300;

    private static final int BATCH = 100;

    /** So that one look ends: the rest is for the next. */
    private static final int BATCHES = 500;

    @Inject ApprovalNotices approvals;
    @Inject CopyErasure erasure;

    @Resource ManagedScheduledExecutorService scheduler;

    private final List<ScheduledFuture<?>> work = new ArrayList<>();

    void start(@Observes @Priority(NodeStart.PRIORITY + 200) Startup event) {
        NodeStart.saying(this::schedule);
    }

    private void schedule() {
        every(APPROVAL_SECONDS, "What awaits approval could not be told", approvals::tellIssuers);
        every(APPROVAL_SECONDS, "Ends of approvals could not be told", approvals::close);
        every(ERASURE_SECONDS, "Copies could not be erased", this::erase);
    }

    private void every(int seconds, String failed, IntUnaryOperator batch) {
        work.add(
                scheduler.scheduleWithFixedDelay(
                        () -> run(failed, batch), FIRST_SECONDS, seconds, TimeUnit.SECONDS));
    }

    private int erase(int most) {
        int erased = erasure.erase(most);
        if (erased > 0) {
            LOG.log(Level.INFO, "Erased the copies of {0} exchanges: kept no longer", erased);
        }
        return erased;
    }

    private static void run(String failed, IntUnaryOperator batch) {
        try {
            for (int i = 0; i < BATCHES; i++) {
                if (batch.applyAsInt(BATCH) < BATCH) {
                    return;
                }
            }
        } catch (RuntimeException failure) {
            // A failure that escaped would end the schedule.
            LOG.log(Level.WARNING, "{0}\n{1}", failed, Trace.of(failure));
        }
    }

    @PreDestroy
    void stop() {
        work.forEach(each -> each.cancel(false));
    }
}
