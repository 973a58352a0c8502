package comity.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {

    private final TestDatabase database = TestDatabase.open(List.of());

    @BeforeEach
    void makeTable() {
        in(
                () ->
                        database.entityManager()
                                .createNativeQuery("create table thing (name varchar)")
                                .executeUpdate());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void in(Runnable work) {
        database.transactions()
                .required(
                        () -> {
                            work.run();
                            return true;
                        });
    }

    private void add(String name) {
        database.entityManager()
                .createNativeQuery("insert into thing (name) values (?1)")
                .setParameter(1, name)
                .executeUpdate();
    }

    private List<?> names() {
        return database.entityManager()
                .createNativeQuery("select name from thing order by name")
                .getResultList();
    }

    @Test
    void keepsWhatCommittedAndNothingElse() {
        in(() -> add("kept"));

        assertThatThrownBy(
                        () ->
                                in(
                                        () -> {
                                            add("lost");
                                            throw new IllegalStateException("no");
                                        }))
                .hasMessage("no");

        assertThat(names()).isEqualTo(List.of("kept"));
    }

    @Test
    void keepsAnInnerTransactionThoughTheOuterOneFails() {
        assertThatThrownBy(
                        () ->
                                in(
                                        () -> {
                                            add("outer");
                                            database.transactions()
                                                    .requiresNew(
                                                            () -> {
                                                                add("inner");
                                                                return true;
                                                            });
                                            throw new IllegalStateException("no");
                                        }))
                .hasMessage("no");

        assertThat(names()).isEqualTo(List.of("inner"));
    }

    @Test
    void rollsBackTheOuterWorkWhenJoinedWorkFailed() {
        assertThatThrownBy(
                        () ->
                                in(
                                        () -> {
                                            add("outer");
                                            try {
                                                in(
                                                        () -> {
                                                            throw new IllegalStateException("no");
                                                        });
                                            } catch (IllegalStateException swallowed) {
                                                add("more");
                                            }
                                        }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(names()).isEmpty();
    }

    @Test
    void runsWorkAfterTheCommitAndOnlyThen() {
        var done = new ArrayList<String>();

        in(
                () -> {
                    database.afterCommit().run(() -> done.add("committed " + names()));
                    add("a");
                    assertThat(done).isEmpty();
                });
        assertThatThrownBy(
                        () ->
                                in(
                                        () -> {
                                            database.afterCommit().run(() -> done.add("never"));
                                            throw new IllegalStateException("no");
                                        }))
                .hasMessage("no");

        assertThat(done).containsExactly("committed [a]");
    }

    @Test
    void givesEachDatabaseItsOwnTables() {
        try (var other = TestDatabase.open(List.of())) {
            in(() -> add("here"));

            assertThatThrownBy(
                            () ->
                                    other.entityManager()
                                            .createNativeQuery("select name from thing")
                                            .getResultList())
                    .isInstanceOf(RuntimeException.class);
        }
    }
}
