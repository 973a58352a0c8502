package comity.kernel;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Waits for what other threads and nodes bring about, of which only so many wait at once: each
 * occupies a thread of the server. No entity takes more than its share, so that none keeps the
 * others from waiting.
 */
public final class Patience {

    /** Who waits for nobody in particular. */
    private static final String ANYONE = "";

    private final Semaphore waiting;
    private final int mostOfOne;
    private final Duration interval;
    private final ConcurrentMap<String, Integer> ofEach = new ConcurrentHashMap<>();

    /** Without shares. */
    public Patience(int most, Duration interval) {
        this(most, most, interval);
    }

    /**
     * @param most how many may wait at once; one more is answered with what there is
     * @param mostOfOne how many of them for one entity
     * @param interval between two looks
     */
    public Patience(int most, int mostOfOne, Duration interval) {
        this.waiting = new Semaphore(most);
        this.mostOfOne = mostOfOne;
        this.interval = interval;
    }

    /** What is found when it suffices, or when the time is over. */
    public <T> T until(Duration time, Supplier<T> look, Predicate<T> suffices) {
        return until(ANYONE, time, look, suffices);
    }

    /** What is found when it suffices, or when the time is over; it counts as the entity's. */
    public <T> T until(String entity, Duration time, Supplier<T> look, Predicate<T> suffices) {
        var found = look.get();
        if (time.isZero() || suffices.test(found) || !enter(entity)) {
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
            leave(entity);
        }
    }

    private boolean enter(String entity) {
        boolean hasRoom = ofEach.merge(entity, 1, Integer::sum) <= mostOfOne;
        if (hasRoom && waiting.tryAcquire()) {
            return true;
        }
        forget(entity);
        return false;
    }

    private void leave(String entity) {
        waiting.release();
        forget(entity);
    }

    private void forget(String entity) {
        ofEach.computeIfPresent(entity, (code, count) -> count == 1 ? null : count - 1);
    }
}
