package comity.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import comity.kernel.ProblemType;
import comity.parties.Answer;
import comity.trust.Base64Url;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The centre decides for UNHCR, which WFP asks, and reads what UNHCR and WFP are told. */
@Timeout(120)
class MandatedApprovalsIT {

    private static final Optional<String> UNHCR = Optional.of("UNHCR");

    private World world;

    @BeforeEach
    void open() {
        world = new World();
        world.register("UNHCR");
        world.register("CENTRE");
        world.agree("UNHCR", "WFP", Samples.termsWithApproval("UNHCR", "WFP"));
        world.publish("UNHCR", Samples.verification("A1"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static ProblemType problem(Runnable work) {
        return catchThrowableOfType(Problem.class, work::run).type();
    }

    private static ObjectNode request(String number) {
        var request = Samples.request(number);
        request.putArray("from").add("UNHCR");
        return request;
    }

    private UUID ask(String number) {
        return exchangeOf(world.ask("WFP", request(number)));
    }

    private static UUID exchangeOf(ObjectNode view) {
        return UUID.fromString(view.required("exchange").stringValue());
    }

    private static ObjectNode word(String decision) {
        return Samples.decision(decision).put("onBehalfOf", "UNHCR");
    }

    private Answer decide(String caller, UUID exchange, String decision) {
        return world.run(() -> world.node.approvals().decide(caller, exchange, word(decision)));
    }

    private List<ObjectNode> awaiting(String caller, Optional<String> client) {
        return world.run(() -> world.node.approvals().list(caller, client, Optional.empty()))
                .items();
    }

    private List<ObjectNode> feed(String caller, String client) {
        return world.run(
                        () ->
                                world.node
                                        .feeds()
                                        .feed(caller, Optional.of(client), Optional.empty()))
                .items();
    }

    private Answer acknowledge(String caller, String client, UUID notice) {
        return world.run(() -> world.node.feeds().acknowledge(caller, Optional.of(client), notice));
    }

    private static UUID id(JsonNode notice) {
        return UUID.fromString(notice.required("id").stringValue());
    }

    private static JsonNode receipt(ObjectNode answer) {
        var payload = answer.required("receipt").stringValue().split("\\.", 3)[1];
        return Json.read(Base64Url.decode(payload));
    }

    private static void assertNames(JsonNode told, ObjectNode mandate) {
        assertThat(told.required("centre").stringValue()).isEqualTo("CENTRE");
        assertThat(told.required("mandate")).isEqualTo(mandate.required("id"));
    }

    private static void assertReceiptNames(JsonNode receipt, ObjectNode mandate) {
        assertThat(receipt.required("asker").stringValue()).isEqualTo("WFP");
        assertThat(receipt.required("asked").stringValue()).isEqualTo("UNHCR");
        assertThat(receipt.required("askedCentre").stringValue()).isEqualTo("CENTRE");
        assertThat(receipt.required("askedMandate")).isEqualTo(mandate.required("id"));
    }

    @Test
    void theCentreApprovesForItsClientAndBothAreNamed() {
        var mandate = world.mandate("UNHCR", "CENTRE", "approve");
        var exchange = ask("A1");
        assertThat(awaiting("CENTRE", UNHCR))
                .extracting(each -> each.required("exchange").stringValue())
                .containsExactly(exchange.toString());

        var decided = decide("CENTRE", exchange, "approve").body();

        assertNames(decided, mandate);
        assertNames(decided.at("/opening/decision/value"), mandate);
        assertThat(decided.at("/opening/issuer/value").stringValue()).isEqualTo("UNHCR");
        assertReceiptNames(receipt(decided), mandate);
        // The asker sees who decided, as does the client.
        for (var entity : List.of("WFP", "UNHCR")) {
            var seen = world.run(() -> world.node.exchanges().exchange(entity, exchange));
            assertNames(seen.at("/answers/0/decision"), mandate);
        }
        var told = world.feed("WFP").get(0);
        assertThat(told.required("issuer").stringValue()).isEqualTo("UNHCR");
        assertNames(told, mandate);
    }

    /** Nobody who reads the log can tell it from another answer, nor the asker from none. */
    @Test
    void theCentresRefusalNamesBothToTheIssuerAlone() {
        var mandate = world.mandate("UNHCR", "CENTRE", "approve");
        var exchange = ask("A1");
        var own = ask("A1");

        var refused = decide("CENTRE", exchange, "refuse").body();
        var byItself = world.decide("UNHCR", own, "refuse").body();

        assertNames(refused, mandate);
        assertNames(refused.at("/opening/decision/value"), mandate);
        assertReceiptNames(receipt(refused), mandate);
        assertThat(refused.at("/entry/commitments").propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        byItself.at("/entry/commitments").propertyNames());
        var seen = world.run(() -> world.node.exchanges().exchange("WFP", exchange));
        assertThat(Json.text(seen)).doesNotContain("CENTRE");
        assertThat(world.feed("WFP")).isEmpty();
    }

    @Test
    void nobodyDecidesForAnotherWithoutItsWordForThisActAndType() {
        var exchange = ask("A1");
        world.mandate("UNHCR", "CENTRE", "publish", "ask", "rely", "acknowledge");
        // Whether anything awaits the client is not told.
        for (var id : List.of(exchange, world.newId())) {
            assertThat(problem(() -> decide("CENTRE", id, "approve")))
                    .isEqualTo(ExchangeProblem.MANDATE_MISSING);
        }
        assertThat(problem(() -> awaiting("CENTRE", UNHCR)))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
        var mandate = world.mandate("UNHCR", "CENTRE", "approve");
        assertThat(problem(() -> decide("ILO", exchange, "approve")))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
        assertThat(problem(() -> awaiting("ILO", UNHCR)))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
        // Not without naming the client, nor for another one.
        assertThat(problem(() -> world.decide("CENTRE", exchange, "approve")))
                .isEqualTo(KernelProblem.NOT_FOUND);
        world.mandate("UNICEF", "CENTRE", "approve");
        var forUnicef = Samples.decision("approve").put("onBehalfOf", "UNICEF");
        assertThat(
                        problem(
                                () ->
                                        world.run(
                                                () ->
                                                        world.node
                                                                .approvals()
                                                                .decide(
                                                                        "CENTRE", exchange,
                                                                        forUnicef))))
                .isEqualTo(KernelProblem.NOT_FOUND);

        world.mandatesAreAboutAnotherType();
        assertThat(awaiting("CENTRE", UNHCR)).isEmpty();
        assertThat(problem(() -> decide("CENTRE", exchange, "approve")))
                .isEqualTo(KernelProblem.NOT_FOUND);
        world.actOnMandate("UNHCR", "revoke", mandate);
        assertThat(problem(() -> decide("CENTRE", exchange, "approve")))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
        assertThat(awaiting("UNHCR", Optional.empty())).hasSize(1);
    }

    @Test
    void aMandateToApproveEndsWithItsTermAndIsPassedOnToNobody() {
        world.mandate("UNHCR", "CENTRE", "approve");
        world.register("SUB");
        world.mandate("CENTRE", "SUB", "approve");
        var exchange = ask("A1");
        assertThat(problem(() -> decide("SUB", exchange, "approve")))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
        assertThat(awaiting("SUB", Optional.of("CENTRE"))).isEmpty();

        world.passTheTermOfMandates();

        assertThat(problem(() -> decide("CENTRE", exchange, "approve")))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
        assertThat(problem(() -> awaiting("CENTRE", UNHCR)))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
    }

    /** A notice that waits is there with a record only: its asker is not to see one, nor a gap. */
    @Test
    void aCentreIsToldNothingOfWhatItAskedItself() {
        world.mandate("UNHCR", "CENTRE", "acknowledge");
        world.mandate("WFP", "CENTRE", "ask");
        world.ask("CENTRE", request("A1").put("onBehalfOf", "WFP"));
        world.node.approvalNotices().tellIssuers(10);
        var told =
                world.run(
                                () ->
                                        world.node
                                                .feeds()
                                                .feed("UNHCR", Optional.empty(), Optional.empty()))
                        .items();
        assertThat(told).hasSize(1);

        assertThat(feed("CENTRE", "UNHCR")).isEmpty();
        assertThat(problem(() -> acknowledge("CENTRE", "UNHCR", id(told.get(0)))))
                .isEqualTo(KernelProblem.NOT_FOUND);

        ask("A1");
        world.node.approvalNotices().tellIssuers(10);
        var page = world.run(() -> world.node.feeds().feed("CENTRE", UNHCR, Optional.empty()));
        assertThat(page.items()).hasSize(1);
        var cursor = page.next();
        assertThat(cursor.orElseThrow()).doesNotMatch("[0-9]+");
        assertThat(world.run(() -> world.node.feeds().feed("CENTRE", UNHCR, cursor)).items())
                .isEmpty();
        for (var forged : List.of("1", "999999", cursor.orElseThrow().substring(1))) {
            assertThat(
                            problem(
                                    () ->
                                            world.run(
                                                    () ->
                                                            world.node
                                                                    .feeds()
                                                                    .feed(
                                                                            "CENTRE",
                                                                            UNHCR,
                                                                            Optional.of(forged)))))
                    .isEqualTo(KernelProblem.INVALID_REQUEST);
        }
    }

    /** A page of the list is full of what the centre may decide, or it is the last. */
    @Test
    void whatACentreAskedItselfDoesNotCountInItsList() {
        world.mandate("UNHCR", "CENTRE", "approve");
        world.mandate("WFP", "CENTRE", "ask");
        for (int i = 0; i < Page.FETCH; i++) {
            world.ask("CENTRE", request("A1").put("onBehalfOf", "WFP"));
        }
        var others = ask("A1");

        var page = world.run(() -> world.node.approvals().list("CENTRE", UNHCR, Optional.empty()));

        assertThat(page.items()).hasSize(1);
        assertThat(exchangeOf(page.items().get(0))).isEqualTo(others);
        assertThat(page.next()).isEmpty();
    }

    /** With a record of the issuer's and without: to the centre it is the same. */
    @Test
    void aCentreApprovesNothingThatItAskedItself() {
        world.mandate("UNHCR", "CENTRE", "approve");
        world.mandate("WFP", "CENTRE", "ask");
        world.agree("UNHCR", "CENTRE", Samples.termsWithApproval("UNHCR", "CENTRE"));
        var forWfp = exchangeOf(world.ask("CENTRE", request("A1").put("onBehalfOf", "WFP")));
        var without = exchangeOf(world.ask("CENTRE", request("A2").put("onBehalfOf", "WFP")));
        var ownRequest = request("A1");
        ownRequest.withObject("/consent").withArray("recipients").add("CENTRE");
        var own = exchangeOf(world.ask("CENTRE", ownRequest));

        assertThat(awaiting("CENTRE", UNHCR)).isEmpty();
        for (var exchange : List.of(forWfp, without, own)) {
            assertThat(problem(() -> decide("CENTRE", exchange, "approve")))
                    .isEqualTo(KernelProblem.NOT_FOUND);
        }
        assertThat(awaiting("UNHCR", Optional.empty())).hasSize(2);
        assertThat(world.decide("UNHCR", forWfp, "approve").status()).isEqualTo(200);
        assertThat(problem(() -> decide("CENTRE", forWfp, "approve")))
                .isEqualTo(KernelProblem.NOT_FOUND);
    }

    @Test
    void theCentreReadsAndClosesWhatItsClientIsTold() {
        var mandate = world.mandate("UNHCR", "CENTRE", "acknowledge");
        ask("A1");
        world.node.approvalNotices().tellIssuers(10);

        var notice = feed("CENTRE", "UNHCR").get(0);

        assertThat(notice.required("kind").stringValue()).isEqualTo("approval-waiting");
        assertThat(notice.required("onBehalfOf").stringValue()).isEqualTo("UNHCR");
        var closed = acknowledge("CENTRE", "UNHCR", id(notice)).body();
        assertNames(closed.required("acknowledgedThrough"), mandate);
        // The client sees it too, and who did it; again changes nothing.
        var own =
                world.run(
                        () ->
                                world.node
                                        .feeds()
                                        .feed("UNHCR", Optional.empty(), Optional.empty())
                                        .items()
                                        .get(0));
        assertNames(own.required("acknowledgedThrough"), mandate);
        assertThat(own.has("onBehalfOf")).isFalse();
        world.run(() -> world.node.feeds().acknowledge("UNHCR", Optional.empty(), id(notice)));
        assertNames(feed("CENTRE", "UNHCR").get(0).required("acknowledgedThrough"), mandate);
    }

    @Test
    void theIssuerSeesWhichCentreAcknowledgedForTheRecipient() {
        var mandate = world.mandate("WFP", "CENTRE", "acknowledge");
        var record = world.publish("UNICEF", Samples.verification("A1"));
        world.ask("WFP", Samples.request("A1"));
        world.changeStatus("UNICEF", record, Samples.withdrawal());

        acknowledge("CENTRE", "WFP", id(feed("CENTRE", "WFP").get(0)));

        var told =
                world.run(() -> world.node.records().record("UNICEF", record))
                        .required("notices")
                        .required(0);
        assertThat(told.required("recipient").stringValue()).isEqualTo("WFP");
        assertNames(told.required("acknowledgedThrough"), mandate);
    }

    @Test
    void theCentreReadsOfItsClientWhatItsMandateCoversOnly() {
        ask("A1");
        world.node.approvalNotices().tellIssuers(10);
        world.act("WFP", "suspend", "UNHCR");
        assertThat(world.told("UNHCR")).containsExactly("approval-waiting", "agreement-suspended");
        world.mandate("UNHCR", "CENTRE", "publish", "ask", "rely", "approve");
        assertThat(problem(() -> feed("CENTRE", "UNHCR")))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
        assertThat(problem(() -> acknowledge("CENTRE", "UNHCR", world.newId())))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
        var mandate = world.mandate("UNHCR", "CENTRE", "acknowledge");
        assertThat(feed("CENTRE", "UNHCR")).hasSize(2);
        var notice = id(feed("CENTRE", "UNHCR").get(0));
        assertThat(problem(() -> feed("ILO", "UNHCR"))).isEqualTo(ExchangeProblem.MANDATE_MISSING);
        assertThat(problem(() -> feed("CENTRE", "WFP"))).isEqualTo(ExchangeProblem.MANDATE_MISSING);
        world.mandate("WFP", "CENTRE", "acknowledge");
        assertThat(problem(() -> acknowledge("CENTRE", "WFP", notice)))
                .isEqualTo(KernelProblem.NOT_FOUND);

        world.mandatesAreAboutAnotherType();
        assertThat(feed("CENTRE", "UNHCR")).isEmpty();
        assertThat(problem(() -> acknowledge("CENTRE", "UNHCR", notice)))
                .isEqualTo(KernelProblem.NOT_FOUND);
        world.actOnMandate("UNHCR", "revoke", mandate);
        assertThat(problem(() -> feed("CENTRE", "UNHCR")))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
        assertThat(world.count("exchange_notice", "acknowledged_at is not null")).isZero();
    }

    @Test
    void aMandateToReadEndsWithItsTermAndIsPassedOnToNobody() {
        world.mandate("UNHCR", "CENTRE", "acknowledge");
        world.register("SUB");
        world.mandate("CENTRE", "SUB", "acknowledge");
        assertThat(problem(() -> feed("SUB", "UNHCR"))).isEqualTo(ExchangeProblem.MANDATE_MISSING);
        ask("A1");
        world.node.approvalNotices().tellIssuers(10);
        assertThat(feed("SUB", "CENTRE")).isEmpty();

        world.passTheTermOfMandates();

        assertThat(problem(() -> feed("CENTRE", "UNHCR")))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
    }

    private static void assertSame(Answer again, Answer first) {
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(Json.text(again.body())).isEqualTo(Json.text(first.body()));
    }

    @Test
    void whatWasAnsweredUnderAMandateIsNotAnsweredAgainAfterIt() {
        var forUnhcr = world.mandate("UNHCR", "CENTRE", "approve", "acknowledge");
        var forWfp = world.mandate("WFP", "CENTRE", "rely", "ask");
        var exchange = ask("A1");
        world.node.approvalNotices().tellIssuers(10);
        var notice = id(feed("CENTRE", "UNHCR").get(0));
        var approval = word("approve");
        var acknowledgement = Json.object().put("onBehalfOf", "UNHCR");
        var reliance = Json.object().put("outcome", "relied-on").put("onBehalfOf", "WFP");
        var rehearsal = Samples.rehearsal().put("onBehalfOf", "WFP");
        var decided = approve("one", approval, exchange);
        var closed = close("two", acknowledgement, notice);
        var relied = rely("three", reliance, exchange);
        var rehearsed = rehearse("four", rehearsal);

        assertSame(approve("one", approval, exchange), decided);
        assertSame(close("two", acknowledgement, notice), closed);
        assertSame(rely("three", reliance, exchange), relied);
        assertSame(rehearse("four", rehearsal), rehearsed);
        assertThat(world.count("exchange_reliance")).isOne();
        world.actOnMandate("UNHCR", "revoke", forUnhcr);
        world.actOnMandate("WFP", "revoke", forWfp);

        for (Runnable again :
                List.<Runnable>of(
                        () -> approve("one", approval, exchange),
                        () -> close("two", acknowledgement, notice),
                        () -> rely("three", reliance, exchange),
                        () -> rehearse("four", rehearsal))) {
            assertThat(problem(again)).isEqualTo(ExchangeProblem.MANDATE_MISSING);
        }
        // Another mandate that covers the same does.
        world.mandate("WFP", "CENTRE", "rely");
        assertSame(rely("three", reliance, exchange), relied);
    }

    private Answer approve(String key, ObjectNode body, UUID exchange) {
        var on = world.newNode();
        return world.perform(
                on, "CENTRE", key, body, () -> on.approvals().decide("CENTRE", exchange, body));
    }

    private Answer close(String key, ObjectNode body, UUID notice) {
        var on = world.newNode();
        return world.perform(
                on, "CENTRE", key, body, () -> on.feeds().acknowledge("CENTRE", UNHCR, notice));
    }

    private Answer rely(String key, ObjectNode body, UUID exchange) {
        var on = world.newNode();
        return world.perform(
                on, "CENTRE", key, body, () -> on.exchanges().rely("CENTRE", exchange, body));
    }

    private Answer rehearse(String key, ObjectNode body) {
        var on = world.newNode();
        return world.perform(
                on, "CENTRE", key, body, () -> on.exchanges().rehearse("CENTRE", body));
    }
}
