package comity.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.kernel.ProblemType;
import comity.parties.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** UNHCR lets WFP reuse its verifications once a person there has approved. */
@Timeout(120)
class ApprovalsIT {

    private static final String DECIDE_BY = "2026-12-01T12:00:00Z";

    private World world;

    @BeforeEach
    void open() {
        world = new World();
        world.register("UNHCR");
        world.agree("UNHCR", "WFP", Samples.termsWithApproval("UNHCR", "WFP"));
    }

    @AfterEach
    void close() {
        world.close();
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

    /** As the asker sees it. */
    private ObjectNode view(UUID exchange) {
        return world.run(() -> world.node.exchanges().exchange("WFP", exchange));
    }

    private static JsonNode answer(ObjectNode view) {
        return view.required("answers").required(0);
    }

    private static String text(JsonNode node, String member) {
        return node.required(member).stringValue();
    }

    private List<ObjectNode> awaiting(String issuer) {
        return world.run(() -> world.node.approvals().list(issuer, Optional.empty()).items());
    }

    private ObjectNode one(String issuer, UUID exchange) {
        return world.run(() -> world.node.approvals().one(issuer, exchange));
    }

    @Test
    void showsOneToNobodyButItsIssuerAndOnlyWhileItWaits() {
        world.publish("UNHCR", Samples.verification("A1"));
        var exchange = ask("A1");
        var withoutRecord = ask("Z9");

        assertThat(one("UNHCR", exchange)).isEqualTo(awaiting("UNHCR").get(0));
        assertThat(problem(() -> one("WFP", exchange))).isEqualTo(KernelProblem.NOT_FOUND);
        assertThat(problem(() -> one("UNHCR", withoutRecord))).isEqualTo(KernelProblem.NOT_FOUND);
        assertThat(problem(() -> one("UNHCR", new UUID(1, 1)))).isEqualTo(KernelProblem.NOT_FOUND);

        world.decide("UNHCR", exchange, "approve");

        assertThat(problem(() -> one("UNHCR", exchange))).isEqualTo(KernelProblem.NOT_FOUND);
    }

    private static ProblemType problem(Runnable work) {
        return catchThrowableOfType(Problem.class, work::run).type();
    }

    private static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::stringValue).toList();
    }

    @Test
    void waitsForAPersonAndSaysUntilWhen() {
        world.publish("UNHCR", Samples.verification("A1"));

        var answer = world.run(() -> world.node.exchanges().ask("WFP", request("A1")));

        assertThat(answer.status()).isEqualTo(202);
        var waiting = answer(answer.body());
        assertThat(text(waiting, "state")).isEqualTo("waiting");
        assertThat(text(waiting, "decideBy")).isEqualTo(DECIDE_BY);
        assertThat(text(waiting.required("decision"), "outcome")).isEqualTo("needs-approval");
        assertThat(strings(waiting.required("decision").required("approval")))
                .containsExactly("categories/0");
        assertThat(waiting.has("records")).isFalse();
        assertThat(text(waiting.required("entry"), "kind")).isEqualTo("decision");
        assertThat(text(waiting.at("/opening/decideBy"), "value")).isEqualTo(DECIDE_BY);
        assertThat(answer.headers().get("Location"))
                .isEqualTo("/api/v1/exchanges/" + text(answer.body(), "exchange"));
        assertThat(world.count("exchange_held_copy")).isZero();
    }

    @Test
    void showsTheIssuerWhoAsksForWhichRecordAndNothingMore() {
        var record = world.publish("UNHCR", Samples.verification("A1"));
        var request = request("A1").put("reference", "case 77");
        request.withObject("/consent").withArray("recipients").add("ILO");
        var exchange = exchangeOf(world.ask("WFP", request));

        var item = awaiting("UNHCR").get(0);

        assertThat(text(item, "exchange")).isEqualTo(exchange.toString());
        assertThat(text(item, "asker")).isEqualTo("WFP");
        assertThat(text(item, "purpose")).isEqualTo("recruitment");
        assertThat(text(item, "decideBy")).isEqualTo(DECIDE_BY);
        assertThat(text(item.required("records").required(0), "id")).isEqualTo(record.toString());
        assertThat(strings(item.required("records").required(0).required("elements")))
                .containsExactly("a1", "e1");
        assertThat(strings(item.required("properties"))).contains("/subject");
        assertThat(text(item.required("consent"), "reference")).isEqualTo("C-1");
        assertThat(Json.text(item)).doesNotContain("ILO", "case 77", "Wanjiru");
        assertThat(one("UNHCR", exchange)).isEqualTo(item);
        var own = world.run(() -> world.node.exchanges().exchange("UNHCR", exchange));
        assertThat(text(answer(own), "state")).isEqualTo("waiting");
        assertThat(Json.text(own)).doesNotContain("ILO", "case 77", "Wanjiru");
    }

    @Test
    void anApprovedAnswerIsBuiltWhenItIsApproved() {
        var record = world.publish("UNHCR", Samples.verification("A1"));
        var exchange = ask("A1");
        var waited = answer(view(exchange));
        world.pass(Duration.ofDays(2));

        var decided = world.decide("UNHCR", exchange, "approve");

        assertThat(decided.status()).isEqualTo(200);
        assertThat(Json.text(decided.body())).doesNotContain("sdJwt");
        var answer = answer(view(exchange));
        assertThat(text(answer, "state")).isEqualTo("answered");
        assertThat(text(answer.required("decision"), "outcome")).isEqualTo("permitted");
        var disclosed = answer.required("records").required(0);
        assertThat(text(disclosed, "id")).isEqualTo(record.toString());
        assertThat(disclosed.has("sdJwt")).isTrue();
        assertThat(text(disclosed.required("obligations"), "retainUntil")).isEqualTo("2027-11-23");
        assertThat(text(answer, "receipt")).isEqualTo(text(decided.body(), "receipt"));
        assertThat(text(answer.required("entry"), "kind")).isEqualTo("exchange");
        assertThat(text(answer.required("waited"), "receipt")).isEqualTo(text(waited, "receipt"));
        assertThat(world.told("WFP")).containsExactly("exchange-decided");
        assertThat(awaiting("UNHCR")).isEmpty();
        // From then on it is an answer like any other.
        assertThat(world.count("exchange_held_copy")).isEqualTo(1);
        var relied = Json.object().put("outcome", "relied-on");
        assertThat(world.run(() -> world.node.exchanges().rely("WFP", exchange, relied)).status())
                .isEqualTo(201);
        world.changeStatus("UNHCR", record, Samples.withdrawal());
        assertThat(world.told("WFP")).containsExactly("exchange-decided", "record-status");
        assertThat(Json.text(view(exchange))).doesNotContain("sdJwt");
    }

    @Test
    void nothingCanBeReliedOnWhileItWaits() {
        world.publish("UNHCR", Samples.verification("A1"));
        var exchange = ask("A1");
        var relied = Json.object().put("outcome", "relied-on");

        assertThat(
                        problem(
                                () ->
                                        world.run(
                                                () ->
                                                        world.node
                                                                .exchanges()
                                                                .rely("WFP", exchange, relied))))
                .isEqualTo(ExchangeProblem.RELIANCE_INVALID);
    }

    /** "No record, refusal and lapse become the same empty answer at decideBy, never earlier." */
    @Test
    void noRecordARefusalAndALapseLookTheSameAtEveryTime() {
        world.publish("UNHCR", Samples.verification("A1"));
        world.publish("UNHCR", Samples.verification("A2"));
        var lapses = ask("A1");
        var refused = ask("A2");
        var without = ask("A3");

        world.decide("UNHCR", refused, "refuse");

        assertThat(text(answer(view(without)), "state")).isEqualTo("waiting");
        assertAlike(lapses, refused, without);
        assertThat(world.told("WFP")).isEmpty();
        world.pass(Duration.ofDays(10).minusNanos(1000));
        assertThat(text(answer(view(without)), "state")).isEqualTo("waiting");
        assertAlike(lapses, refused, without);
        world.pass(Duration.ofNanos(1000));
        assertThat(text(answer(view(without)), "state")).isEqualTo("answered");
        assertThat(answer(view(without)).required("records")).isEmpty();
        assertAlike(lapses, refused, without);
        // The clock tells of all three at once, and forgets what waited.
        assertThat(world.node.approvalNotices().close(100)).isEqualTo(3);
        assertThat(world.newNode().approvalNotices().close(100)).isZero();
        assertThat(world.told("WFP"))
                .containsExactly("exchange-decided", "exchange-decided", "exchange-decided");
        assertThat(world.count("exchange_waiting")).isZero();
        assertAlike(lapses, refused, without);
    }

    private void assertAlike(UUID one, UUID... others) {
        for (var other : others) {
            assertThat(bare(view(other))).isEqualTo(bare(view(one)));
            assertThat(world.database.statementsOf(() -> view(other)))
                    .isNotEmpty()
                    .isEqualTo(world.database.statementsOf(() -> view(one)));
        }
    }

    /** Without what differs between any two exchanges: ids, receipts, commitments. */
    private static String bare(ObjectNode view) {
        var bare = view.deepCopy();
        bare.remove("exchange");
        for (var answer : bare.required("answers")) {
            ((ObjectNode) answer).remove(List.of("receipt", "entry", "opening"));
        }
        return Json.text(bare);
    }

    @Test
    void askingCostsTheSameStatementsWithARecordAndWithout() {
        world.publish("UNHCR", Samples.verification("A1"));
        ask("A3");

        var withARecord = world.database.statementsOf(() -> ask("A1"));
        var withNone = world.database.statementsOf(() -> ask("A2"));

        assertThat(withARecord)
                .anyMatch(
                        sql -> sql.toLowerCase(java.util.Locale.ROOT).contains("exchange_waiting"))
                .isEqualTo(withNone);
        assertThat(bare(world.ask("WFP", request("A1"))))
                .isEqualTo(bare(world.ask("WFP", request("A2"))));
    }

    @Test
    void anIssuerWithoutARecordSeesNothingOfIt() {
        world.publish("UNHCR", Samples.misconductOnly("A2"));
        for (var number : List.of("A1", "A2")) {
            var exchange = ask(number);

            assertThat(awaiting("UNHCR")).isEmpty();
            assertThat(
                            problem(
                                    () ->
                                            world.run(
                                                    () ->
                                                            world.node
                                                                    .exchanges()
                                                                    .exchange("UNHCR", exchange))))
                    .isEqualTo(KernelProblem.NOT_FOUND);
            assertThat(problem(() -> world.decide("UNHCR", exchange, "approve")))
                    .isEqualTo(KernelProblem.NOT_FOUND);
        }
        world.node.approvalNotices().tellIssuers(100);
        assertThat(world.feed("UNHCR")).isEmpty();
    }

    @Test
    void nobodyButTheIssuerDecides() {
        world.publish("UNHCR", Samples.verification("A1"));
        var exchange = ask("A1");

        for (var other : List.of("WFP", "ILO", "UNICEF")) {
            assertThat(problem(() -> world.decide(other, exchange, "approve")))
                    .isEqualTo(KernelProblem.NOT_FOUND);
            assertThat(awaiting(other)).isEmpty();
        }
        var ofAnothers =
                world.database.statementsOf(
                        () -> problem(() -> world.decide("ILO", exchange, "approve")));
        var ofNone =
                world.database.statementsOf(
                        () -> problem(() -> world.decide("ILO", world.newId(), "approve")));
        assertThat(ofAnothers).hasSize(1).isEqualTo(ofNone);
        assertThat(text(answer(view(exchange)), "state")).isEqualTo("waiting");
    }

    @Test
    void tellsTheIssuerOnceWhateverNumberOfNodesThereAre() {
        world.publish("UNHCR", Samples.verification("A1"));
        var exchange = ask("A1");
        assertThat(world.feed("UNHCR")).isEmpty();

        world.node.approvalNotices().tellIssuers(100);
        world.newNode().approvalNotices().tellIssuers(100);

        assertThat(world.told("UNHCR")).containsExactly("approval-waiting");
        assertThat(world.feed("UNHCR"))
                .singleElement()
                .satisfies(
                        notice -> {
                            assertThat(text(notice, "exchange")).isEqualTo(exchange.toString());
                            assertThat(text(notice, "decideBy")).isEqualTo(DECIDE_BY);
                        });
        assertThat(world.told("WFP")).isEmpty();
    }

    @Test
    void aDecisionIsFinal() {
        world.publish("UNHCR", Samples.verification("A1"));
        var approved = ask("A1");
        var refused = ask("A1");
        world.decide("UNHCR", approved, "approve");
        world.decide("UNHCR", refused, "refuse");

        assertThat(problem(() -> world.decide("UNHCR", approved, "refuse")))
                .isEqualTo(ExchangeProblem.DECISION_FINAL);
        assertThat(problem(() -> world.decide("UNHCR", refused, "approve")))
                .isEqualTo(ExchangeProblem.DECISION_FINAL);
        assertThat(world.count("exchange_held_copy")).isEqualTo(1);
        // What was approved does not lapse.
        world.pass(Duration.ofDays(11));
        world.node.approvalNotices().close(100);
        assertThat(answer(view(approved)).required("records")).hasSize(1);
        assertThat(answer(view(refused)).required("records")).isEmpty();
        assertThat(world.told("WFP")).containsExactly("exchange-decided", "exchange-decided");
    }

    @Test
    void nobodyApprovesAfterDecideBy() {
        world.publish("UNHCR", Samples.verification("A1"));
        var exchange = ask("A1");
        world.pass(World.APPROVAL_WITHIN);

        assertThat(problem(() -> world.decide("UNHCR", exchange, "approve")))
                .isEqualTo(ExchangeProblem.DECISION_FINAL);
        assertThat(awaiting("UNHCR")).isEmpty();
        assertThat(world.count("exchange_held_copy")).isZero();
    }

    /** "Approval decides anew under the terms then in force." */
    @Test
    void anApprovalUnderASuspendedAgreementDisclosesNothingAndItWaitsOn() {
        world.publish("UNHCR", Samples.verification("A1"));
        var exchange = ask("A1");
        world.act("UNHCR", "suspend", "UNHCR");

        var refused =
                catchThrowableOfType(
                        Problem.class, () -> world.decide("UNHCR", exchange, "approve"));

        assertThat(refused.type()).isEqualTo(ExchangeProblem.APPROVAL_NOT_PERMITTED);
        assertThat(text(refused.toJson().required("decision"), "why"))
                .isEqualTo("agreement-suspended");
        assertThat(text(answer(view(exchange)), "state")).isEqualTo("waiting");
        assertThat(world.count("exchange_held_copy")).isZero();
        world.act("UNHCR", "resume", "UNHCR");
        world.decide("UNHCR", exchange, "approve");
        assertThat(answer(view(exchange)).required("records")).hasSize(1);
    }

    @Test
    void anApprovalAfterTheConsentExpiredDisclosesNothing() {
        world.publish("UNHCR", Samples.verification("A1"));
        var request = request("A1");
        request.withObject("/consent").put("expiresAt", "2026-11-23T00:00:00Z");
        var exchange = exchangeOf(world.ask("WFP", request));
        world.pass(Duration.ofDays(3));

        var refused =
                catchThrowableOfType(
                        Problem.class, () -> world.decide("UNHCR", exchange, "approve"));

        assertThat(refused.type()).isEqualTo(ExchangeProblem.APPROVAL_NOT_PERMITTED);
        assertThat(text(refused.toJson().required("decision"), "why")).isEqualTo("consent-expired");
        assertThat(world.count("exchange_held_copy")).isZero();
    }

    @Test
    void aRecordThatIsNotValidAnyMoreAwaitsNothing() {
        var record = world.publish("UNHCR", Samples.verification("A1"));
        var exchange = ask("A1");
        world.changeStatus("UNHCR", record, Samples.status("suspended", "under-review"));

        assertThat(awaiting("UNHCR")).isEmpty();
        assertThat(problem(() -> world.decide("UNHCR", exchange, "approve")))
                .isEqualTo(KernelProblem.NOT_FOUND);
        world.changeStatus("UNHCR", record, Samples.status("valid", "review-closed"));
        assertThat(awaiting("UNHCR")).hasSize(1);
        world.decide("UNHCR", exchange, "approve");
        assertThat(answer(view(exchange)).required("records")).hasSize(1);
    }

    @Test
    void anApprovalCoversNoMoreThanTheIssuerWasShown() {
        world.publish("UNHCR", Samples.verification("A1"));
        var request = request("A1");
        request.remove("want");
        var exchange = exchangeOf(world.ask("WFP", request));
        var wider = Samples.termsWithApproval("UNHCR", "WFP");
        var category = (ObjectNode) wider.required("categories").required(0);
        category.put("ceiling", "strictly-confidential");
        category.withArray("pointers").add("/elements/misconduct");
        world.agree("UNHCR", "WFP", wider);

        world.decide("UNHCR", exchange, "approve");

        var record = answer(view(exchange)).required("records").required(0);
        assertThat(strings(record.required("elements"))).containsExactly("a1", "e1");
        // Who asks under the wider terms is shown the rest, for approval.
        exchangeOf(world.ask("WFP", request));
        assertThat(strings(awaiting("UNHCR").get(0).at("/records/0/elements"))).contains("m1");
    }

    @Test
    void aClassCanCallForAPersonWhateverTheTermsSay() {
        world.publish("UNHCR", Samples.misconductOnly("A1"));
        var strict = Samples.terms("UNHCR", "WFP");
        var category = (ObjectNode) strict.required("categories").required(0);
        category.put("ceiling", "strictly-confidential");
        category.withArray("pointers").add("/elements/misconduct");
        world.agree("UNHCR", "WFP", strict);
        var request = request("A1");
        request.putArray("want").add("/elements/misconduct");

        var view = world.ask("WFP", request);

        assertThat(text(answer(view), "state")).isEqualTo("waiting");
        assertThat(strings(answer(view).required("decision").required("approval")))
                .containsExactly("classes/strictly-confidential");
        assertThat(Json.text(view)).doesNotContain("sdJwt");
        world.decide("UNHCR", exchangeOf(view), "approve");
        assertThat(strings(answer(view(exchangeOf(view))).at("/records/0/elements")))
                .containsExactly("m1");
        // Without consent nobody is even asked to approve.
        request.put("legalBasis", "consent").remove("consent");
        var refused = world.ask("WFP", request);
        assertThat(text(answer(refused), "state")).isEqualTo("refused");
        assertThat(text(answer(refused).required("decision"), "why")).isEqualTo("consent-missing");
    }

    @Test
    void aRefusalIsLoggedLikeAnyRefusedAnswer() {
        world.publish("UNHCR", Samples.verification("A1"));
        var exchange = ask("A1");
        var unpermitted = request("A1");
        unpermitted.putArray("want").add("/elements/suitability");
        var ordinary = answer(world.ask("WFP", unpermitted));

        var refusal = world.decide("UNHCR", exchange, "refuse").body();

        assertThat(text(refusal.required("entry"), "kind")).isEqualTo("decision");
        assertThat(refusal.required("entry").required("commitments").propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        ordinary.required("entry").required("commitments").propertyNames());
        assertThat(text(refusal.at("/opening/decision/value"), "reasonCode"))
                .isEqualTo("not-this-time");
        assertThat(Json.text(view(exchange))).doesNotContain("not-this-time");
    }

    @Test
    void aRetryOfADecisionDoesNothingTwice() {
        world.publish("UNHCR", Samples.verification("A1"));
        var exchange = ask("A1");

        var first = decideAs(world.node, exchange);
        var again = decideAs(world.newNode(), exchange);

        assertThat(again.status()).isEqualTo(200);
        assertThat(Json.text(again.body())).isEqualTo(Json.text(first.body()));
        assertThat(world.count("exchange_held_copy")).isEqualTo(1);
        assertThat(world.told("WFP")).hasSize(1);
    }

    private Answer decideAs(World.Node on, UUID exchange) {
        var content = Samples.decision("approve");
        return on.calls()
                .perform(
                        world.posting("UNHCR", "one", content),
                        () -> on.approvals().decide("UNHCR", exchange, content));
    }

    @Test
    void aRetryOfTheRequestIsAnsweredAsItStands() {
        world.publish("UNHCR", Samples.verification("A1"));
        var first = world.post(world.node, "WFP", "one", request("A1"));
        var exchange = exchangeOf(first.body());

        var meanwhile = world.post(world.newNode(), "WFP", "one", request("A1"));
        world.decide("UNHCR", exchange, "approve");
        var later = world.post(world.newNode(), "WFP", "one", request("A1"));

        assertThat(List.of(first.status(), meanwhile.status(), later.status())).containsOnly(202);
        assertThat(meanwhile.headers()).isEqualTo(first.headers());
        assertThat(answer(meanwhile.body()).required("receipt"))
                .isEqualTo(answer(first.body()).required("receipt"));
        assertThat(answer(later.body()).required("waited").required("receipt"))
                .isEqualTo(answer(first.body()).required("receipt"));
        assertThat(answer(later.body()).required("records").required(0).has("sdJwt")).isTrue();
        assertThat(world.count("exchange_exchange")).isEqualTo(1);
        assertThat(world.count("exchange_waiting")).isEqualTo(1);
    }

    @Test
    void whatOthersAnswerAtOnceDoesNotWait() {
        world.publish("UNHCR", Samples.verification("A1"));
        world.publish("UNICEF", Samples.verification("A1"));
        var request = Samples.request("A1");
        request.putArray("from").add("UNHCR").add("UNICEF");

        var answer = world.run(() -> world.node.exchanges().ask("WFP", request));

        assertThat(answer.status()).isEqualTo(202);
        var answers = answer.body().required("answers");
        assertThat(text(answers.required(0), "state")).isEqualTo("waiting");
        assertThat(text(answers.required(1), "state")).isEqualTo("answered");
        assertThat(answers.required(1).required("records").required(0).has("sdJwt")).isTrue();
        var exchange = exchangeOf(answer.body());
        assertThat(problem(() -> world.decide("UNICEF", exchange, "approve")))
                .isEqualTo(KernelProblem.NOT_FOUND);
        world.decide("UNHCR", exchange, "approve");
        assertThat(ExchangesIT.records(view(exchange))).hasSize(2);
    }

    /** Not in what it keeps sealed either (decision 0006). */
    @Test
    void whatWaitsKeepsTheSubjectNowhere() {
        world.post(world.node, "WFP", "one", request("ZX4711ZX"));

        assertThat(world.stored()).doesNotContain("Wanjiru", "1988-04-12", "ZX4711ZX");
    }

    @Test
    void aRehearsalSaysThatAPersonWouldHaveToApprove() {
        var rehearsal = Samples.rehearsal();
        rehearsal.putArray("from").add("UNHCR");

        var view = world.run(() -> world.node.exchanges().rehearse("WFP", rehearsal)).body();

        assertThat(text(answer(view).required("decision"), "outcome")).isEqualTo("needs-approval");
        assertThat(world.count("exchange_waiting")).isZero();
    }

    @Test
    void whatACentreAskedNamesItToTheIssuerAndInTheLog() {
        world.publish("UNHCR", Samples.verification("A1"));
        world.register("CENTRE");
        var terms = Json.object().put("client", "WFP").put("centre", "CENTRE");
        terms.putArray("recordTypes").add("background-verification");
        terms.putArray("acts").add("ask");
        terms.putObject("term").put("from", "2026-01-01").put("until", "2027-12-31");
        var mandate = world.run(() -> world.node.mandates().draft("CENTRE", terms));
        world.actOnMandate("WFP", "grant", mandate);
        var exchange = exchangeOf(world.ask("CENTRE", request("A1").put("onBehalfOf", "WFP")));

        assertThat(text(awaiting("UNHCR").get(0), "centre")).isEqualTo("CENTRE");
        assertThat(text(awaiting("UNHCR").get(0), "asker")).isEqualTo("WFP");
        world.node.approvalNotices().tellIssuers(100);
        var notice = world.feed("UNHCR").get(0);
        assertThat(text(notice, "centre")).isEqualTo("CENTRE");
        assertThat(text(notice, "mandate")).isEqualTo(text(mandate, "id"));
        var decided = world.decide("UNHCR", exchange, "approve").body();
        assertThat(text(decided.at("/opening/centre"), "value")).isEqualTo("CENTRE");
        assertThat(text(decided.at("/opening/asker"), "value")).isEqualTo("WFP");
        assertThat(world.told("WFP")).containsExactly("exchange-decided");
        assertThat(
                        ExchangesIT.records(
                                world.run(
                                        () ->
                                                world.node
                                                        .exchanges()
                                                        .exchange(
                                                                "CENTRE",
                                                                Optional.of("WFP"),
                                                                exchange))))
                .hasSize(1);
    }

    @Test
    void theListEndsWhereItsCursorIsNone() {
        assertThat(
                        problem(
                                () ->
                                        world.run(
                                                () ->
                                                        world.node
                                                                .approvals()
                                                                .list(
                                                                        "UNHCR",
                                                                        Optional.of("first")))))
                .isEqualTo(KernelProblem.INVALID_REQUEST);
    }
}
