package comity.parties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class CallsIT {

    private static final String TARGET = "/api/v1/exchanges";

    private Samples node;
    private final AtomicInteger done = new AtomicInteger();

    @BeforeAll
    void open() {
        node = new Samples();
    }

    @BeforeEach
    void startAfresh() {
        done.set(0);
        node.database
                .transactions()
                .required(
                        () ->
                                node.database
                                        .entityManager()
                                        .createNativeQuery("delete from parties_call")
                                        .executeUpdate());
    }

    @AfterAll
    void close() {
        node.database.close();
    }

    private Answer work() {
        return Answer.of(201, Json.object().put("id", done.incrementAndGet()));
    }

    private Caller posting(String idempotencyKey, String content) {
        return node.caller(node.post(node.wfp, TARGET, idempotencyKey, content));
    }

    @Test
    void carriesACallOutAndStoresItsNonce() {
        var request = node.post(node.wfp, TARGET, "one", "{}");

        var answer = node.calls.perform(node.caller(request), this::work);

        assertThat(answer.status()).isEqualTo(201);
        assertProblem(() -> node.caller(request), PartiesProblem.NONCE_REPLAYED);
    }

    @Test
    void letsOneOfTwoWinThatCarryTheSameNonceAtTheSameTime() throws Exception {
        var request = node.get(node.wfp, TARGET);
        var one = node.caller(request);
        var other = node.caller(request);
        var otherNode = node.newCalls();
        var together = new CyclicBarrier(2);

        var outcomes =
                both(
                        () -> meetAndPerform(node.calls, one, together),
                        () -> meetAndPerform(otherNode, other, together));

        assertThat(outcomes).containsExactlyInAnyOrder("201", PartiesProblem.NONCE_REPLAYED.slug());
    }

    @Test
    void doesTheWorkOnceForTwoWithTheSameIdempotencyKeyOnTwoNodes() throws Exception {
        var one = posting("same", "{\"a\":1}");
        var other = posting("same", "{\"a\":1}");
        var otherNode = node.newCalls();
        var together = new CyclicBarrier(2);

        var outcomes =
                both(
                        () -> meetAndPerform(node.calls, one, together),
                        () -> meetAndPerform(otherNode, other, together));

        // Both worked, one committed, both answer what was committed.
        assertThat(outcomes).containsExactly("201", "201");
        assertThat(countRows("idempotency_key = 'same'")).isEqualTo(1);
        assertThat(one.isSettled()).isTrue();
        assertThat(other.isSettled()).isTrue();
    }

    @Test
    void answersARetryWithWhatWasStoredAfterARestart() {
        var first =
                node.calls.perform(
                        posting("one", "{\"a\":1}"),
                        () -> work().withHeader("Location", "/api/v1/exchanges/7"));

        var again = node.newCalls().perform(posting("one", "{\"a\":1}"), this::work);

        assertThat(Json.text(again.body())).isEqualTo(Json.text(first.body()));
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.headers()).containsEntry("Location", "/api/v1/exchanges/7");
        assertThat(done).hasValue(1);
    }

    @Test
    void refusesTheSameNonceAfterARestart() {
        var request = node.get(node.wfp, TARGET);
        node.calls.perform(node.caller(request), this::work);

        assertProblem(
                () -> node.newAdmissions().admit(request.request(), request.content()),
                PartiesProblem.NONCE_REPLAYED);
    }

    @Test
    void refusesAnIdempotencyKeyWithOtherBytesAndSpendsTheNonce() {
        node.calls.perform(posting("one", "{\"a\":1}"), this::work);
        var other = node.post(node.wfp, TARGET, "one", "{\"a\": 1}");

        assertProblem(
                () -> node.calls.perform(node.caller(other), this::work),
                PartiesProblem.IDEMPOTENCY_KEY_REUSED);

        assertProblem(() -> node.caller(other), PartiesProblem.NONCE_REPLAYED);
        assertThat(done).hasValue(1);
    }

    @Test
    void refusesAnIdempotencyKeyOnAnotherPath() {
        node.calls.perform(posting("one", "{}"), this::work);

        assertProblem(
                () ->
                        node.calls.perform(
                                node.caller(node.post(node.wfp, "/api/v1/records", "one", "{}")),
                                this::work),
                PartiesProblem.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void keepsTheIdempotencyKeysOfEntitiesApart() {
        node.calls.perform(posting("one", "{}"), this::work);

        var other =
                node.calls.perform(
                        node.caller(node.post(node.unicef, TARGET, "one", "{}")), this::work);

        assertThat(other.body().get("id").intValue()).isEqualTo(2);
    }

    @Test
    void tellsTheSecondThatTheFirstIsInProgress() throws Exception {
        var started = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        var first = posting("one", "{}");
        var second = node.post(node.wfp, TARGET, "one", "{}");
        var threads = Executors.newSingleThreadExecutor();
        try {
            var running =
                    threads.submit(
                            () ->
                                    node.calls.perform(
                                            first,
                                            () -> {
                                                started.countDown();
                                                await(finish);
                                                return work();
                                            }));
            await(started);

            assertProblem(
                    () -> node.calls.perform(node.caller(second), this::work),
                    PartiesProblem.REQUEST_IN_PROGRESS);

            finish.countDown();
            assertThat(running.get().status()).isEqualTo(201);
            assertProblem(() -> node.caller(second), PartiesProblem.NONCE_REPLAYED);
        } finally {
            finish.countDown();
            threads.shutdownNow();
        }
    }

    /** Whoever sees a request pass can send it again faster than it is carried out. */
    @Test
    void nineCopiesOfARequestDoNotSpoilTheOneThatRuns() throws Exception {
        var started = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        var request = node.post(node.wfp, TARGET, "one", "{}");
        var honest = node.caller(request);
        var copies = Stream.generate(() -> node.caller(request)).limit(9).toList();
        var threads = Executors.newSingleThreadExecutor();
        try {
            var running =
                    threads.submit(
                            () ->
                                    node.calls.perform(
                                            honest,
                                            () -> {
                                                started.countDown();
                                                await(finish);
                                                return work();
                                            }));
            await(started);

            for (var copy : copies) {
                assertProblem(
                        () -> node.calls.perform(copy, this::work), PartiesProblem.NONCE_REPLAYED);
                // As what answers it would: nothing has spent the nonce.
                assertProblem(() -> node.calls.settle(copy), PartiesProblem.NONCE_REPLAYED);
            }

            finish.countDown();
            assertThat(running.get().status()).isEqualTo(201);
            assertThat(done).hasValue(1);
            assertProblem(() -> node.caller(request), PartiesProblem.NONCE_REPLAYED);
        } finally {
            finish.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void ofTenCopiesAtOnceExactlyOneGetsThrough() throws Exception {
        var request = node.post(node.wfp, TARGET, "one", "{}");
        var together = new CyclicBarrier(10);
        var copies =
                Stream.generate(() -> node.caller(request))
                        .limit(10)
                        .map(copy -> (Callable<String>) () -> performTogether(copy, together))
                        .toList();
        var threads = Executors.newFixedThreadPool(10);
        try {
            var outcomes = new ArrayList<String>();
            for (Future<String> outcome : threads.invokeAll(copies)) {
                outcomes.add(outcome.get());
            }
            assertThat(outcomes).containsOnlyOnce("201");
            assertThat(outcomes).containsOnly("201", PartiesProblem.NONCE_REPLAYED.slug());
        } finally {
            threads.shutdownNow();
        }
        assertThat(countRows("idempotency_key = 'one'")).isEqualTo(1);
    }

    private String performTogether(Caller copy, CyclicBarrier together) {
        meet(together);
        try {
            return Integer.toString(node.calls.perform(copy, this::work).status());
        } catch (Problem refused) {
            return refused.type().slug();
        }
    }

    @Test
    void rollsBackWhatAProblemInterruptsAndKeepsTheNonceAlone() {
        var request = node.post(node.wfp, TARGET, "one", "{}");

        assertProblem(
                () ->
                        node.calls.perform(
                                node.caller(request),
                                () -> {
                                    node.parties.setActive("UNICEF", false);
                                    node.database.entityManager().flush();
                                    throw Problem.of(KernelProblem.NOT_FOUND, "No.");
                                }),
                KernelProblem.NOT_FOUND);

        assertThat(node.parties.entity("UNICEF").orElseThrow().active()).isTrue();
        assertProblem(() -> node.caller(request), PartiesProblem.NONCE_REPLAYED);
        assertThat(countRows("idempotency_key is not null")).isZero();
        assertThat(node.calls.perform(posting("one", "{}"), this::work).status()).isEqualTo(201);
    }

    @Test
    void spendsTheNonceOfACallThatFails() {
        var request = node.post(node.wfp, TARGET, "one", "{}");

        assertThatThrownBy(
                        () ->
                                node.calls.perform(
                                        node.caller(request),
                                        () -> {
                                            throw new IllegalStateException("broken");
                                        }))
                .hasMessage("broken");

        assertProblem(() -> node.caller(request), PartiesProblem.NONCE_REPLAYED);
    }

    @Test
    void commitsARefusalThatIsItselfAnAct() {
        var refusal =
                Answer.refusing(
                        Problem.of(KernelProblem.NOT_FOUND, "No.")
                                .with("answers", Json.array().add(1)));

        var first = node.calls.perform(posting("one", "{}"), () -> refusal);
        var again = node.calls.perform(posting("one", "{}"), this::work);

        assertThat(again.status()).isEqualTo(404).isEqualTo(first.status());
        assertThat(Json.text(again.body())).isEqualTo(Json.text(first.body()));
    }

    @Test
    void storesTheAnswerEncryptedAndLessThanItSays() {
        var reference = UUID.fromString("0192f0c0-0000-7000-8000-000000000001");
        node.calls.perform(
                posting("one", "{}"),
                () ->
                        Answer.of(200, Json.object().put("secret", "Achieng"))
                                .keeping(Json.object().put("id", "kept"))
                                .withReference(reference));

        var again =
                node.calls.perform(
                        posting("one", "{}"),
                        this::work,
                        kept -> kept.answering(kept.body().deepCopy().put("fresh", true)));

        assertThat(again.body()).isEqualTo(Json.object().put("id", "kept").put("fresh", true));
        assertThat(again.reference()).contains(reference);
        var stored =
                (byte[])
                        node.database
                                .entityManager()
                                .createNativeQuery(
                                        "select answer from parties_call where idempotency_key = 'one'")
                                .getSingleResult();
        assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("kept", "Achieng");
    }

    @Test
    void saysThatAnAnswerIsErased() {
        var reference = UUID.fromString("0192f0c0-0000-7000-8000-000000000002");
        node.calls.perform(posting("one", "{}"), () -> work().withReference(reference));

        int erased =
                node.database.transactions().required(() -> node.calls.erase("WFP", reference));

        assertThat(erased).isEqualTo(1);
        assertProblem(
                () -> node.calls.perform(posting("one", "{}"), this::work),
                PartiesProblem.ANSWER_ERASED);
        assertThat(done).hasValue(1);
    }

    @Test
    void forgetsAnIdempotencyKeyAfterADayEvenIfNothingPurgedIt() {
        node.calls.perform(posting("one", "{}"), this::work);
        node.clock.pass(Duration.ofHours(24));

        var next = node.calls.perform(posting("one", "{\"other\":true}"), this::work);

        assertThat(next.body().get("id").intValue()).isEqualTo(2);
    }

    @Test
    void purgesWhatIsNoLongerNeededInBatches() {
        for (int i = 0; i < 3; i++) {
            node.calls.settle(node.caller(node.get(node.wfp, TARGET)));
        }
        node.calls.perform(posting("one", "{}"), this::work);
        node.clock.pass(Duration.ofSeconds(331));

        assertThat(node.calls.purge(2)).isEqualTo(2);
        assertThat(node.calls.purge(2)).isEqualTo(1);
        assertThat(node.calls.purge(2)).isZero();
        assertThat(countRows("1 = 1")).isEqualTo(1);
    }

    @Test
    void performsACallOnce() {
        var caller = posting("one", "{}");
        node.calls.perform(caller, this::work);

        assertThatThrownBy(() -> node.calls.perform(caller, this::work))
                .isInstanceOf(IllegalStateException.class);
    }

    private String meetAndPerform(Calls calls, Caller caller, CyclicBarrier together) {
        var met = new java.util.concurrent.atomic.AtomicBoolean();
        try {
            return Integer.toString(
                    calls.perform(
                                    caller,
                                    () -> {
                                        if (!met.getAndSet(true)) {
                                            meet(together);
                                        }
                                        return work();
                                    })
                            .status());
        } catch (Problem refused) {
            return refused.type().slug();
        }
    }

    private static List<String> both(Callable<String> one, Callable<String> other)
            throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            var outcomes = new ArrayList<String>();
            for (Future<String> outcome : threads.invokeAll(List.of(one, other))) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private long countRows(String condition) {
        return ((Number)
                        node.database
                                .entityManager()
                                .createNativeQuery(
                                        "select count(*) from parties_call where " + condition)
                                .getSingleResult())
                .longValue();
    }

    static void assertProblem(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable action,
            comity.kernel.ProblemType type) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
    }
}
