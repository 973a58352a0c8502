package comity.exchange.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.kernel.Ids;
import comity.kernel.Json;
import comity.ledger.Ledger;
import comity.ledger.Log;
import comity.parties.Answer;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class ProofsTest {

    /** Held, or its handler would be forgotten. */
    private static final Logger LOG = Logger.getLogger(Proofs.class.getName());

    @Test
    void answersWithoutProofsAndSaysSoOnceWhereTheDatabaseIsAway() {
        var proofs = proofs(new SQLException("away: Achieng", "08001"));
        var answer =
                Answer.of(
                        200,
                        Json.object()
                                .set(
                                        "publication",
                                        Json.object().set("entry", Json.object().put("v", 1))));

        var logged = new ArrayList<LogRecord>();
        var handler = noting(logged);
        LOG.addHandler(handler);
        try {
            assertThat(proofs.with("WFP", answer, Optional.of("wait=1")).body())
                    .isEqualTo(answer.body());
        } finally {
            LOG.removeHandler(handler);
        }

        assertThat(logged)
                .singleElement()
                .satisfies(
                        record -> {
                            assertThat(record.getLevel()).isEqualTo(Level.WARNING);
                            assertThat(record.getMessage() + List.of(record.getParameters()))
                                    .doesNotContain("Achieng");
                        });
    }

    @Test
    void hidesNoFault() {
        var proofs = proofs(new IllegalArgumentException("a fault"));
        var answer =
                Answer.of(
                        200,
                        Json.object()
                                .set(
                                        "publication",
                                        Json.object().set("entry", Json.object().put("v", 1))));

        assertThatThrownBy(() -> proofs.with("WFP", answer, Optional.empty()))
                .hasMessage("a fault");
    }

    private static Proofs proofs(Exception failure) {
        var database =
                (DataSource)
                        Proxy.newProxyInstance(
                                ProofsTest.class.getClassLoader(),
                                new Class<?>[] {DataSource.class},
                                (proxy, method, arguments) -> {
                                    throw failure;
                                });
        var random = new SecureRandom();
        var entityManager =
                (jakarta.persistence.EntityManager)
                        Proxy.newProxyInstance(
                                ProofsTest.class.getClassLoader(),
                                new Class<?>[] {jakarta.persistence.EntityManager.class},
                                (proxy, method, arguments) -> {
                                    throw failure;
                                });
        return new Proofs(
                new Ledger(
                        entityManager,
                        work -> {},
                        () -> {},
                        new Log(database),
                        new Ids(Clock.systemUTC(), random),
                        random,
                        Duration.ofMinutes(5)));
    }

    private static Handler noting(List<LogRecord> records) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                records.add(record);
            }

            @Override
            public void flush() {
                // Nothing is kept back.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
