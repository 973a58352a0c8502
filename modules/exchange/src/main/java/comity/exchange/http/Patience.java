package comity.exchange.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Long polls, of which only so many wait at once: each occupies a thread of the server. */
final class Patience {

    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final Semaphore waiting;

    /**
     * @param most how many may wait at once; one more is answered with what there is
     */
    Patience(int most) {
        waiting = new Semaphore(most);
    }

    /** What is found when it suffices, or when the time is over. */
    <T> T until(Duration time, Supplier<T> look, Predicate<T> suffices) {
        var found = look.get();
        if (time.isZero() || suffices.test(found) || !waiting.tryAcquire()) {
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
            waiting.release();
        }
    }
}
