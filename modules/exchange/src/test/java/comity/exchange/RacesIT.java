package comity.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Json;
import comity.kernel.Problem;
import comity.kernel.persistence.LastWrites;
import comity.parties.Answer;
import comity.parties.Caller;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ObjectNode;

/**
 * What concurrency could break. In each the first transaction has done its work and does not commit
 * before the database says that the second waits for it.
 */
@Timeout(120)
class RacesIT {

    private World world;
    private World.Node other;
    private ExecutorService threads;

    @BeforeEach
    void open() {
        world = new World();
        other = world.newNode();
        threads = Executors.newFixedThreadPool(2);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        world.close();
    }

    @Test
    void aWithdrawalWaitsForAnExchangeAndTellsItsAsker() throws Exception {
        var id = world.publish("UNICEF", Samples.verification("A1"));
        var asked = new CountDownLatch(1);

        var asking = first(asked, () -> world.node.exchanges().ask("WFP", Samples.request("A1")));
        var withdrawing = second(asked, () -> other.records().changeStatus("UNICEF", id, change()));

        assertThat(ExchangesIT.records(asking.get().body())).hasSize(1);
        assertThat(withdrawing.get().status()).isEqualTo(200);
        assertThat(world.feed("WFP"))
                .singleElement()
                .extracting(about -> about.required("record").stringValue())
                .isEqualTo(id.toString());
    }

    @Test
    void anExchangeWaitsForAWithdrawalAndGetsNothing() throws Exception {
        var id = world.publish("UNICEF", Samples.verification("A1"));
        var withdrawn = new CountDownLatch(1);

        var withdrawing =
                first(withdrawn, () -> world.node.records().changeStatus("UNICEF", id, change()));
        var asking = second(withdrawn, () -> other.exchanges().ask("WFP", Samples.request("A1")));

        assertThat(withdrawing.get().status()).isEqualTo(200);
        assertThat(asking.get().status()).isEqualTo(200);
        assertThat(ExchangesIT.records(asking.get().body())).isEmpty();
        assertThat(Json.text(asking.get().body())).doesNotContain("sdJwt");
        assertThat(world.count("exchange_held_copy")).isZero();
        assertThat(world.feed("WFP")).isEmpty();
    }

    @Test
    void anExchangeThatWaitedForAWithdrawalThatFailedGetsTheRecord() throws Exception {
        var id = world.publish("UNICEF", Samples.verification("A1"));
        var withdrawn = new CountDownLatch(1);

        var withdrawing =
                threads.submit(
                        () ->
                                refusalOf(
                                        () ->
                                                world.run(
                                                        () -> {
                                                            world.node
                                                                    .records()
                                                                    .changeStatus(
                                                                            "UNICEF", id, change());
                                                            withdrawn.countDown();
                                                            world.database.awaitLockWait();
                                                            throw new IllegalStateException(
                                                                    "on purpose");
                                                        })));
        var asking = second(withdrawn, () -> other.exchanges().ask("WFP", Samples.request("A1")));

        assertThat(withdrawing.get()).isEqualTo("on purpose");
        assertThat(ExchangesIT.records(asking.get().body())).hasSize(1);
        world.changeStatus("UNICEF", id, change());
        assertThat(world.feed("WFP")).hasSize(1);
    }

    /** Another entity cannot make an issuer's exchanges wait. */
    @Test
    void whoDoesNotOwnARecordDoesNotWaitForItsLock() throws Exception {
        var id = world.publish("UNICEF", Samples.verification("A1"));
        var withdrawn = new CountDownLatch(1);
        var refused = new CountDownLatch(1);

        var withdrawing =
                threads.submit(
                        () ->
                                world.run(
                                        () -> {
                                            world.node
                                                    .records()
                                                    .changeStatus("UNICEF", id, change());
                                            withdrawn.countDown();
                                            meet(refused);
                                            return true;
                                        }));
        var meddling =
                threads.submit(
                        () -> {
                            meet(withdrawn);
                            var refusal =
                                    refusalOf(
                                            () ->
                                                    world.run(
                                                            () ->
                                                                    other.records()
                                                                            .changeStatus(
                                                                                    "ILO", id,
                                                                                    change())));
                            refused.countDown();
                            return refusal;
                        });

        assertThat(meddling.get()).isEqualTo("not-found");
        assertThat(withdrawing.get()).isTrue();
    }

    @Test
    void oneOfTwoPublicationsOfARecordWins() throws Exception {
        var sdJwt = world.sign("UNICEF", world.newId(), Samples.verification("A1"));

        publishTwice(sdJwt, sdJwt);
    }

    @Test
    void oneOfTwoRecordsOfOneIdWins() throws Exception {
        var id = world.newId();

        publishTwice(
                world.sign("UNICEF", id, Samples.verification("A1")),
                world.sign("UNICEF", id, Samples.verification("A2")));
    }

