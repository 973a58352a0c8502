package comity.kernel.http;

import comity.kernel.persistence.ServerTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.Supplier;

/**
 * Suspends the current transaction, in the one way that Jakarta EE has for it: an interceptor.
 * Inside {@code NOT_SUPPORTED} an own transaction may be begun (Jakarta Transactions, section 3.7).
 */
@ApplicationScoped
public class SuspendedTransaction implements ServerTransactions.Suspension {

    @Override
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public <T> T outside(Supplier<T> work) {
        return work.get();
    }
}
