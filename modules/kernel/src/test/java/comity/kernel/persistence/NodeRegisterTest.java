package comity.kernel.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.kernel.NodeMode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeRegisterTest {

    private final DataSource database = database();
    private final NodeRegister register = new NodeRegister(database);

    private static DataSource database() {
        var database = new JdbcDataSource();
        database.setURL(
                "jdbc:h2:mem:register;DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
        return database;
    }

    @BeforeEach
    void migrate() {
        Migrations.run(database, "kernel", NodeRegisterTest.class.getClassLoader());
    }

    @AfterEach
    void drop() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("drop all objects");
        }
    }

    @Test
    void takesANewDatabaseAndKnowsItAgain() throws SQLException {
        register.claim(NodeMode.SANDBOX);

        assertThatCode(() -> register.claim(NodeMode.SANDBOX)).doesNotThrowAnyException();
    }

    @Test
    void refusesTheSandboxOnRealData() throws SQLException {
        register.claim(NodeMode.PRODUCTION);

        assertThatThrownBy(() -> register.claim(NodeMode.SANDBOX))
                .isInstanceOf(NodeRegister.Refused.class)
                .hasMessageContaining("holds real data")
                .hasMessageContaining("comity.database.url");
    }

    @Test
    void refusesFictionalDataInProduction() throws SQLException {
        register.claim(NodeMode.SANDBOX);

        assertThatThrownBy(() -> register.claim(NodeMode.PRODUCTION))
                .isInstanceOf(NodeRegister.Refused.class)
                .hasMessageContaining("fictional");
    }

    @Test
    void refusesOtherKeys() throws SQLException {
        register.claim(NodeMode.PRODUCTION);
        assertThat(register.fingerprint()).isEmpty();
        register.seal("one");

        assertThat(register.fingerprint()).hasValue("one");
        assertThatCode(() -> register.seal("one")).doesNotThrowAnyException();
        assertThatThrownBy(() -> register.seal("another"))
                .isInstanceOf(NodeRegister.Refused.class)
                .hasMessageContaining("comity.keys.store");
    }

    @Test
    void carriesTheDatabasesClockOnByTheMonotonicOne() throws SQLException {
        var nanos = new AtomicLong(1_000);
        var clock = new DatabaseClock(database, nanos::get);
        assertThatThrownBy(clock::instant).isInstanceOf(IllegalStateException.class);

        clock.measure();
        Instant first = clock.instant();
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());

        assertThat(Duration.between(first, clock.instant())).isEqualTo(Duration.ofSeconds(5));
    }
}