    private void publishTwice(String one, String another) throws Exception {
        var published = new CountDownLatch(1);

        var first =
                threads.submit(
                        () ->
                                world.run(
                                        () -> {
                                            var answer =
                                                    world.node
                                                            .records()
                                                            .publish("UNICEF", body(one));
                                            world.database.entityManager().flush();
                                            published.countDown();
                                            world.database.awaitInsertInto("exchange_record");
                                            return answer;
                                        }));
        var refused =
                threads.submit(
                        () -> {
                            meet(published);
                            return refusalOf(
                                    () ->
                                            world.run(
                                                    () ->
                                                            other.records()
                                                                    .publish(
                                                                            "UNICEF",
                                                                            body(another))));
                        });

        assertThat(first.get().status()).isEqualTo(201);
        assertThat(refused.get()).isEqualTo("record-known");
        assertThat(world.count("exchange_record")).isEqualTo(1);
        assertThat(world.count("exchange_subject")).isEqualTo(1);
        assertThat(
                        world.count(
                                "exchange_status_place",
                                "record_id <> '00000000-0000-0000-0000-000000000000'"))
                .isEqualTo(1);
    }

    @Test
    void twoExchangesOfOneIdempotencyKeyAreOne() throws Exception {
        world.publish("UNICEF", Samples.verification("A1"));
        var request = Samples.request("A1");
        var one = world.posting("WFP", "same", request);
        var another = world.posting("WFP", "same", request);
        var asked = new CountDownLatch(1);
        var answered = new CountDownLatch(1);

        var first =
                threads.submit(
                        () ->
                                perform(
                                        world.node,
                                        one,
                                        () -> {
                                            var answer = world.node.exchanges().ask("WFP", request);
                                            writeEverything();
                                            asked.countDown();
                                            letTheOtherGoAsFarAsItCan(answered);
                                            return answer;
                                        }));
        var second =
                threads.submit(
                        () -> {
                            meet(asked);
                            var answer =
                                    perform(
                                            other,
                                            another,
                                            () -> other.exchanges().ask("WFP", request));
                            answered.countDown();
                            return answer;
                        });

        assertThat(first.get().status()).isEqualTo(200).isEqualTo(second.get().status());
        assertThat(first.get().body().required("exchange"))
                .isEqualTo(second.get().body().required("exchange"));
        assertThat(ExchangesIT.records(first.get().body()).get(0).required("sdJwt"))
                .isEqualTo(ExchangesIT.records(second.get().body()).get(0).required("sdJwt"));
        assertThat(world.count("exchange_exchange")).isEqualTo(1);
        assertThat(world.count("exchange_held_copy")).isEqualTo(1);
    }

    private static Answer perform(World.Node on, Caller caller, Supplier<Answer> work) {
        return on.calls().perform(caller, work, stored -> on.exchanges().again("WFP", stored));
    }

    private UUID waiting(String... issuers) {
        var request = Samples.request("A1");
        var from = request.putArray("from");
        for (var issuer : issuers) {
            world.register(issuer);
            world.agree(issuer, "WFP", Samples.termsWithApproval(issuer, "WFP"));
            from.add(issuer);
        }
        for (var issuer : issuers) {
            world.publish(issuer, Samples.verification("A1"));
        }
        return UUID.fromString(world.ask("WFP", request).required("exchange").stringValue());
    }

    @Test
    void oneOfTwoDecisionsWins() throws Exception {
        var exchange = waiting("UNHCR");
        var approved = new CountDownLatch(1);

        var approving = first(approved, () -> decide(world.node, "UNHCR", exchange, "approve"));
        var refusing =
                threads.submit(
                        () -> {
                            meet(approved);
                            return refusalOf(
                                    () ->
                                            world.run(
                                                    () ->
                                                            decide(
                                                                    other, "UNHCR", exchange,
                                                                    "refuse")));
                        });

        assertThat(approving.get().status()).isEqualTo(200);
        assertThat(refusing.get()).isEqualTo("decision-final");
        assertThat(world.count("exchange_held_copy")).isEqualTo(1);
        assertThat(world.told("WFP")).containsExactly("exchange-decided");
    }

    @Test
    void twoIssuersOfOneExchangeThatDecideAtOnceAreBothHeard() throws Exception {
        var exchange = waiting("UNHCR", "UNDP");
        var decided = new CountDownLatch(1);

        var one = first(decided, () -> decide(world.node, "UNHCR", exchange, "approve"));
        var another = second(decided, () -> decide(other, "UNDP", exchange, "approve"));

        assertThat(one.get().status()).isEqualTo(200).isEqualTo(another.get().status());
        var view = world.run(() -> world.node.exchanges().exchange("WFP", exchange));
        assertThat(ExchangesIT.records(view)).hasSize(2);
    }

    @Test
    void anApprovalWaitsForAWithdrawalAndDisclosesNothing() throws Exception {
        var exchange = waiting("UNHCR");
        var withdrawn = new CountDownLatch(1);

        var withdrawing =
                first(
                        withdrawn,
                        () -> world.node.records().changeStatus("UNHCR", record(), change()));
        var approving = refused(withdrawn, exchange);

        assertThat(withdrawing.get().status()).isEqualTo(200);
        assertThat(approving.get()).isEqualTo("not-found");
        assertThat(world.count("exchange_held_copy")).isZero();
        assertThat(world.feed("WFP")).isEmpty();
    }

