package comity.kernel.persistence;

import comity.kernel.NodeMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What a database remembers of the node that uses it: whether its data is real, and the fingerprint
 * of the keys it was first used with.
 */
public final class NodeRegister {

    /** Why a node does not start on this database; the message says what to change. */
    public static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    private final DataSource database;

    public NodeRegister(DataSource database) {
        this.database = database;
    }

    /**
     * Checks, and changes nothing, that a database is new or for this mode: before migrations,
     * which would change another node's tables.
     *
     * @throws Refused where real and fictional data would meet
     */
    public void require(NodeMode mode) throws SQLException {
        var kept = read("mode");
        if (kept.isPresent()) {
            requireSame(kept.get(), mode);
        }
    }

    /**
     * Takes a new database for this mode, or checks that it is for it.
     *
     * @throws Refused where real and fictional data would meet
     */
    public void claim(NodeMode mode) throws SQLException {
        try (var connection = database.getConnection()) {
            insertUnlessThere(connection, mode);
            requireSame(read(connection, "mode").orElseThrow(), mode);
        }
    }

    private static void requireSame(String kept, NodeMode mode) {
        if (!kept.equals(mode.code())) {
            throw new Refused(
                    mode == NodeMode.SANDBOX
                            ? "This database holds real data: the sandbox does not start on it."
                                    + " Set comity.mode to production, or comity.database.url"
                                    + " (or comity.data) to an empty database for the sandbox."
                            : "This database holds the sandbox's fictional data: a production"
                                    + " node does not start on it. Set comity.database.url (or"
                                    + " comity.data) to an empty database, or comity.mode to"
                                    + " sandbox.");
        }
    }

    /**
     * The fingerprint of the keys that this database was first used with; empty if it is new, even
     * before it has tables.
     */
    public Optional<String> fingerprint() throws SQLException {
        return read("fingerprint");
    }

    /**
     * Checks, and changes nothing, that a database is new or was first used with these keys.
     *
     * @throws Refused if this database is used with other keys
     */
    public void requireKeys(String fingerprint) throws SQLException {
        var kept = fingerprint();
        if (kept.isPresent()) {
            requireSameKeys(kept.get(), fingerprint);
        }
    }

    /**
     * Keeps the keys' fingerprint, or checks it.
     *
     * @throws Refused if this database is used with other keys
     */
    public void seal(String fingerprint) throws SQLException {
        try (var connection = database.getConnection();
                var update =
                        connection.prepareStatement(
                                "update kernel_node set fingerprint = ? where fingerprint is null")) {
            update.setString(1, fingerprint);
            update.executeUpdate();
            requireSameKeys(read(connection, "fingerprint").orElseThrow(), fingerprint);
        }
    }

    private static void requireSameKeys(String kept, String fingerprint) {
        if (!kept.equals(fingerprint)) {
            throw new Refused(
                    "The node's keys are not those that this database was first used with: what"
                            + " they sealed could not be opened. Restore the key store that"
                            + " belongs to this database (comity.keys.store).");
        }
    }

    /** Two nodes may start together on a new database: the first wins, both then read. */
    private static void insertUnlessThere(Connection connection, NodeMode mode)
            throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        "insert into kernel_node (id, mode) select 1, cast(? as varchar(16))"
                                + " where not exists (select 1 from kernel_node)")) {
            insert.setString(1, mode.code());
            insert.executeUpdate();
        } catch (SQLException conflict) {
            if (read(connection, "mode").isEmpty()) {
                throw conflict;
            }
        }
    }

    private Optional<String> read(String column) throws SQLException {
        try (var connection = database.getConnection();
                var tables =
                        connection
                                .getMetaData()
                                .getTables(
                                        connection.getCatalog(),
                                        connection.getSchema(),
                                        "kernel_node",
                                        null)) {
            return tables.next() ? read(connection, column) : Optional.empty();
        }
    }

    private static Optional<String> read(Connection connection, String column) throws SQLException {
        try (var query =
                        connection.prepareStatement(
                                "select " + column + " from kernel_node where id = 1");
                var rows = query.executeQuery()) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        }
    }
}
