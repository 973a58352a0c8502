package comity.kernel.persistence;

/**
 * Runs work once the current transaction has committed; never when it rolled back. For what a lost
 * process may lose, such as waking a worker that would also find its work by itself.
 *
 * <p>Two implementations: the server's (Jakarta Transactions) and the tests' (resource-local).
 */
@FunctionalInterface
public interface AfterCommit {

    /**
     * Registers the work with the current transaction.
     *
     * @throws IllegalStateException when there is no transaction
     */
    void run(Runnable work);
}