    @Test
    void anApprovalWaitsForASuspensionAndCanComeAfterIt() throws Exception {
        var exchange = waiting("UNHCR");
        var suspended = new CountDownLatch(1);
        var suspension = Samples.status("suspended", "under-review");

        var suspending =
                first(
                        suspended,
                        () -> world.node.records().changeStatus("UNHCR", record(), suspension));
        var approving = refused(suspended, exchange);

        assertThat(suspending.get().status()).isEqualTo(200);
        assertThat(approving.get()).isEqualTo("not-found");
        assertThat(world.count("exchange_held_copy")).isZero();
        world.changeStatus("UNHCR", record(), Samples.status("valid", "review-closed"));
        assertThat(world.decide("UNHCR", exchange, "approve").status()).isEqualTo(200);
    }

    @Test
    void aWithdrawalWaitsForAnApprovalAndTellsItsAsker() throws Exception {
        var exchange = waiting("UNHCR");
        var approved = new CountDownLatch(1);

        var approving = first(approved, () -> decide(world.node, "UNHCR", exchange, "approve"));
        var withdrawing =
                second(approved, () -> other.records().changeStatus("UNHCR", record(), change()));

        assertThat(approving.get().status()).isEqualTo(200);
        assertThat(withdrawing.get().status()).isEqualTo(200);
        assertThat(world.told("WFP")).containsExactly("exchange-decided", "record-status");
    }

    /** Both lock the record, and then the feed of who holds a copy already: in this order. */
    @Test
    void anApprovalAndAWithdrawalOfWhatTheAskerHoldsDoNotWaitForEachOther() throws Exception {
        world.decide("UNHCR", waiting("UNHCR"), "approve");
        var request = Samples.request("A1");
        request.putArray("from").add("UNHCR");
        var again = UUID.fromString(world.ask("WFP", request).required("exchange").stringValue());
        var record = record();
        var approved = new CountDownLatch(1);
        var runs = new AtomicInteger();

        var approving =
                threads.submit(
                        () ->
                                world.run(
                                        () -> {
                                            runs.incrementAndGet();
                                            var answer =
                                                    decide(world.node, "UNHCR", again, "approve");
                                            world.database.entityManager().flush();
                                            approved.countDown();
                                            world.database.awaitLockWait();
                                            return answer;
                                        }));
        var withdrawing =
                second(
                        approved,
                        () -> {
                            runs.incrementAndGet();
                            return other.records().changeStatus("UNHCR", record, change());
                        });

        assertThat(approving.get().status()).isEqualTo(200);
        assertThat(withdrawing.get().status()).isEqualTo(200);
        // Each once: neither was the victim of a deadlock.
        assertThat(runs).hasValue(2);
        assertThat(world.count("exchange_held_copy")).isEqualTo(2);
    }

    private Future<String> refused(CountDownLatch after, UUID exchange) {
        return threads.submit(
                () -> {
                    meet(after);
                    return refusalOf(
                            () -> world.run(() -> decide(other, "UNHCR", exchange, "approve")));
                });
    }

    /** The only one. */
    private UUID record() {
        return world
                .run(() -> world.node.records().list("UNHCR", Optional.empty(), Optional.empty()))
                .items()
                .stream()
                .map(each -> UUID.fromString(each.required("id").stringValue()))
                .findFirst()
                .orElseThrow();
    }

    private static Answer decide(World.Node on, String issuer, UUID exchange, String decision) {
        return on.approvals().decide(issuer, exchange, Samples.decision(decision));
    }

    /** PostgreSQL's askers share the record's lock, so that the second is through; H2's wait. */
    private void letTheOtherGoAsFarAsItCan(CountDownLatch through) {
        switch (world.database.kind()) {
            case POSTGRESQL -> meet(through);
            case H2 -> world.database.awaitLockWait();
        }
    }

    private static ObjectNode change() {
        return Samples.withdrawal();
    }

    private static ObjectNode body(String sdJwt) {
        return Json.object().put("sdJwt", sdJwt);
    }

    /** Works, says so, and commits once another waits. */
    private <T> Future<T> first(CountDownLatch done, Supplier<T> work) {
        return threads.submit(
                () ->
                        world.run(
                                () -> {
                                    var result = work.get();
                                    writeEverything();
                                    done.countDown();
                                    world.database.awaitLockWait();
                                    return result;
                                }));
    }

    /** As at the end of the transaction, which then only has to commit. */
    private void writeEverything() {
        LastWrites.current().send();
        world.database.entityManager().flush();
    }

    private <T> Future<T> second(CountDownLatch after, Supplier<T> work) {
        return threads.submit(
                () -> {
                    meet(after);
                    return world.run(work);
                });
    }

    private static String refusalOf(Callable<?> work) throws Exception {
        try {
            work.call();
            return "";
        } catch (Problem refused) {
            return refused.type().slug();
        } catch (IllegalStateException failed) {
            return String.valueOf(failed.getMessage());
        }
    }

    private static void meet(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
