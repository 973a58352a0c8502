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

    @Test
    void tellsTheTimeOfTheDatabaseOnceItWasMeasured() throws SQLException {
        var clock = new DatabaseClock(database.dataSource());
        assertThatThrownBy(clock::instant).isInstanceOf(IllegalStateException.class);

        clock.measure();
        var first = clock.instant();

        assertThat(clock.instant()).isAfterOrEqualTo(first);
    }
}
