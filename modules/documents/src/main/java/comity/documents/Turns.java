package comity.documents;

import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Who prints when: printing takes memory and a processor, so few do at once, and of each reader
 * one, so that none has all places. Thread-safe.
 */
final class Turns {

    static final int AT_ONCE = 2;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /** Who prints or waits. */
    private final Set<String> readers = ConcurrentHashMap.newKeySet();

    /**
     * Does a reader's work in its turn.
     *
     * @throws Problem {@link KernelProblem#UNAVAILABLE} if the same reader's is being done or waits
     *     already, or others' does not end soon
     */
    <T> T take(String reader, Supplier<T> work) {
        if (!readers.add(reader)) {
            throw Problem.of(
                    KernelProblem.UNAVAILABLE,
                    "Something is being printed for %s already: try again when it is done."
                            .formatted(reader));
        }
        try {
            return inTurn(work);
        } finally {
            readers.remove(reader);
        }
    }

    private <T> T inTurn(Supplier<T> work) {
        if (!admitted()) {
            throw Problem.of(KernelProblem.UNAVAILABLE, "Others are printing: try again.");
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private boolean admitted() {
        try {
            return places.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
