package comity.kernel.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {

    private static final OffsetDateTime TOLD = OffsetDateTime.parse("2026-11-21T12:00:00Z");

    private final AtomicLong nanos = new AtomicLong();
    private Duration answerTakes = Duration.ZERO;
    private OffsetDateTime told = TOLD;
    private final DatabaseClock clock = new DatabaseClock(database(), nanos::get);

    @Test
    void doesNotTellTheTimeBeforeItKnowsIt() {
        assertThatThrownBy(clock::instant).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void carriesTheDatabasesTimeOnByTheMonotonicClock() throws SQLException {
        clock.measure();
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());

        assertThat(clock.instant()).isEqualTo(TOLD.plusSeconds(5).toInstant());
    }

    @Test
    void takesTheMiddleOfTheWaitForTheInstantOfTheAnswer() throws SQLException {
        answerTakes = Duration.ofMillis(200);

        clock.measure();

        assertThat(clock.instant()).isEqualTo(TOLD.plusNanos(100_000_000).toInstant());
    }

    @Test
    void forgetsAnAnswerThatCameTooSlowly() throws SQLException {
        clock.measure();
        answerTakes = Duration.ofSeconds(4);
        told = TOLD.plusHours(1);

        clock.measure();

        assertThat(clock.instant()).isEqualTo(TOLD.plusSeconds(4).toInstant());
    }

    private DataSource database() {
        var rows =
                answering(
                        ResultSet.class,
                        method -> method.equals("getObject") ? told : (Object) true);
        var query =
                answering(
                        PreparedStatement.class,
                        method -> {
                            nanos.addAndGet(answerTakes.toNanos());
                            return rows;
                        });
        var connection = answering(Connection.class, method -> query);
        return answering(DataSource.class, method -> connection);
    }

    private static <T> T answering(
            Class<T> type, java.util.function.Function<String, Object> answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) ->
                                method.getName().equals("close")
                                        ? null
                                        : answer.apply(method.getName())));
    }
}
