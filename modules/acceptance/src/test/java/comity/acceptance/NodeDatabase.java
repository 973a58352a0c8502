package comity.acceptance;

import comity.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node's database from outside. An embedded one lets nobody in beside the node: the node must
 * have stopped.
 *
 * @param address of JDBC
 */
record NodeDatabase(String address, String user, String password) {

    /** That of a node with these settings. */
    static NodeDatabase of(Map<String, String> variables) {
        var address = variables.get("COMITY_DATABASE_URL");
        return address == null
                ? new NodeDatabase(
                        "jdbc:h2:file:"
                                + Path.of(variables.get("COMITY_DATA")).resolve("database/comity")
                                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
                        "comity",
                        "")
                : new NodeDatabase(
                        address,
                        Objects.requireNonNull(variables.get("COMITY_DATABASE_USER")),
                        Objects.requireNonNull(variables.get("COMITY_DATABASE_PASSWORD")));
    }

    /** Makes a user, and a database that is that user's, as an administrator does. */
    static NodeDatabase owned(String name, String user, String password) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                TestPostgres.address("postgres"),
                                TestPostgres.USER,
                                TestPostgres.PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute("create user %s password '%s'".formatted(user, password));
            statement.execute("create database %s owner %s".formatted(name, user));
        }
        return new NodeDatabase(
                TestPostgres.address(name) + "?logServerErrorDetail=false", user, password);
    }

    Connection open() throws SQLException {
        return DriverManager.getConnection(address, user, password);
    }

    /** Every row of every table, as text. */
    SortedMap<String, List<String>> contents() throws SQLException {
        var contents = new TreeMap<String, List<String>>();
        try (var connection = open()) {
            for (var table : tables(connection)) {
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("select * from " + table)) {
                    contents.put(table, rows(rows));
                }
            }
        }
        return contents;
    }

    void rename(String table, String to) throws SQLException {
        try (var connection = open();
                var statement = connection.createStatement()) {
            statement.execute("alter table %s rename to %s".formatted(table, to));
        }
    }

    /** Changes rows. */
    void update(String statement) throws SQLException {
        try (var connection = open();
                var prepared = connection.prepareStatement(statement)) {
            prepared.executeUpdate();
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (var tables =
                connection
                        .getMetaData()
                        .getTables(
                                connection.getCatalog(),
                                connection.getSchema(),
                                "%",
                                new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                names.add(tables.getString("table_name"));
            }
        }
        return names;
    }

    private static List<String> rows(ResultSet rows) throws SQLException {
        var texts = new ArrayList<String>();
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            var values = new ArrayList<String>();
            for (int i = 1; i <= columns; i++) {
                values.add(rows.getMetaData().getColumnName(i) + "=" + value(rows, i));
            }
            texts.add(String.join(", ", values));
        }
        texts.sort(null);
        return texts;
    }

    private static String value(ResultSet rows, int column) throws SQLException {
        return switch (rows.getMetaData().getColumnType(column)) {
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> {
                var octets = rows.getBytes(column);
                yield octets == null ? "null" : HexFormat.of().formatHex(octets);
            }
            default -> String.valueOf(rows.getString(column));
        };
    }
}
