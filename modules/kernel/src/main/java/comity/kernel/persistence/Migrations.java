package comity.kernel.persistence;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings each module's tables to the version that the code expects, with Flyway; a history table
 * per module.
 */
public final class Migrations {

    private Migrations() {}

    /**
     * Migrates one module.
     *
     * @param module the module's name: its scripts are in {@code db/<module>}, its tables begin
     *     with {@code <module>_}. Beside the scripts lies an empty {@code flyway.location}, without
     *     which Flyway does not find the folder in the server's class loader. A line that begins
     *     with {@code ${only_postgresql}} is a comment on every other database
     */
    public static void run(DataSource database, String module, ClassLoader scripts) {
        Flyway.configure(scripts)
                .dataSource(database)
                .locations("classpath:db/" + module)
                .table(module + "_migration")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .validateMigrationNaming(true)
                .failOnMissingLocations(true)
                .placeholders(Map.of("only_postgresql", isPostgresql(database) ? "" : "--"))
                .load()
                .migrate();
    }

    private static boolean isPostgresql(DataSource database) {
        try (var connection = database.getConnection()) {
            return DatabaseProduct.of(connection) == DatabaseProduct.POSTGRESQL;
        } catch (SQLException failure) {
            throw new PersistenceException("The database did not answer", failure);
        }
    }
}
