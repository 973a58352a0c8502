package comity.kernel;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What anyone may ask as often as they like, though it costs something to find out: it is found out
 * by one thread at a time, and again only when it is no longer fresh. Nobody waits for another's
 * look.
 */
public final class Recent<T> {

    private record Found<T>(T value, long at) {}

    private final Supplier<T> look;
    private final T unknown;
    private final Duration fresh;
    private final Duration usable;
    private final LongSupplier nanoTime;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile @Nullable Found<T> last;

    /**
     * @param unknown what is answered while another looks and nothing usable is known
     * @param fresh how long what was found is answered without a look
     * @param usable how long it is answered while another looks
     * @param nanoTime as {@link System#nanoTime}
     */
    public Recent(
            Supplier<T> look, T unknown, Duration fresh, Duration usable, LongSupplier nanoTime) {
        this.look = look;
        this.unknown = unknown;
        this.fresh = fresh;
        this.usable = usable;
        this.nanoTime = nanoTime;
    }

    /** What is so, or was so a moment ago. */
    public T get() {
        return known(fresh, () -> looking.compareAndSet(false, true) ? found() : meanwhile());
    }

    private T found() {
        try {
            // Another may have found it since this one saw that it is not fresh.
            return known(fresh, this::lookNow);
        } finally {
            looking.set(false);
        }
    }

    private T lookNow() {
        var value = look.get();
        last = new Found<>(value, nanoTime.getAsLong());
        return value;
    }

    private T meanwhile() {
        return known(usable, () -> unknown);
    }

    private T known(Duration age, Supplier<T> otherwise) {
        var found = last;
        return found != null && nanoTime.getAsLong() - found.at() < age.toNanos()
                ? found.value()
                : otherwise.get();
    }
}
