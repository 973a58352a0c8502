package comity.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.kernel.NodeMode;
import comity.kernel.persistence.DatabaseClock;
import comity.kernel.persistence.NodeRegister;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeRegisterIT {

    private final TestDatabase database = TestDatabase.open(List.of("kernel"));
    private final NodeRegister register = new NodeRegister(database.dataSource());

    @AfterEach
    void close() {
        database.close();
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

    /** So that a start can be refused before its migrations. */
    @Test
    void looksAtADatabaseWithoutTables() throws SQLException {
        try (var empty = TestDatabase.open(List.of())) {
            var other = new NodeRegister(empty.dataSource());

            assertThatCode(() -> other.require(NodeMode.SANDBOX)).doesNotThrowAnyException();
            assertThat(other.fingerprint()).isEmpty();
            assertThatCode(() -> other.requireKeys("any")).doesNotThrowAnyException();
        }
    }

    @Test
    void refusesAnotherModeAndOtherKeysBeforeItChangesAnything() throws SQLException {
        register.require(NodeMode.PRODUCTION);
        register.claim(NodeMode.PRODUCTION);
        register.requireKeys("one");
        assertThat(register.fingerprint()).isEmpty();
        register.seal("one");

        assertThatThrownBy(() -> register.require(NodeMode.SANDBOX))
                .isInstanceOf(NodeRegister.Refused.class)
                .hasMessageContaining("holds real data");
        assertThatThrownBy(() -> register.requireKeys("another"))
                .isInstanceOf(NodeRegister.Refused.class)
                .hasMessageContaining("comity.keys.store");
        assertThatCode(() -> register.require(NodeMode.PRODUCTION)).doesNotThrowAnyException();
        assertThatCode(() -> register.requireKeys("one")).doesNotThrowAnyException();
    }

    @Test
    void tellsTheTimeOfTheDatabaseOnceItWasMeasured() throws SQLException {
        var clock = new DatabaseClock(database.dataSource());
        assertThatThrownBy(clock::instant).isInstanceOf(IllegalStateException.class);

        clock.measure();
        var first = clock.instant();

        assertThat(clock.instant()).isAfterOrEqualTo(first);
    }
}
