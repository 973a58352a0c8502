package comity.kernel.persistence;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the work of a transaction leaves to be written right before the commit ({@link
 * Statements#atTheEnd}). Whoever begins a transaction opens this around the work and sends it
 * after.
 */
public final class LastWrites implements AutoCloseable {

    private static final ThreadLocal<@Nullable LastWrites> CURRENT = new ThreadLocal<>();

    private final @Nullable LastWrites suspended;
    private final List<Statements.Write> writes = new ArrayList<>();

    private LastWrites(@Nullable LastWrites suspended) {
        this.suspended = suspended;
    }

    /** Opens those of a transaction that begins on this thread; another's are set aside. */
    public static LastWrites open() {
        var mine = new LastWrites(CURRENT.get());
        CURRENT.set(mine);
        return mine;
    }

    /**
     * Those of this thread's transaction.
     *
     * @throws IllegalStateException if there is none
     */
    public static LastWrites current() {
        var current = CURRENT.get();
        if (current == null) {
            throw new IllegalStateException("no transaction has begun");
        }
        return current;
    }

    void add(Statements.Write write) {
        writes.add(write);
    }

    /**
     * Sends what waits, which is all there is to do before the commit.
     *
     * @throws jakarta.persistence.PersistenceException with the database's failure as its cause
     */
    public void send() {
        if (!writes.isEmpty()) {
            var sent = List.copyOf(writes);
            writes.clear();
            Statements.send(sent);
        }
    }

    @Override
    public void close() {
        if (suspended == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(suspended);
        }
    }
}
