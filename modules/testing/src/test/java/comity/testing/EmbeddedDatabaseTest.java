package comity.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the embedded database has acknowledged is in its file at once. A process that is killed
 * leaves the file as it is at that moment: so is a copy. Space is used again without the usual 45
 * seconds' wait, as it is after a while in any node: H2 2.5.252 lost every second commit here.
 */
class EmbeddedDatabaseTest {

    /** As in liberty/config/datasource.xml. */
    private static final String OPTIONS =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0";

    private static final int COMMITS = 25;
    private static final int OCTETS = 2000;

    @TempDir Path folder;

    @Test
    void keepsWhatItAcknowledged() throws Exception {
        var random = new Random(1);
        try (var connection = open("node")) {
            try (var statement = connection.createStatement()) {
                statement.execute("SET RETENTION_TIME 0");
                statement.execute(
                        "CREATE TABLE entry(id INT PRIMARY KEY, content VARBINARY(2000))");
            }
            connection.setAutoCommit(false);
            for (int commit = 1; commit <= COMMITS; commit++) {
                write(connection, commit, random);
                connection.commit();

                Files.copy(file("node"), file("copy" + commit));
                assertThat(entries("copy" + commit)).isEqualTo(commit);
            }
        }
    }

    /** One new row, and an older one changed, so that space comes free. */
    private static void write(Connection connection, int commit, Random random)
            throws SQLException {
        var content = new byte[OCTETS];
        try (var insert = connection.prepareStatement("INSERT INTO entry VALUES (?, ?)");
                var update =
                        connection.prepareStatement("UPDATE entry SET content = ? WHERE id = ?")) {
            random.nextBytes(content);
            insert.setInt(1, commit);
            insert.setBytes(2, content);
            insert.execute();
            random.nextBytes(content);
            update.setBytes(1, content);
            update.setInt(2, commit / 2);
            update.execute();
        }
    }

    private int entries(String name) throws SQLException {
        try (var connection = open(name);
                var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT COUNT(*) FROM entry")) {
            found.next();
            return found.getInt(1);
        }
    }

    private Connection open(String name) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + folder.resolve(name) + OPTIONS);
    }

    private Path file(String name) {
        return folder.resolve(name + ".mv.db");
    }
}
