package comity.testing;

import java.sql.SQLException;
import java.time.Duration;

/** Sees, by the database's own word, that a transaction waits for another. */
final class LockWaits {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String POSTGRESQL =
            "select count(*) from pg_stat_activity"
                    + " where datname = current_database() and wait_event_type = 'Lock'";

    private static final String H2 =
            "select count(*) from information_schema.sessions where blocker_id is not null";

    /** H2 tries such an insert again and again, and calls no session its blocker. */
    private static final String H2_INSERT =
            "select count(*) from information_schema.sessions where session_id <> session_id()"
                    + " and lower(executing_statement) like 'insert into %s %%'";

    private LockWaits() {}

    static void await(TestDatabase database) {
        await(
                database,
                switch (database.kind()) {
                    case H2 -> H2;
                    case POSTGRESQL -> POSTGRESQL;
                });
    }

    static void awaitInsert(TestDatabase database, String table) {
        await(
                database,
                switch (database.kind()) {
                    case H2 -> H2_INSERT.formatted(table);
                    case POSTGRESQL -> POSTGRESQL;
                });
    }

    private static void await(TestDatabase database, String waiting) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (var connection = database.connect();
                var query = connection.prepareStatement(waiting)) {
            while (System.nanoTime() < end) {
                try (var rows = query.executeQuery()) {
                    if (rows.next() && rows.getLong(1) > 0) {
                        return;
                    }
                }
                Thread.onSpinWait();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        throw new IllegalStateException("no transaction waits for another");
    }
}
