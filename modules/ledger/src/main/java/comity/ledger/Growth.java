package comity.ledger;

import comity.kernel.Patience;
import java.time.Duration;
import java.util.Optional;
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

    private static final int WAITERS_OF_ONE = 8;

    private static final Duration LOOK = Duration.ofMillis(40);

    private final LongSupplier size;
    private final Patience patience = new Patience(WAITERS, WAITERS_OF_ONE, LOOK);
    private final AtomicLong lookedAt = new AtomicLong(System.nanoTime() - LOOK.toNanos());
    private volatile long known;

    Growth(LongSupplier size) {
        this.size = size;
    }

    /**
     * Asks until there is an answer, each time that the log has grown, but no longer than that.
     *
     * @param waiter who occupies one of its {@value #WAITERS_OF_ONE} places meanwhile
     */
    <T> Optional<T> await(String waiter, Supplier<Optional<T>> question, Duration time) {
        return patience.until(
                waiter,
                time.compareTo(LONGEST_WAIT) < 0 ? time : LONGEST_WAIT,
                new Asked<>(question),
                Optional::isPresent);
    }

    private void look() {
        long last = lookedAt.get();
        long now = System.nanoTime();
        if (now - last >= LOOK.toNanos() && lookedAt.compareAndSet(last, now)) {
            known = size.getAsLong();
        }
    }

    /** One who waits: asks at first, and then only when the log has grown. */
    private final class Asked<T> implements Supplier<Optional<T>> {

        private final Supplier<Optional<T>> question;
        private long seen = -1;

        Asked(Supplier<Optional<T>> question) {
            this.question = question;
        }

        @Override
        public Optional<T> get() {
            if (seen >= 0) {
                look();
                if (known == seen) {
                    return Optional.empty();
                }
            }
            seen = known;
            return question.get();
        }
    }
}
