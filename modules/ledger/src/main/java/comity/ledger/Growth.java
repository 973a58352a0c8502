package comity.ledger;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Waits for the log to grow, whichever node makes it grow: all who wait share one look at its size.
 */
final class Growth {

    /** How long anyone may wait. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** Who comes when so many wait gets what there is. */
    private static final int WAITERS = 64;

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private final LongSupplier size;
    private final Semaphore places = new Semaphore(WAITERS);
    private final AtomicLong lookedAt = new AtomicLong(System.nanoTime() - LOOK_NANOS);
    private volatile long known;

    Growth(LongSupplier size) {
        this.size = size;
    }

    /** Asks until there is an answer, each time that the log has grown, but no longer than that. */
    <T> Optional<T> await(Supplier<Optional<T>> question, Duration patience) {
        long seen = known;
        var answer = question.get();
        if (answer.isPresent() || !places.tryAcquire()) {
            return answer;
        }
        try {
            long end = System.nanoTime() + min(patience, LONGEST_WAIT).toNanos();
            for (long left = end - System.nanoTime();
                    answer.isEmpty() && left > 0;
                    left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.sleep(Math.min(LOOK_NANOS, left));
                look();
                if (known != seen) {
                    seen = known;
                    answer = question.get();
                }
            }
            return answer;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return answer;
        } finally {
            places.release();
        }
    }

    private void look() {
        long last = lookedAt.get();
        long now = System.nanoTime();
        if (now - last >= LOOK_NANOS && lookedAt.compareAndSet(last, now)) {
            known = size.getAsLong();
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
