package comity.testing;

import comity.kernel.persistence.AfterCommit;
import comity.kernel.persistence.Migrations;
import comity.kernel.persistence.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;

/**
 * A fresh, migrated database with a persistence unit over it, one per test class. The system
 * property {@code comity.test.database} chooses the kind: {@code h2} (default, in memory) or {@code
 * postgresql} (one server per test process, with {@code fsync} on).
 *
 * <pre>{@code
 * static final TestDatabase DATABASE = TestDatabase.open(List.of("ledger"), Agreement.class);
 *
 * @AfterAll
 * static void close() { DATABASE.close(); }
 * }</pre>
 */
public final class TestDatabase implements AutoCloseable {

    /** Which product runs it. */
    public enum Kind {
        H2,
        POSTGRESQL
    }

    /** The options that the server's own H2 has (docs/operations.md). */
    private static final String H2_OPTIONS =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000";

    /** It tells each step of each migration. Held, or its level would be forgotten. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    static {
        FLYWAY.setLevel(Level.WARNING);
    }

    private static final int CONNECTIONS = 64;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private interface Direct {
        Connection open() throws SQLException;
    }

    private final Kind kind;
    private final Direct direct;
    private final JdbcConnectionPool pool;
    private final StatementLog statements = new StatementLog();
    private final EntityManagerFactory factory;
    private final LocalTransactions transactions;

    private TestDatabase(
            Kind kind,
            String name,
            ConnectionPoolDataSource database,
            Direct direct,
            List<String> modules,
            Class<?>[] entities) {
        this.kind = kind;
        this.direct = direct;
        this.pool = JdbcConnectionPool.create(database);
        pool.setMaxConnections(CONNECTIONS);
        var loader = Thread.currentThread().getContextClassLoader();
        modules.forEach(module -> Migrations.run(pool, module, loader));
        this.factory = TestUnit.factory(name, statements.over(pool), entities);
        this.transactions = new LocalTransactions(factory);
    }

    /** The kind that this run of the tests is for. */
    public static Kind kindOfRun() {
        return Kind.valueOf(
                System.getProperty("comity.test.database", "h2").toUpperCase(Locale.ROOT));
    }

    /**
     * Makes a database of the kind of this run.
     *
     * @param modules whose migrations run, in this order
     * @param entities the persistent classes; the kernel's converters come by themselves
     */
    public static TestDatabase open(List<String> modules, Class<?>... entities) {
        return switch (kindOfRun()) {
            case H2 -> openH2("mem:" + nextName() + ";DB_CLOSE_DELAY=-1", modules, entities);
            case POSTGRESQL -> {
                var name = nextName();
                var database = TestPostgres.create(name);
                yield new TestDatabase(
                        Kind.POSTGRESQL,
                        name,
                        database,
                        database::getConnection,
                        modules,
                        entities);
            }
        };
    }

    /** Makes, or opens again, an H2 database in a folder, as durable as the server's own. */
    public static TestDatabase openH2In(Path folder, List<String> modules, Class<?>... entities) {
        return openH2(
                "file:" + folder.resolve("comity").toAbsolutePath() + ";WRITE_DELAY=0",
                modules,
                entities);
    }

    private static TestDatabase openH2(String where, List<String> modules, Class<?>[] entities) {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:" + where + H2_OPTIONS);
        database.setUser("sa");
        database.setPassword("");
        return new TestDatabase(
                Kind.H2, nextName(), database, database::getConnection, modules, entities);
    }

    private static String nextName() {
        return "test_" + NUMBER.incrementAndGet();
    }

    public Kind kind() {
        return kind;
    }

    /** Pooled connections that know nothing of {@link #transactions()}. */
    public DataSource dataSource() {
        return pool;
    }

    /** A connection that no pool gives to anyone again: to be cut. */
    public Connection connect() throws SQLException {
        return direct.open();
    }

    /**
     * A shared entity manager that acts in the thread's current transaction; outside one it reads
     * and forgets.
     */
    public EntityManager entityManager() {
        return transactions.entityManager();
    }

    /**
     * The SQL that the entity manager sends for some work of this thread, one text for each time
     * that a statement is carried out.
     */
    public List<String> statementsOf(Runnable work) {
        return statements.of(work);
    }

    /**
     * Returns once a transaction waits for a lock that another holds: with it a test decides a
     * race, and needs no pause.
     *
     * @throws IllegalStateException if none does within twenty seconds
     */
    public void awaitLockWait() {
        LockWaits.await(this);
    }

    /**
     * Returns once a transaction waits to insert a row, whose key another has inserted.
     *
     * @throws IllegalStateException if none does within twenty seconds
     */
    public void awaitInsertInto(String table) {
        LockWaits.awaitInsert(this, table);
    }

    /** Resource-local transactions, bound to the thread. */
    public Transactions transactions() {
        return transactions;
    }

    /** Work after the thread's current transaction. */
    public AfterCommit afterCommit() {
        return transactions;
    }

    @Override
    public void close() {
        factory.close();
        if (kind == Kind.H2) {
            try (var connection = pool.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("SHUTDOWN");
            } catch (SQLException closedAlready) {
                // What SHUTDOWN answers depends on what else is connected; the pool goes either
                // way.
            }
        }
        pool.dispose();
    }
}
