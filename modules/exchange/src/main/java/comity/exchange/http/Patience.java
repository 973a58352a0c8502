package comity.exchange.http;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Long polls, of which only so many wait at once: each occupies a thread of the server. No entity
 * takes more than its share, so that none keeps the others from waiting.
 */
final class Patience {

    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final Semaphore waiting;
    private final int mostOfOne;
    private final ConcurrentMap<String, Integer> ofEach = new ConcurrentHashMap<>();

    /**
     * @param most how many may wait at once; one more is answered with what there is
     * @param mostOfOne how many of them for one entity
     */
    Patience(int most, int mostOfOne) {
        waiting = new Semaphore(most);
        this.mostOfOne = mostOfOne;
    }

    /** What is found when it suffices, or when the time is over. */
    <T> T until(String entity, Duration time, Supplier<T> look, Predicate<T> suffices) {
        var found = look.get();
        if (time.isZero() || suffices.test(found) || !enter(entity)) {
            return found;
        }
        try {
            long end = System.nanoTime() + time.toNanos();
            while (!suffices.test(found) && System.nanoTime() < end) {
                Thread.sleep(INTERVAL.toMillis());
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
