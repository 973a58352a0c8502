package comity.acceptance.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import comity.kernel.Times;
import comity.kernel.persistence.AfterCommit;
import comity.kernel.persistence.DatabaseClock;
import comity.kernel.persistence.Transactions;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.InitialContext;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The kernel's container pieces, in the container. */
@ExtendWith({ContainerDatabase.class, ArquillianExtension.class})
class ContainerIT {

    private static final List<String> LIBRARIES =
            List.of("comity-kernel", "jackson-", "flyway-", "slf4j-", "jspecify");

    @Inject Transactions transactions;
    @Inject AfterCommit afterCommit;
    @Inject EntityManager database;
    @Inject DatabaseClock clock;

    @Deployment
    static WebArchive probe() {
        var libraries =
                new File(System.getProperty("comity.test.libraries"))
                        .listFiles((folder, name) -> LIBRARIES.stream().anyMatch(name::startsWith));
        return ShrinkWrap.create(WebArchive.class, "probe.war")
                .addClasses(Mark.class, ProbeBeans.class, ContainerDatabase.class)
                .addAsLibraries(libraries)
                .addAsResource("container/persistence.xml", "META-INF/persistence.xml")
                .addAsResource("container/V1__probe.sql", "db/probe/V1__probe.sql")
                .addAsResource(EmptyAsset.INSTANCE, "db/probe/flyway.location")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
    }

    @BeforeEach
    void empty() {
        transactions.required(
                () -> database.createNativeQuery("delete from probe_mark").executeUpdate());
    }

    @Test
    void keepsWhatATransactionDid() {
        var at = Times.now(clock);

        transactions.required(() -> write(1, "kept", at));

        // Outside a transaction: read again from the database.
        var mark = database.find(Mark.class, 1);
        assertEquals("kept", mark.label);
        assertEquals(at, mark.at);
    }

    @Test
    void forgetsWhatATransactionDidThatFailed() {
        assertThrows(
                IllegalStateException.class,
                () ->
                        transactions.required(
                                () -> {
                                    write(1, "lost", Instant.EPOCH);
                                    database.flush();
                                    throw new IllegalStateException("as planned");
                                }));

        assertNull(database.find(Mark.class, 1));
    }

    @Test
    void keepsNoHalfOfATransactionWhoseFailureWasCaught() {
        assertThrows(
                RuntimeException.class,
                () ->
                        transactions.required(
                                () -> {
                                    write(1, "outer", Instant.EPOCH);
                                    try {
                                        transactions.required(
                                                () -> {
                                                    throw new IllegalStateException("as planned");
                                                });
                                    } catch (IllegalStateException caught) {
                                        return "went on";
                                    }
                                    return "not reached";
                                }));

        assertNull(database.find(Mark.class, 1));
    }

    @Test
    void keepsATransactionOfItsOwnWhenTheOneAroundItFails() {
        assertThrows(
                IllegalStateException.class,
                () ->
                        transactions.required(
                                () -> {
                                    write(1, "outer", Instant.EPOCH);
                                    transactions.requiresNew(
                                            () -> write(2, "inner", Instant.EPOCH));
                                    throw new IllegalStateException("as planned");
                                }));

        assertNull(database.find(Mark.class, 1));
        assertEquals("inner", database.find(Mark.class, 2).label);
    }

    @Test
    void runsAfterTheCommitAndOnlyThen() {
        var runs = new AtomicInteger();

        transactions.required(
                () -> {
                    afterCommit.run(runs::incrementAndGet);
                    return runs.get();
                });
        assertThrows(
                IllegalStateException.class,
                () ->
                        transactions.required(
                                () -> {
                                    afterCommit.run(runs::incrementAndGet);
                                    throw new IllegalStateException("as planned");
                                }));

        assertEquals(1, runs.get());
        assertThrows(IllegalStateException.class, () -> afterCommit.run(runs::incrementAndGet));
    }

    @Test
    @SuppressWarnings("BanJNDI") // The name is the container's own, and no input.
    void letsTwoThatAreInEachOthersWayBothFinish() throws Exception {
        transactions.required(() -> write(1, "", Instant.EPOCH));
        transactions.required(() -> write(2, "", Instant.EPOCH));
        var bothHoldOne = new CyclicBarrier(2);
        var attempts = new AtomicInteger();
        // Arquillian does not resolve @Resource by type.
        ManagedExecutorService executor =
                InitialContext.doLookup("java:comp/DefaultManagedExecutorService");

        var first = executor.submit(() -> both(1, 2, "a", bothHoldOne, attempts));
        var second = executor.submit(() -> both(2, 1, "b", bothHoldOne, attempts));
        first.get(2, TimeUnit.MINUTES);
        second.get(2, TimeUnit.MINUTES);

        assertTrue(attempts.get() > 2, "one was run again");
        for (int id : List.of(1, 2)) {
            var label = database.find(Mark.class, id).label;
            assertEquals(2, label.length());
            assertTrue(label.contains("a") && label.contains("b"));
        }
    }

    @Test
    void tellsTheTimeOfTheDatabase() {
        var told = clock.instant();
        // A number: a second argument to createNativeQuery would have to be an entity's class.
        var read =
                (Number)
                        database.createNativeQuery("select extract(epoch from current_timestamp)")
                                .getSingleResult();

        var apart = Duration.between(told, Instant.ofEpochSecond(read.longValue())).abs();
        assertTrue(apart.compareTo(Duration.ofSeconds(30)) < 0, apart::toString);
    }

    /** Each holds what the other wants next: the database ends one, which is then run again. */
    private boolean both(
            int first, int second, String letter, CyclicBarrier barrier, AtomicInteger attempts) {
        return transactions.required(
                () -> {
                    boolean again = attempts.incrementAndGet() > 2;
                    append(first, letter);
                    if (!again) {
                        await(barrier);
                    }
                    append(second, letter);
                    return again;
                });
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.MINUTES);
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void append(int id, String letter) {
        database.createNativeQuery("update probe_mark set label = label || ?1 where id = ?2")
                .setParameter(1, letter)
                .setParameter(2, id)
                .executeUpdate();
    }

    private Mark write(int id, String label, Instant at) {
        var mark = new Mark(id, label, at);
        database.persist(mark);
        return mark;
    }
}
