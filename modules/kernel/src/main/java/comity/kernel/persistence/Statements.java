package comity.kernel.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * SQL as it is written, for the few statements that every request sends: a query of Jakarta
 * Persistence costs the processor several times as much (docs/performance.md). Values are bound,
 * never written into the text.
 */
public final class Statements {

    /** Reads one row. */
    @FunctionalInterface
    public interface Reader<T> {

        T read(ResultSet row) throws SQLException;
    }

    private interface Use<T> {

        T of(Connection connection) throws SQLException;
    }

    private interface Source {

        <T> T use(Use<T> use) throws SQLException;
    }

    private final Source source;

    private Statements(Source source) {
        this.source = source;
    }

    /**
     * On the connection of the current transaction, which must have begun, together with what the
     * entity manager does in it.
     */
    public static Statements inTransaction(EntityManager entityManager) {
        return new Statements(
                new Source() {
                    @Override
                    public <T> T use(Use<T> use) throws SQLException {
                        return use.of(
                                Objects.requireNonNull(
                                        entityManager.unwrap(Connection.class),
                                        "no transaction has begun"));
                    }
                });
    }

    /** Each on a connection of its own. */
    public static Statements on(DataSource database) {
        return new Statements(
                new Source() {
                    @Override
                    public <T> T use(Use<T> use) throws SQLException {
                        try (var connection = database.getConnection()) {
                            return use.of(connection);
                        }
                    }
                });
    }

    /**
     * Inserts, updates or deletes.
     *
     * @param values in the order of the question marks: text, numbers, UUIDs, octets, dates,
     *     instants, and lists of texts for {@code any(?)}
     * @return how many rows
     * @throws PersistenceException with the database's failure as its cause
     */
    public int update(String sql, Object... values) {
        return run(sql, values, PreparedStatement::executeUpdate);
    }

    /**
     * Asks.
     *
     * @param values as of {@link #update}
     * @return the rows, in the database's order
     * @throws PersistenceException with the database's failure as its cause
     */
    public <T> List<T> query(String sql, Reader<T> reader, Object... values) {
        return run(
                sql,
                values,
                statement -> {
                    try (var rows = statement.executeQuery()) {
                        var read = new ArrayList<T>();
                        while (rows.next()) {
                            read.add(reader.read(rows));
                        }
                        return read;
                    }
                });
    }

    /** The instant in a column. */
    public static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    private interface Execution<T> {

        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Object[] values, Execution<T> execution) {
        try {
            return source.use(
                    connection -> {
                        try (var statement = connection.prepareStatement(sql)) {
                            for (int i = 0; i < values.length; i++) {
                                bind(connection, statement, i + 1, values[i]);
                            }
                            return execution.of(statement);
                        }
                    });
        } catch (SQLException failure) {
            // The database's own words name keys and values: they stay in the cause.
            throw new PersistenceException("A statement failed", failure);
        }
    }

    private static void bind(
            Connection connection, PreparedStatement statement, int index, Object value)
            throws SQLException {
        if (value instanceof Instant instant) {
            statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
        } else if (value instanceof byte[] octets) {
            statement.setBytes(index, octets);
        } else if (value instanceof List<?> texts) {
            statement.setArray(index, connection.createArrayOf("varchar", texts.toArray()));
        } else {
            statement.setObject(index, value);
        }
    }
}
