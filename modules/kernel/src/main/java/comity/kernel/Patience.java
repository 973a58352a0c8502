package comity.kernel;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Waits for what other threads and nodes bring about, of which only so many wait at once: each
 * occupies a thread of the server.
 */
public final class Patience {

    private final Semaphore waiting;
    private final Duration interval;

    /**
     * @param most how many may wait at once; one more is answered with what there is
     * @param interval between two looks
     */
    public Patience(int most, Duration interval) {
        this.waiting = new Semaphore(most);
        this.interval = interval;
    }

    /** What is found when it suffices, or when the time is over. */
    public <T> T until(Duration time, Supplier<T> look, Predicate<T> suffices) {
        var found = look.get();
        if (time.isZero() || suffices.test(found) || !waiting.tryAcquire()) {
            return found;
        }
        try {
            long end = System.nanoTime() + time.toNanos();
            for (long left = end - System.nanoTime();
                    !suffices.test(found) && left > 0;
                    left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.sleep(Math.min(interval.toNanos(), left));
                found = look.get();
            }
            return found;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return found;
        } finally {
            waiting.release();
        }
    }
}
