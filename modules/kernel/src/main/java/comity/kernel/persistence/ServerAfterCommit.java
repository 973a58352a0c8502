package comity.kernel.persistence;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Runs work after the commit of a Jakarta transaction. */
public final class ServerAfterCommit implements AfterCommit {

    private final TransactionSynchronizationRegistry synchronizations;

    public ServerAfterCommit(TransactionSynchronizationRegistry synchronizations) {
        this.synchronizations = synchronizations;
    }

    @Override
    public void run(Runnable work) {
        synchronizations.registerInterposedSynchronization(
                new Synchronization() {
                    @Override
                    public void beforeCompletion() {}

                    @Override
                    public void afterCompletion(int status) {
                        if (status == Status.STATUS_COMMITTED) {
                            work.run();
                        }
                    }
                });
    }
}
