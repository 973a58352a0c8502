package comity.kernel.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTransactionsTest {

    private final Recorded current = new Recorded();
    private final ServerTransactions transactions =
            new ServerTransactions(current, current, new Random(1));

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
        private boolean isUnderWay;

        @Override
        public void begin() {
            events.add("begin");
            isUnderWay = true;
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
        }

        @Override
        public int getStatus() {
            return isUnderWay ? Status.STATUS_ACTIVE : Status.STATUS_NO_TRANSACTION;
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
