package comity.kernel.persistence;

import java.util.function.Supplier;

/**
 * Where database transactions begin and end. Work may be run again after a serialisation failure or
 * a deadlock, so it must have no effect outside the database.
 *
 * <p>Two implementations: the server's (Jakarta Transactions) and the tests' (resource-local).
 */
public interface Transactions {

    /**
     * Runs work in the current transaction, or in a new one when there is none. An exception rolls
     * back.
     */
    <T> T required(Supplier<T> work);

    /** Runs work in a transaction of its own. An exception rolls back. */
    <T> T requiresNew(Supplier<T> work);
}
