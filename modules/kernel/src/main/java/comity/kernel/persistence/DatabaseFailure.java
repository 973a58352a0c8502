package comity.kernel.persistence;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Predicate;

/** Tells the database's failures apart, by the SQL state that lies at their bottom. */
public final class DatabaseFailure {

    /**
     * Serialisation failure and deadlock by the SQL standard, PostgreSQL's deadlock, H2's
     * concurrent update and lock time-out.
     */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "90131", "HYT00");

    /** Serialisation failure, by the SQL standard. */
    static final String SERIALISATION = "40001";

    /** Unique violation, by the SQL standard, in PostgreSQL and in H2. */
    private static final String DUPLICATE = "23505";

    private DatabaseFailure() {}

    /** Whether two transactions were in each other's way, and the same work may now succeed. */
    public static boolean isConflict(Throwable failure) {
        return anySqlState(failure, CONFLICTS::contains);
    }

    /** Whether the database is away, shutting down or starting. */
    public static boolean isOutage(Throwable failure) {
        return anySqlState(
                failure,
                state ->
                        state.startsWith("08") || state.startsWith("57P") || state.equals("53300"));
    }

    /** Whether it was the database, or the way to it, that failed, for whatever reason. */
    public static boolean isOfTheDatabase(Throwable failure) {
        return anySqlException(failure, any -> true);
    }

    /** Whether a row of the same key was there first. */
    public static boolean isDuplicate(Throwable failure) {
        return anySqlState(failure, DUPLICATE::equals);
    }

    private static boolean anySqlState(Throwable failure, Predicate<String> matches) {
        return anySqlException(
                failure, sql -> sql.getSQLState() != null && matches.test(sql.getSQLState()));
    }

    private static boolean anySqlException(Throwable failure, Predicate<SQLException> matches) {
        // A bound, for a chain that runs in a circle.
        Throwable each = failure;
        for (int depth = 0; each != null && depth < 20; depth++) {
            if (each instanceof SQLException sql && matches.test(sql)) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }
}
