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
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

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

    /** A query that can be sent together with another. */
    public static final class Query<T> {

        private final String sql;
        private final Reader<T> reader;
        private final Object[] values;

        /**
         * @param values as of {@link Statements#update}
         */
        public Query(String sql, Reader<T> reader, Object... values) {
            this.sql = sql;
            this.reader = reader;
            this.values = values.clone();
        }

        private List<T> rows(ResultSet rows) throws SQLException {
            try (rows) {
                var read = new ArrayList<T>();
                while (rows.next()) {
                    read.add(reader.read(rows));
                }
                return read;
            }
        }
    }

    /** The rows of two queries. */
    public record Both<A, B>(List<A> first, List<B> second) {}

    /** A write that waits for the commit. */
    @SuppressWarnings("ArrayRecordComponent") // Sent once, never compared.
    record Write(Statements on, String sql, Object... values) {}

    private interface Use<T> {

        T of(Connection connection) throws SQLException;
    }

    private interface Source {

        <T> T use(Use<T> use) throws SQLException;
    }

    /** How many writes are one text at most: few texts, so that their plans are kept. */
    private static final int MOST_AT_ONCE = 8;

    private static final String BETWEEN = "; ";

    private final Source source;
    private final boolean isInTransaction;
    private volatile @Nullable DatabaseProduct product;

    private Statements(Source source, boolean isInTransaction) {
        this.source = source;
        this.isInTransaction = isInTransaction;
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
                },
                true);
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
                },
                false);
    }

    /**
     * Inserts, updates or deletes.
     *
     * @param values in the order of the question marks: text, numbers, UUIDs, octets, dates and
     *     instants
     * @return how many rows
     * @throws PersistenceException with the database's failure as its cause
     */
    public int update(String sql, Object... values) {
        return use(
                connection -> {
                    try (var statement = prepare(connection, sql, List.<Object[]>of(values))) {
                        return statement.executeUpdate();
                    }
                });
    }

    /**
     * Asks.
     *
     * @param values as of {@link #update}
     * @return the rows, in the database's order
     * @throws PersistenceException with the database's failure as its cause
     */
    public <T> List<T> query(String sql, Reader<T> reader, Object... values) {
        return query(new Query<>(sql, reader, values));
    }

    /** Asks, as {@link #query(String, Reader, Object...)}. */
    public <T> List<T> query(Query<T> query) {
        return use(connection -> query(connection, query));
    }

    /**
     * Asks two questions, the first first; in one round trip where the database takes several
     * statements at once.
     *
     * @throws PersistenceException with the database's failure as its cause
     */
    public <A, B> Both<A, B> query(Query<A> first, Query<B> second) {
        return use(
                connection -> {
                    if (!takesSeveral(connection)) {
                        return new Both<>(query(connection, first), query(connection, second));
                    }
                    try (var statement =
                            prepare(
                                    connection,
                                    first.sql + BETWEEN + second.sql,
                                    List.of(first.values, second.values))) {
                        statement.execute();
                        var rows = first.rows(statement.getResultSet());
                        statement.getMoreResults();
                        return new Both<>(rows, second.rows(statement.getResultSet()));
                    }
                });
    }

    /**
     * Writes one row, at the end: what waits so is sent right before the transaction commits, in
     * this order, and in one round trip where the database takes several statements at once. Until
     * then the transaction itself does not see it. Where it writes none, another transaction took
     * away what it needs, which is a conflict: everything is rolled back and the work is run again.
     *
     * @param values as of {@link #update}
     * @throws IllegalStateException outside the work of {@link Transactions}, or of statements on
     *     connections of their own
     */
    public void atTheEnd(String sql, Object... values) {
        if (!isInTransaction) {
            throw new IllegalStateException("these have a connection of their own, and no end");
        }
        LastWrites.current().add(new Write(this, sql, values.clone()));
    }

    /** Sends writes of one transaction. */
    static void send(List<Write> writes) {
        var on = writes.get(0).on;
        on.use(connection -> on.send(connection, writes));
    }

    private int send(Connection connection, List<Write> writes) throws SQLException {
        if (takesSeveral(connection)) {
            for (int i = 0; i < writes.size(); i += MOST_AT_ONCE) {
                var some = writes.subList(i, Math.min(i + MOST_AT_ONCE, writes.size()));
                var sql = some.stream().map(Write::sql).collect(Collectors.joining(BETWEEN));
                var values = some.stream().map(Write::values).toList();
                try (var statement = prepare(connection, sql, values)) {
                    statement.execute();
                    for (int sent = 0; sent < some.size(); sent++) {
                        requireOne(statement.getUpdateCount());
                        statement.getMoreResults();
                    }
                }
            }
        } else {
            for (var write : writes) {
                try (var statement =
                        prepare(connection, write.sql, List.<Object[]>of(write.values))) {
                    requireOne(statement.executeUpdate());
                }
            }
        }
        return writes.size();
    }

    private static void requireOne(int rows) throws SQLException {
        if (rows == 0) {
            throw new SQLException(
                    "a last write found nothing any more", DatabaseFailure.SERIALISATION);
        }
        if (rows != 1) {
            throw new IllegalStateException("a last write writes one row, not " + rows);
        }
    }

    private static <T> List<T> query(Connection connection, Query<T> query) throws SQLException {
        try (var statement = prepare(connection, query.sql, List.<Object[]>of(query.values))) {
            return query.rows(statement.executeQuery());
        }
    }

    /** H2 takes several statements as one only where they have no values. */
    private boolean takesSeveral(Connection connection) throws SQLException {
        var known = product;
        if (known == null) {
            known = DatabaseProduct.of(connection);
            product = known;
        }
        return known == DatabaseProduct.POSTGRESQL;
    }

    /** The instant in a column. */
    public static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    private <T> T use(Use<T> use) {
        try {
            return source.use(use);
        } catch (SQLException failure) {
            // The database's own words name keys and values: they stay in the cause.
            throw new PersistenceException("A statement failed", failure);
        }
    }

    private static PreparedStatement prepare(
            Connection connection, String sql, List<Object[]> values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        try {
            int index = 0;
            for (var some : values) {
                for (var value : some) {
                    bind(statement, ++index, value);
                }
            }
            return statement;
        } catch (SQLException | RuntimeException failure) {
            statement.close();
            throw failure;
        }
    }

    private static void bind(PreparedStatement statement, int index, Object value)
            throws SQLException {
        if (value instanceof Instant instant) {
            statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
        } else if (value instanceof byte[] octets) {
            statement.setBytes(index, octets);
        } else {
            statement.setObject(index, value);
        }
    }
}
