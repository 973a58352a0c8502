package comity.kernel.persistence;

import java.sql.Connection;
import java.sql.SQLException;

/** Which database it is, for the little in which the two differ. */
public enum DatabaseProduct {
    H2,
    POSTGRESQL;

    /** Asks the driver. What it says never changes: whoever asks often keeps it. */
    public static DatabaseProduct of(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")
                ? POSTGRESQL
                : H2;
    }
}
