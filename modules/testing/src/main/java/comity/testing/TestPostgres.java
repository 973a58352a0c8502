package comity.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * The PostgreSQL server of this test process, started when first asked for and stopped with the
 * process. Durable as in production: what a test measures or kills would otherwise say nothing.
 */
public final class TestPostgres {

    public static final String USER = "postgres";
    public static final String PASSWORD = "postgres";

    private static @Nullable Integer port;

    private TestPostgres() {}

    /**
     * The address of a database on the server, whether or not it exists yet ({@link #create}), for
     * {@link #USER} and {@link #PASSWORD}.
     */
    public static String address(String name) {
        return "jdbc:postgresql://localhost:%d/%s".formatted(running(), name);
    }

    private static synchronized int running() {
        int running = port == null ? start() : port;
        port = running;
        return running;
    }

    /** Makes a database on the server. */
    public static PGConnectionPoolDataSource create(String name) {
        int running = running();
        var administration = database(running, "postgres");
        try {
            var pooled = administration.getPooledConnection();
            try (var connection = pooled.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            } finally {
                pooled.close();
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot make a test database", failed);
        }
        return database(running, name);
    }

    private static PGConnectionPoolDataSource database(int port, String name) {
        var database = new PGConnectionPoolDataSource();
        database.setServerNames(new String[] {"localhost"});
        database.setPortNumbers(new int[] {port});
        database.setDatabaseName(name);
        database.setUser(USER);
        database.setPassword(PASSWORD);
        return database;
    }

    private static int start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start()
                    .getPort();
        } catch (IOException | RuntimeException blocked) {
            // Where user namespaces are blocked, root cannot run the packaged server.
            try {
                return InstalledPostgres.start();
            } catch (IOException failed) {
                failed.addSuppressed(blocked);
                throw new UncheckedIOException(failed);
            }
        }
    }
}
