package comity.testing;

import comity.kernel.persistence.AfterCommit;
import comity.kernel.persistence.DatabaseFailure;
import comity.kernel.persistence.LastWrites;
import comity.kernel.persistence.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Resource-local transactions that behave as the server's do, as far as tests can tell. */
final class LocalTransactions implements Transactions, AfterCommit {

    private static final int ATTEMPTS = 5;

    private record Current(EntityManager entityManager, List<Runnable> afterCommit) {}

    private final EntityManagerFactory factory;

    @SuppressWarnings("ThreadLocalUsage") // One per database, and few databases in a test process.
    private final ThreadLocal<@Nullable Current> current = new ThreadLocal<>();

    private final EntityManager shared;

    LocalTransactions(EntityManagerFactory factory) {
        this.factory = factory;
        this.shared =
                (EntityManager)
                        Proxy.newProxyInstance(
                                EntityManager.class.getClassLoader(),
                                new Class<?>[] {EntityManager.class},
                                (proxy, method, arguments) -> delegate(method, arguments));
    }

    EntityManager entityManager() {
        return shared;
    }

    private @Nullable Object delegate(Method method, Object @Nullable [] arguments)
            throws Throwable {
        var transaction = current.get();
        var target =
                transaction == null ? factory.createEntityManager() : transaction.entityManager();
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    @Override
    public <T> T required(Supplier<T> work) {
        var outer = current.get();
        if (outer == null) {
            return requiresNew(work);
        }
        try {
            return work.get();
        } catch (RuntimeException | Error failed) {
            outer.entityManager().getTransaction().setRollbackOnly();
            throw failed;
        }
    }

    @Override
    public <T> T requiresNew(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (RuntimeException failed) {
                if (attempt == ATTEMPTS || !DatabaseFailure.isConflict(failed)) {
                    throw failed;
                }
            }
        }
    }

    private <T> T once(Supplier<T> work) {
        var suspended = current.get();
        var mine = new Current(factory.createEntityManager(), new ArrayList<>());
        current.set(mine);
        try (var entityManager = mine.entityManager()) {
            var transaction = entityManager.getTransaction();
            transaction.begin();
            T result;
            try (var last = LastWrites.open()) {
                result = work.get();
                if (transaction.getRollbackOnly()) {
                    throw new IllegalStateException("the transaction was marked for rollback");
                }
                last.send();
                transaction.commit();
            } catch (RuntimeException | Error failed) {
                if (transaction.isActive()) {
                    transaction.rollback();
                }
                throw failed;
            }
            current.set(suspended);
            mine.afterCommit().forEach(Runnable::run);
            return result;
        } finally {
            current.set(suspended);
        }
    }

    @Override
    public void run(Runnable work) {
        var transaction = current.get();
        if (transaction == null) {
            throw new IllegalStateException("no transaction");
        }
        transaction.afterCommit().add(work);
    }
}
