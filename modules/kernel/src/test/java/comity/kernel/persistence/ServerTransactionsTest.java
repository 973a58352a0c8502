package comity.kernel.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTransactionsTest {

    private final Recorded current = new Recorded();
    private final ServerTransactions transactions =
            new ServerTransactions(current, current, new Random(1));
    private final Statements statements = Statements.inTransaction(current.entityManager());

    @Test
    void commitsWhatSucceeds() {
        assertThat(transactions.required(() -> 42)).isEqualTo(42);

        assertThat(current.events).containsExactly("begin", "commit");
    }

    @Test
    void rollsBackWhatFails() {
        assertThatThrownBy(() -> transactions.required(failing("23505")))
                .isInstanceOf(PersistenceException.class);

        assertThat(current.events).containsExactly("begin", "rollback");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "90131", "HYT00"})
    void runsAgainAfterAConflict(String state) {
        var failures = new AtomicInteger(2);

        var result =
                transactions.required(
                        () -> failures.getAndDecrement() > 0 ? failing(state).get() : "done");

        assertThat(result).isEqualTo("done");
        assertThat(current.events)
                .containsExactly("begin", "rollback", "begin", "rollback", "begin", "commit");
    }

    @Test
    void runsAgainWhenTheCommitMeetsTheConflict() {
        current.commitFailures.add(conflictAtCommit());

        assertThat(transactions.required(() -> "done")).isEqualTo("done");
        assertThat(current.events).containsExactly("begin", "commit", "begin", "commit");
    }

    @Test
    void givesUpAtItsBound() {
        assertThatThrownBy(() -> transactions.required(failing("40001")))
                .isInstanceOf(PersistenceException.class);

        assertThat(current.events.stream().filter("begin"::equals))
                .hasSize(ServerTransactions.ATTEMPTS);
    }

    @Test
    void doesNotRunAgainInsideATransactionThatAnotherBegan() {
        var runs = new AtomicInteger();

        assertThatThrownBy(
                        () ->
                                transactions.required(
                                        () ->
                                                transactions.required(
                                                        () -> {
                                                            runs.incrementAndGet();
                                                            return failing("23505").get();
                                                        })))
                .isInstanceOf(PersistenceException.class);

        assertThat(runs).hasValue(1);
        assertThat(current.events).containsExactly("begin", "rollback-only", "rollback");
    }

    @Test
    void beginsItsOwnBesideOneThatIsUnderWay() {
        transactions.required(() -> transactions.requiresNew(() -> "inner"));

        assertThat(current.events)
                .containsExactly("begin", "suspend", "begin", "commit", "resume", "commit");
    }

    @Test
    void sendsLastWritesBeforeTheCommitAndLeavesNoneBehind() {
        transactions.required(
                () -> {
                    statements.atTheEnd("write", 1);
                    current.events.add("work");
                    return "done";
                });
        transactions.required(() -> "nothing");

        assertThat(current.events)
                .containsExactly("begin", "work", "write", "commit", "begin", "commit");
        assertThatThrownBy(LastWrites::current).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sendsNoneOfWhatIsRolledBack() {
        assertThatThrownBy(
                        () ->
                                transactions.required(
                                        () -> {
                                            statements.atTheEnd("write", 1);
                                            return failing("23505").get();
                                        }))
                .isInstanceOf(PersistenceException.class);
        transactions.required(
                () -> {
                    statements.atTheEnd("write", 1);
                    current.setRollbackOnly();
                    return "caught";
                });

        assertThat(current.events)
                .containsExactly("begin", "rollback", "begin", "rollback-only", "commit");
    }

    @Test
    void runsAgainWhereALastWriteFindsNothing() {
        current.rows.add(0);

        transactions.required(
                () -> {
                    statements.atTheEnd("write", 1);
                    return "done";
                });

        assertThat(current.events)
                .containsExactly("begin", "write", "rollback", "begin", "write", "commit");
    }

    @Test
    void sendsEachTransactionsOwn() {
        transactions.required(
                () -> {
                    statements.atTheEnd("outer", 1);
                    return transactions.requiresNew(
                            () -> {
                                statements.atTheEnd("inner", 1);
                                return "done";
                            });
                });

        assertThat(current.events)
                .containsExactly(
                        "begin", "suspend", "begin", "inner", "commit", "resume", "outer",
                        "commit");
    }

    @Test
    void tellsAnOutageFromAConflict() {
        assertThat(DatabaseFailure.isOutage(new SQLException("away", "08001"))).isTrue();
        assertThat(DatabaseFailure.isOutage(new SQLException("stopping", "57P01"))).isTrue();
        assertThat(DatabaseFailure.isConflict(new SQLException("away", "08001"))).isFalse();
        assertThat(DatabaseFailure.isOutage(new SQLException("twice", "23505"))).isFalse();
    }

    private static Supplier<String> failing(String state) {
        return () -> {
            throw new PersistenceException(new SQLException("as planned", state));
        };
    }

    private static RollbackException conflictAtCommit() {
        var failure = new RollbackException("as planned");
        failure.initCause(new SQLException("as planned", "40001"));
        return failure;
    }

    /** Writes down what happens to it. */
    private static final class Recorded implements UserTransaction, ServerTransactions.Suspension {

        private final List<String> events = new ArrayList<>();
        private final List<RollbackException> commitFailures = new ArrayList<>();
        private final Deque<Integer> rows = new ArrayDeque<>();
        private boolean isUnderWay;
        private boolean isRollbackOnly;

        /** Writes down what is sent, and says of each that it wrote one row. */
        EntityManager entityManager() {
            return stub(EntityManager.class, Map.of("unwrap", any -> connection()));
        }

        private Connection connection() {
            var metaData =
                    stub(DatabaseMetaData.class, Map.of("getDatabaseProductName", any -> "H2"));
            return stub(
                    Connection.class,
                    Map.of(
                            "getMetaData",
                            any -> metaData,
                            "prepareStatement",
                            arguments -> statement((String) arguments[0])));
        }

        private PreparedStatement statement(String sql) {
            return stub(
                    PreparedStatement.class,
                    Map.of(
                            "executeUpdate",
                            any -> {
                                events.add(sql);
                                return Objects.requireNonNullElse(rows.poll(), 1);
                            }));
        }

        private static <T> T stub(Class<T> type, Map<String, Function<Object[], Object>> answers) {
            return type.cast(
                    Proxy.newProxyInstance(
                            type.getClassLoader(),
                            new Class<?>[] {type},
                            (proxy, method, arguments) ->
                                    answers.getOrDefault(method.getName(), any -> null)
                                            .apply(arguments)));
        }

        @Override
        public void begin() {
            events.add("begin");
            isUnderWay = true;
            isRollbackOnly = false;
        }

        @Override
        public void commit() throws RollbackException {
            events.add("commit");
            isUnderWay = false;
            if (!commitFailures.isEmpty()) {
                throw commitFailures.remove(0);
            }
        }

        @Override
        public void rollback() {
            events.add("rollback");
            isUnderWay = false;
        }

        @Override
        public void setRollbackOnly() {
            events.add("rollback-only");
            isRollbackOnly = true;
        }

        @Override
        public int getStatus() {
            if (!isUnderWay) {
                return Status.STATUS_NO_TRANSACTION;
            }
            return isRollbackOnly ? Status.STATUS_MARKED_ROLLBACK : Status.STATUS_ACTIVE;
        }

        @Override
        public void setTransactionTimeout(int seconds) {}

        @Override
        public <T> T outside(Supplier<T> work) {
            events.add("suspend");
            isUnderWay = false;
            try {
                return work.get();
            } finally {
                isUnderWay = true;
                events.add("resume");
            }
        }
    }
}
