package comity.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.kernel.persistence.DatabaseFailure;
import comity.kernel.persistence.LastWrites;
import comity.kernel.persistence.Statements;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatementsIT {

    private static final String INSERT = "insert into kernel_line (id, words) values (?, ?)";
    private static final String ALL = "select words from kernel_line order by id";

    private final TestDatabase database = TestDatabase.open(List.of("kernel"));
    private final Statements statements = Statements.inTransaction(database.entityManager());

    @BeforeEach
    void create() {
        Statements.on(database.dataSource())
                .update(
                        "create table kernel_line (id integer not null primary key,"
                                + " words varchar(20) not null)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<String> lines() {
        return Statements.on(database.dataSource()).query(ALL, row -> row.getString(1));
    }

    private <T> T run(Supplier<T> work) {
        return database.transactions().requiresNew(work);
    }

    @Test
    void twoQueriesAreAnsweredInTheirOrderEachWithItsValues() {
        run(() -> statements.update(INSERT, 1, "one") + statements.update(INSERT, 2, "two"));

        var both =
                run(
                        () ->
                                statements.query(
                                        new Statements.Query<>(
                                                "select id from kernel_line where words = ?",
                                                row -> row.getInt(1),
                                                "two"),
                                        new Statements.Query<>(
                                                "select words from kernel_line where id < ? and id"
                                                        + " > ? order by id",
                                                row -> row.getString(1),
                                                9,
                                                0)));

        assertThat(both.first()).containsExactly(2);
        assertThat(both.second()).containsExactly("one", "two");
    }

    @Test
    void oneOfTwoQueriesMayFindNothing() {
        var none = new Statements.Query<>(ALL, row -> row.getString(1));
        var one = new Statements.Query<>("select 7", row -> row.getInt(1));

        assertThat(run(() -> statements.query(none, one)).first()).isEmpty();
        assertThat(run(() -> statements.query(none, one)).second()).containsExactly(7);
        assertThat(run(() -> statements.query(one, none)).second()).isEmpty();
    }

    /** More than are sent as one text. */
    @Test
    void lastWritesComeBeforeTheCommitInTheirOrder() {
        run(
                () -> {
                    IntStream.range(0, 20)
                            .forEach(i -> statements.atTheEnd(INSERT, i, "line " + i));
                    // It would be one row too few if it came before the first.
                    statements.atTheEnd("update kernel_line set words = ? where id = ?", "new", 0);
                    assertThat(statements.query(ALL, row -> row.getString(1))).isEmpty();
                    return true;
                });

        assertThat(lines()).hasSize(20).startsWith("new", "line 1").endsWith("line 19");
    }

    @Test
    void theyAreNotWrittenWhereTheWorkFails() {
        assertThatThrownBy(
                        () ->
                                run(
                                        () -> {
                                            statements.atTheEnd(INSERT, 1, "one");
                                            throw new IllegalStateException("on purpose");
                                        }))
                .hasMessage("on purpose");

        run(() -> statements.update(INSERT, 2, "two"));
        assertThat(lines()).containsExactly("two");
    }

    @Test
    void oneThatFailsRollsBackAllAndSaysWhy() {
        run(() -> statements.update(INSERT, 1, "one"));

        assertThatThrownBy(
                        () ->
                                run(
                                        () -> {
                                            statements.update(INSERT, 2, "two");
                                            statements.atTheEnd(INSERT, 3, "three");
                                            statements.atTheEnd(INSERT, 1, "again");
                                            return true;
                                        }))
                .isInstanceOf(PersistenceException.class)
                .hasMessage("A statement failed")
                .matches(DatabaseFailure::isDuplicate);
        assertThat(lines()).containsExactly("one");
    }

    /** The third time there is something to update. */
    @Test
    void oneThatWritesNothingHasTheWorkRunAgain() {
        var runs = new AtomicInteger();

        run(
                () -> {
                    statements.atTheEnd(INSERT, 1, "one");
                    statements.atTheEnd(
                            "insert into kernel_line (id, words) select 2, 'two' where ? >= 3",
                            runs.incrementAndGet());
                    return true;
                });

        assertThat(runs).hasValue(3);
        assertThat(lines()).containsExactly("one", "two");
    }

    @Test
    void aTransactionWithinAnotherSendsItsOwn() {
        run(
                () -> {
                    statements.atTheEnd(INSERT, 1, "outer");
                    run(
                            () -> {
                                statements.atTheEnd(INSERT, 2, "inner");
                                return true;
                            });
                    assertThat(lines()).containsExactly("inner");
                    return true;
                });

        assertThat(lines()).containsExactly("outer", "inner");
    }

    @Test
    void oneThatWritesMoreThanARowIsAFault() {
        run(() -> statements.update(INSERT, 1, "one") + statements.update(INSERT, 2, "two"));

        assertThatThrownBy(
                        () ->
                                run(
                                        () -> {
                                            statements.atTheEnd(
                                                    "update kernel_line set words = 'x'");
                                            return true;
                                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(lines()).containsExactly("one", "two");
    }

    @Test
    void thereIsNoEndOutsideATransaction() {
        assertThatThrownBy(() -> statements.atTheEnd(INSERT, 1, "one"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(
                        () ->
                                run(
                                        () -> {
                                            Statements.on(database.dataSource())
                                                    .atTheEnd(INSERT, 1, "one");
                                            return true;
                                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(LastWrites::current).isInstanceOf(IllegalStateException.class);
    }
}
