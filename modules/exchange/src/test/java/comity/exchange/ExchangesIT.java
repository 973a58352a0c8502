package comity.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.Jcs;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Timeout(120)
class ExchangesIT {

    private World world;

    @BeforeEach
    void open() {
        world = new World();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void answersWhatTheTermsPermitOfWhatIsWanted() {
        var id = world.publish("UNICEF", Samples.verification("A1"));

        var answers = world.ask("WFP", Samples.request("A1")).required("answers");

        assertThat(strings(answers, "issuer")).containsExactly("ILO", "UNICEF");
        assertThat(answers.required(0).required("records")).isEmpty();
        var record = answers.required(1).required("records").required(0);
        assertThat(record.required("id").stringValue()).isEqualTo(id.toString());
        assertThat(StreamSupport.stream(record.required("elements").spliterator(), false))
                .extracting(JsonNode::stringValue)
                .containsExactly("a1", "e1");
        assertThat(record.required("obligations").required("retainUntil").stringValue())
                .isEqualTo("2027-11-21");
        assertThat(record.has("sdJwt")).isTrue();
        assertThat(world.count("exchange_exchange")).isEqualTo(1);
    }

    /** Not in what it keeps sealed either (decision 0006); a record keeps its subject sealed. */
    @Test
    void keepsTheSubjectNowhere() {
        var request = Samples.request("ZX4711ZX");
        world.publish("UNICEF", Samples.verification("ZX4711ZX"));

        var exchange = exchangeOf(world.post(world.node, "WFP", "one", request).body());

        var unsealed = world.unsealed(exchange);
        assertThat(unsealed.required("request").has("subject")).isFalse();
        assertThat(Json.text(unsealed)).contains("recruitment");
        var stored = world.stored();
        assertThat(stored).contains("recruitment", "UNICEF", exchange.toString());
        assertThat(stored + Json.text(unsealed))
                .doesNotContain("Wanjiru", "1988-04-12", "ZX4711ZX");
        var view = world.run(() -> world.node.exchanges().exchange("WFP", exchange));
        assertThat(view.required("request").has("subject")).isFalse();
    }

    @Test
    void findsNobodyByAnotherNumber() {
        world.publish("UNICEF", Samples.verification("A1"));

        assertThat(records(world.ask("WFP", Samples.request("A2")))).isEmpty();
        assertThat(world.count("exchange_held_copy")).isZero();
    }

    @Test
    void refusesWhereNoAgreementPermitsAndStoresTheRefusal() {
        world.publish("UNICEF", Samples.verification("A1"));
        var request = Samples.request("A1");
        request.putArray("want").add("/elements/misconduct");

        var answer = world.run(() -> world.node.exchanges().ask("WFP", request));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().required("type").stringValue())
                .isEqualTo("/problems/exchange-refused");
        assertThat(strings(answer.body().required("answers"), "state"))
                .containsExactly("refused", "refused");
        assertThat(world.count("exchange_exchange")).isEqualTo(1);
        assertThat(world.count("exchange_held_copy")).isZero();
    }

