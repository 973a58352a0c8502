package comity.kernel.persistence;

import jakarta.persistence.PersistenceException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Transactions of the server (Jakarta Transactions). Work that met a conflict with another
 * transaction is run again, a bounded number of times, where it was this class that began the
 * transaction.
 */
public final class ServerTransactions implements Transactions {

    /** Runs work while the caller's transaction is suspended. */
    public interface Suspension {

        /** Runs work outside the current transaction, which goes on afterwards. */
        <T> T outside(Supplier<T> work);
    }

    static final int ATTEMPTS = 5;
    private static final int FIRST_PAUSE_MILLIS = 4;

    private final UserTransaction current;
    private final Suspension suspension;
    private final RandomGenerator random;

    public ServerTransactions(
            UserTransaction current, Suspension suspension, RandomGenerator random) {
        this.current = current;
        this.suspension = suspension;
        this.random = random;
    }

    @Override
    public <T> T required(Supplier<T> work) {
        return isUnderWay() ? join(work) : begin(work);
    }

    @Override
    public <T> T requiresNew(Supplier<T> work) {
        return isUnderWay() ? suspension.outside(() -> begin(work)) : begin(work);
    }

    private <T> T join(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error failure) {
            // Whoever began it may catch this, but must not commit half of the work.
            markRollback(failure);
            throw failure;
        }
    }

    private <T> T begin(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (RuntimeException failure) {
                if (attempt == ATTEMPTS
                        || !DatabaseFailure.isConflict(failure)
                        || !pause(attempt)) {
                    throw failure;
                }
            }
        }
    }

    private <T> T once(Supplier<T> work) {
        try {
            current.begin();
        } catch (NotSupportedException | SystemException failure) {
            throw new PersistenceException("The transaction could not begin", failure);
        }
        T result;
        try (var last = LastWrites.open()) {
            result = work.get();
            if (current.getStatus() == Status.STATUS_ACTIVE) {
                last.send();
            }
        } catch (SystemException failure) {
            rollback(failure);
            throw new PersistenceException("The transaction's state is unknown", failure);
        } catch (RuntimeException | Error failure) {
            rollback(failure);
            throw failure;
        }
        commit();
        return result;
    }

    private void commit() {
        try {
            current.commit();
        } catch (RollbackException failure) {
            // As the resource-local transactions of the tests do.
            throw new jakarta.persistence.RollbackException(
                    "The transaction was rolled back", failure);
        } catch (HeuristicMixedException | HeuristicRollbackException | SystemException failure) {
            throw new PersistenceException("Whether the commit took place is unknown", failure);
        }
    }

    private void rollback(Throwable cause) {
        try {
            current.rollback();
        } catch (SystemException | RuntimeException failure) {
            cause.addSuppressed(failure);
        }
    }

    private void markRollback(Throwable cause) {
        try {
            if (current.getStatus() == Status.STATUS_ACTIVE) {
                current.setRollbackOnly();
            }
        } catch (SystemException | RuntimeException failure) {
            cause.addSuppressed(failure);
        }
    }

    private boolean isUnderWay() {
        try {
            return current.getStatus() != Status.STATUS_NO_TRANSACTION;
        } catch (SystemException failure) {
            throw new PersistenceException("The transaction's state is unknown", failure);
        }
    }

    /** Lets the other transaction finish; doubles, with jitter, so that two do not meet again. */
    private boolean pause(int attempt) {
        int most = FIRST_PAUSE_MILLIS << attempt;
        try {
            Thread.sleep(most / 2 + random.nextInt(most / 2));
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
