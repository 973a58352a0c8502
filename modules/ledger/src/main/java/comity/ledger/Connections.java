package comity.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Plain connections for what the log does by itself. The tree is a matter of octets, arrays and
 * batches, and the sequencer must outlive a persistence unit whose database went away.
 */
final class Connections {

    /** Seconds until a statement gives up: far beyond what is usual, well before a promise. */
    static final int STATEMENT_SECONDS = 20;

    private final DataSource database;

    Connections(DataSource database) {
        this.database = database;
    }

    /** Work on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Reads, each statement for itself or in the transaction that is already there.
     *
     * @throws IllegalStateException when the database does not answer, with the cause
     */
    <T> T read(Work<T> work) {
        try (var connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException failed) {
            throw new IllegalStateException("the log's tables do not answer", failed);
        }
    }

    /** Works in a transaction of its own, at the level READ COMMITTED. */
    <T> T transact(Work<T> work) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                T result = work.on(connection);
                connection.commit();
                committed = true;
                return result;
            } finally {
                leave(connection, committed);
            }
        }
    }

    private static void leave(Connection connection, boolean committed) throws SQLException {
        try {
            if (!committed) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        } catch (SQLException broken) {
            // The failure that led here says more; a broken connection rolls back by itself.
            if (committed) {
                throw broken;
            }
        }
    }
}