    @Test
    void refusesAnAskerThatNoAgreementConnects() {
        world.register("IFAD");

        var answer = world.run(() -> world.node.exchanges().ask("IFAD", Samples.request("A1")));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().required("answers")).isEmpty();
        assertThat(answer.body().has("receipt")).isTrue();
    }

    /** It decides by what it remembers, and uses nothing of that before it knows that it holds. */
    @Test
    void anActOnAnotherNodeCountsFromTheNextRequestOn() {
        world.publish("UNICEF", Samples.verification("A1"));
        var other = world.newNode();
        assertThat(records(ask(other))).hasSize(1);

        world.act("UNICEF", "suspend", "UNICEF");

        var suspended = ask(other);
        assertThat(strings(suspended.required("answers"), "issuer")).containsExactly("ILO");
        assertThat(records(suspended)).isEmpty();
        assertThat(world.count("exchange_held_copy")).isEqualTo(1);

        world.pass(Duration.ofMinutes(1));
        world.act("UNICEF", "resume", "UNICEF");

        assertThat(records(ask(other))).hasSize(1);
        assertThat(world.count("exchange_held_copy")).isEqualTo(2);
    }

    private ObjectNode ask(World.Node on) {
        return world.run(() -> on.exchanges().ask("WFP", Samples.request("A1"))).body();
    }

    @Test
    void rehearsesWithoutDisclosingOrStoring() {
        world.publish("UNICEF", Samples.verification("A1"));

        var view =
                world.run(() -> world.node.exchanges().rehearse("WFP", Samples.rehearsal())).body();

        assertThat(strings(view.required("answers"), "issuer")).containsExactly("ILO", "UNICEF");
        assertThat(view.required("entry").required("kind").stringValue()).isEqualTo("rehearsal");
        assertThat(Json.text(view)).doesNotContain("sdJwt");
        assertThat(world.count("exchange_exchange")).isZero();
        assertThat(world.count("exchange_held_copy")).isZero();
    }

    @Test
    void rehearsesAnothersQuestionToTheCallerAndToNobodyElse() {
        var put = Samples.rehearsal().put("asker", "WFP");

        var view = world.run(() -> world.node.exchanges().rehearse("UNICEF", put)).body();

        var own =
                world.run(() -> world.node.exchanges().rehearse("WFP", Samples.rehearsal())).body();
        assertThat(strings(view.required("answers"), "issuer")).containsExactly("UNICEF");
        assertThat(view.at("/answers/0/decision/outcome").stringValue()).isEqualTo("permitted");
        assertThat(view.at("/answers/0/decision")).isEqualTo(own.at("/answers/1/decision"));
        var opening = view.required("opening");
        assertThat(opening.at("/asker/value").stringValue()).isEqualTo("WFP");
        assertThat(opening.at("/rehearsedBy/value").stringValue()).isEqualTo("UNICEF");
        assertThat(receiptOf(view).required("asker").stringValue()).isEqualTo("UNICEF");
        assertThat(own.required("opening").has("rehearsedBy")).isFalse();
        world.register("IFAD");
        var unconnected = world.run(() -> world.node.exchanges().rehearse("IFAD", put)).body();
        assertThat(unconnected.at("/answers/0/decision/outcome").stringValue())
                .isEqualTo("refused");
    }

    @Test
    void rehearsesNobodysQuestionToAThird() {
        var third = Samples.rehearsal().put("asker", "WFP");
        third.putArray("from").add("UNICEF").add("ILO");
        var unknown = Samples.rehearsal().put("asker", "NOBODY").put("onBehalfOf", "WFP");
        unknown.putArray("notTo").add("UNICEF");
        var own = Samples.rehearsal().put("asker", "UNICEF").put("onBehalfOf", "WFP");
        long logged = world.count("ledger_pending");

        assertThat(wrong(third)).containsExactly("/from");
        assertThat(wrong(unknown)).containsExactly("/onBehalfOf", "/asker", "/notTo");
        assertThat(wrong(own)).containsExactly("/onBehalfOf");
        assertThat(world.count("ledger_pending")).isEqualTo(logged);
    }

    private static JsonNode receiptOf(ObjectNode view) {
        var parts = view.required("receipt").stringValue().split("\\.", -1);
        return Json.read(Base64Url.decode(parts[1]));
    }

    private List<String> wrong(ObjectNode rehearsal) {
        return catchThrowableOfType(
                        Problem.class,
                        () -> world.run(() -> world.node.exchanges().rehearse("UNICEF", rehearsal)))
                .violations()
                .stream()
                .map(Problem.Violation::pointer)
                .toList();
    }

    @Test
    void showsAnIssuerItsOwnAnswerWhereItsRecordWasDisclosed() {
        world.publish("UNICEF", Samples.verification("A1"));
        var exchange = exchangeOf(world.ask("WFP", Samples.request("A1")));

        var view = world.run(() -> world.node.exchanges().exchange("UNICEF", exchange));

        assertThat(strings(view.required("answers"), "issuer")).containsExactly("UNICEF");
        assertThat(view.required("asker").stringValue()).isEqualTo("WFP");
        assertThat(Json.text(view)).doesNotContain("sdJwt");
        assertThat(notFound(() -> world.node.exchanges().exchange("ILO", exchange))).isTrue();
        assertThat(notFound(() -> world.node.exchanges().exchange("WFP", world.newId()))).isTrue();
    }

    @Test
    void takesADeclarationOfRelianceOnWhatWasDisclosed() {
        world.publish("UNICEF", Samples.verification("A1"));
        var exchange = exchangeOf(world.ask("WFP", Samples.request("A1")));

        var answer = world.run(() -> world.node.exchanges().rely("WFP", exchange, reliedOn("a1")));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(world.count("exchange_reliance")).isEqualTo(1);
        var unknown =
                catchThrowableOfType(
                        Problem.class,
                        () ->
                                world.run(
                                        () ->
                                                world.node
                                                        .exchanges()
                                                        .rely("WFP", exchange, reliedOn("m1"))));
        assertThat(unknown.violations())
                .extracting(Problem.Violation::pointer)
                .containsExactly("/elements/0");
        assertThat(notFound(() -> world.node.exchanges().rely("ILO", exchange, reliedOn("a1"))))
                .isTrue();
    }

    @Test
    void takesNoRelianceOnAnAnswerWithoutRecords() {
        var exchange = exchangeOf(world.ask("WFP", Samples.request("A1")));
        var relied = Json.object().put("outcome", "relied-on");
        var declined =
                Json.object().put("outcome", "declined").put("reasonCode", "nothing-disclosed");

        var refused =
                catchThrowableOfType(
                        Problem.class,
                        () ->
                                world.run(
                                        () ->
                                                world.node
                                                        .exchanges()
                                                        .rely("WFP", exchange, relied)));
        var taken = world.run(() -> world.node.exchanges().rely("WFP", exchange, declined));

        assertThat(refused.type()).isEqualTo(ExchangeProblem.RELIANCE_INVALID);
        assertThat(refused.violations())
                .extracting(Problem.Violation::pointer)
                .containsExactly("/outcome");
        assertThat(taken.status()).isEqualTo(201);
    }

    /** "Everything is provable, nothing personal is in the proof." */
    @Test
    void putsOnlyADigestOfADeclarationIntoTheLog() {
        world.publish("UNICEF", Samples.verification("A1"));
        var exchange = exchangeOf(world.ask("WFP", Samples.request("A1")));
        var declared = reliedOn("a1");
        declared.putObject("baseline").put("minutes", 90).put("source", "told by A. Wanjiru");

        var answer = world.run(() -> world.node.exchanges().rely("WFP", exchange, declared)).body();

        assertThat(answer.required("opening").propertyNames())
                .containsExactlyInAnyOrder(
                        "reliance", "exchange", "asker", "outcome", "declarationDigest");
        assertThat(Json.text(answer)).doesNotContain("Wanjiru", "minutes");
        assertThat(answer.at("/opening/declarationDigest/value").stringValue())
                .isEqualTo(Base64Url.encode(Digests.sha256(Jcs.canonical(declared))));
    }

    /** Whether there is an exchange is nobody's business: nothing is done with it first. */
    @Test
    void anothersExchangeIsLookedForLikeOneThatIsNot() {
        world.publish("UNICEF", Samples.verification("A1"));
        var exchange = exchangeOf(world.ask("WFP", Samples.request("A1")));
        world.run(
                () ->
                        world.database
                                .entityManager()
                                .createNativeQuery("update exchange_exchange set sealed = ?1")
                                .setParameter(1, new byte[] {0})
                                .executeUpdate());

        var ofAnothers =
                world.database.statementsOf(
                        () -> notFound(() -> world.node.exchanges().exchange("ILO", exchange)));
        var ofNone =
                world.database.statementsOf(
                        () ->
                                notFound(
                                        () ->
                                                world.node
                                                        .exchanges()
                                                        .exchange("ILO", world.newId())));

        assertThat(ofAnothers).hasSize(1).isEqualTo(ofNone);
        assertThat(notFound(() -> world.node.exchanges().exchange("ILO", exchange))).isTrue();
    }

    private static ObjectNode reliedOn(String element) {
        var declared = Json.object().put("outcome", "relied-on");
        declared.putArray("elements").add(element);
        return declared;
    }

    /** "Disclosed content is included again only while … status still allow it." */
    @Test
    void aRetryAfterAWithdrawalGetsTheAnswerWithoutItsContent() {
        var id = world.publish("UNICEF", Samples.verification("A1"));
        var first = world.post(world.node, "WFP", "one", Samples.request("A1"));
        world.changeStatus("UNICEF", id, Samples.withdrawal());

        var again = world.post(world.newNode(), "WFP", "one", Samples.request("A1"));

        assertThat(again.status()).isEqualTo(first.status()).isEqualTo(200);
        assertThat(again.body().required("exchange")).isEqualTo(first.body().required("exchange"));
        var shownFirst = first.body().required("answers").required(1);
        var shown = again.body().required("answers").required(1);
        for (var kept : List.of("state", "decision", "receipt", "entry", "opening")) {
            assertThat(Json.text(shown.required(kept)))
                    .isEqualTo(Json.text(shownFirst.required(kept)));
        }
        var record = shown.required("records").required(0);
        assertThat(record.required("id").stringValue()).isEqualTo(id.toString());
        var shownObligations = shownFirst.required("records").required(0).required("obligations");
        assertThat(Json.text(record.required("obligations")))
                .isEqualTo(Json.text(shownObligations));
        assertThat(record.has("sdJwt")).isFalse();
        assertThat(record.has("publication")).isFalse();
        assertThat(again.body().required("assessment").required("disclosed").intValue()).isZero();
        assertThat(world.count("exchange_exchange")).isEqualTo(1);
        assertThat(world.count("exchange_held_copy")).isEqualTo(1);
    }

    @Test
    void aRetryAfterASuspensionWasLiftedGetsTheContentAgain() {
        var id = world.publish("UNICEF", Samples.verification("A1"));
        var first = world.post(world.node, "WFP", "one", Samples.request("A1"));
        world.changeStatus("UNICEF", id, Samples.status("suspended", "under-review"));
        var meanwhile = world.post(world.node, "WFP", "one", Samples.request("A1"));
        world.changeStatus("UNICEF", id, Samples.status("valid", "review-closed"));

        var again = world.post(world.node, "WFP", "one", Samples.request("A1"));

        assertThat(Json.text(meanwhile.body())).doesNotContain("sdJwt");
        assertThat(records(again.body()).get(0).required("sdJwt"))
                .isEqualTo(records(first.body()).get(0).required("sdJwt"));
    }

    @Test
    void aRetryAfterTheConsentExpiredGetsTheAnswerWithoutItsContent() {
        world.publish("UNICEF", Samples.verification("A1"));
        var request = Samples.request("A1");
        ((ObjectNode) request.required("consent")).put("expiresAt", "2026-11-21T18:00:00Z");
        world.post(world.node, "WFP", "one", request);
        world.pass(Duration.ofHours(12));

        var again = world.post(world.node, "WFP", "one", request);

        assertThat(again.status()).isEqualTo(200);
        assertThat(records(again.body())).hasSize(1);
        assertThat(Json.text(again.body())).doesNotContain("sdJwt");
    }

    /** "Neither asking nor refusing tells about a person: not whether a record exists." */
    @Test
    void aRecordWithNothingOfWhatIsAskedLooksLikeNone() {
        world.publish("UNICEF", Samples.misconductOnly("A1"));

        var withARecord = world.ask("WFP", Samples.request("A1"));
        var withNone = world.ask("WFP", Samples.request("A2"));

        assertThat(unproved(withARecord)).isEqualTo(unproved(withNone));
        assertThat(world.count("exchange_held_copy")).isZero();
        assertThat(
                        notFound(
                                () ->
                                        world.node
                                                .exchanges()
                                                .exchange("UNICEF", exchangeOf(withARecord))))
                .isTrue();
    }

    /** An answer without what differs between any two: ids, receipts, commitments. */
    private static ObjectNode unproved(ObjectNode view) {
        var bare = view.deepCopy();
        bare.remove("exchange");
        for (var answer : bare.required("answers")) {
            ((ObjectNode) answer).remove(List.of("receipt", "entry", "opening"));
        }
        return bare;
    }

    @Test
    void aRecordOutsideTheTermsCostsNoStatementMore() {
        world.publish("UNICEF", Samples.misconductOnly("A1"));
        world.ask("WFP", Samples.request("A3"));

        var withARecord =
                world.database.statementsOf(() -> world.ask("WFP", Samples.request("A1")));
        var withNone = world.database.statementsOf(() -> world.ask("WFP", Samples.request("A2")));

        assertThat(withARecord).isNotEmpty().isEqualTo(withNone);
    }

    @Test
    void aSubjectThatTheTypeCannotLookForIsRefusedAtItsPlace() {
        var request = Samples.request("A1");
        ((ObjectNode) request.required("subject")).remove("documents");

        var refused = catchThrowableOfType(Problem.class, () -> world.ask("WFP", request));

        assertThat(refused.type()).isEqualTo(ExchangeProblem.SUBJECT_INVALID);
        assertThat(refused.violations())
                .extracting(Problem.Violation::pointer)
                .allMatch(pointer -> pointer.startsWith("/subject"));
        assertThat(world.count("exchange_exchange")).isZero();
    }

    @Test
    void aPurposeThatIsNotOnTheNodesListIsRefusedAtItsPlace() {
        var request = Samples.request("A1");
        request.put("purpose", "curiosity");
        request.withObject("/consent").putArray("purposes").add("recruitment").add("gossip");
        var rehearsal = Samples.rehearsal().put("purpose", "curiosity");

        var refused = catchThrowableOfType(Problem.class, () -> world.ask("WFP", request));
        var refusedToo =
                catchThrowableOfType(
                        Problem.class,
                        () -> world.run(() -> world.node.exchanges().rehearse("WFP", rehearsal)));

        assertThat(refused.type()).isEqualTo(ExchangeProblem.REQUEST_INVALID);
        assertThat(refused.violations())
                .extracting(Problem.Violation::pointer)
                .containsExactly("/purpose", "/consent/purposes/1");
        assertThat(refusedToo.type()).isEqualTo(ExchangeProblem.REQUEST_INVALID);
        assertThat(Json.text(Purposes.published().document())).contains("\"recruitment\"");
        assertThat(world.count("exchange_exchange")).isZero();
    }

    @Test
    void aPlaceholderForANumberIsRefusedAtItsPlace() {
        var refused =
                catchThrowableOfType(Problem.class, () -> world.ask("WFP", Samples.request("?")));

        assertThat(refused.type()).isEqualTo(ExchangeProblem.SUBJECT_INVALID);
        assertThat(refused.violations())
                .extracting(Problem.Violation::pointer)
                .containsExactly("/subject/documents/0/number");
        assertThat(world.count("exchange_exchange")).isZero();
    }

    private boolean notFound(Runnable work) {
        var refused =
                catchThrowableOfType(
                        Problem.class,
                        () ->
                                world.run(
                                        () -> {
                                            work.run();
                                            return true;
                                        }));
        return refused.type() == KernelProblem.NOT_FOUND;
    }

    private static UUID exchangeOf(ObjectNode view) {
        return UUID.fromString(view.required("exchange").stringValue());
    }

    static List<JsonNode> records(ObjectNode view) {
        return StreamSupport.stream(view.required("answers").spliterator(), false)
                .flatMap(
                        answer -> StreamSupport.stream(answer.path("records").spliterator(), false))
                .toList();
    }

    private static List<String> strings(JsonNode array, String member) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(each -> each.required(member).stringValue())
                .toList();
    }
}
