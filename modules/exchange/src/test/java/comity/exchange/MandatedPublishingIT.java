package comity.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.kernel.ProblemType;
import comity.parties.Answer;
import comity.trust.Base64Url;
import comity.trust.Jws;
import comity.trust.sdjwt.RecordClaims;
import comity.trust.sdjwt.SdJwt;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The centre publishes for UNICEF, and changes the status of its records. */
@Timeout(120)
class MandatedPublishingIT {

    private static final Optional<String> UNICEF = Optional.of("UNICEF");

    private World world;

    @BeforeEach
    void open() {
        world = new World();
        world.register("CENTRE");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static ProblemType problem(Runnable work) {
        return catchThrowableOfType(Problem.class, work::run).type();
    }

    private ObjectNode mandate() {
        return world.mandate("UNICEF", "CENTRE", "publish");
    }

    private Answer publish(String caller, String sdJwt) {
        var body = Json.object().put("sdJwt", sdJwt).put("onBehalfOf", "UNICEF");
        return world.run(() -> world.node.records().publish(caller, body));
    }

    /** By the centre under a mandate, whether or not it holds. */
    private Answer publishUnder(ObjectNode mandate) {
        var content = Samples.verification("A1");
        return publish(
                "CENTRE", world.signFor("CENTRE", "UNICEF", mandate, world.newId(), content));
    }

    private static UUID id(Answer published) {
        return UUID.fromString(published.body().required("id").stringValue());
    }

    private Answer changeStatus(String caller, UUID id) {
        var change = Samples.withdrawal().put("onBehalfOf", "UNICEF");
        return world.changeStatus(caller, id, change);
    }

    private ObjectNode record(String caller, Optional<String> client, UUID id) {
        return world.run(() -> world.node.records().record(caller, client, id));
    }

    private List<ObjectNode> listed(String caller, Optional<String> client) {
        return world.run(
                        () ->
                                world.node
                                        .records()
                                        .list(caller, client, Optional.empty(), Optional.empty()))
                .items();
    }

    private static String opened(Answer answer, String member) {
        return answer.body().at("/opening/" + member + "/value").stringValue();
    }

    private static JsonNode receipt(Answer answer) {
        var payload = answer.body().required("receipt").stringValue().split("\\.", 3)[1];
        return Json.read(Base64Url.decode(payload));
    }

    private static void assertNamesBoth(Answer answer, ObjectNode mandate) {
        assertThat(opened(answer, "issuer")).isEqualTo("UNICEF");
        assertThat(opened(answer, "centre")).isEqualTo("CENTRE");
        assertThat(opened(answer, "mandate")).isEqualTo(mandate.required("id").stringValue());
        var receipt = receipt(answer);
        assertThat(receipt.required("asker").stringValue()).isEqualTo("UNICEF");
        assertThat(receipt.required("centre").stringValue()).isEqualTo("CENTRE");
        assertThat(receipt.required("mandate")).isEqualTo(mandate.required("id"));
    }

    @Test
    void whatTheCentreSignsIsTheClientsRecordAndBothAreNamed() {
        var mandate = mandate();

        var published = publishUnder(mandate);

        assertThat(published.status()).isEqualTo(201);
        assertNamesBoth(published, mandate);
        assertThat(opened(published, "key")).isEqualTo(world.key("CENTRE").thumbprint());
        // The client sees all of it, and who did it.
        assertThat(listed("UNICEF", Optional.empty()))
                .extracting(each -> each.required("centre").stringValue())
                .containsExactly("CENTRE");
        assertThat(record("UNICEF", Optional.empty(), id(published)).required("sdJwt").isString())
                .isTrue();
        assertThat(listed("CENTRE", Optional.empty())).isEmpty();
    }

    @Test
    void whoeverReceivesItCanSeeThatTheCentreWasLet() {
        var mandate = mandate();
        publishUnder(mandate);

        var answer = world.ask("WFP", Samples.request("A1")).required("answers");

        var unicef =
                answer.valueStream()
                        .filter(each -> each.required("issuer").stringValue().equals("UNICEF"))
                        .findFirst()
                        .orElseThrow();
        var received = unicef.required("records").required(0);
        var record =
                SdJwt.verify(
                        received.required("sdJwt").stringValue(),
                        kid -> Optional.of(world.key("CENTRE").verificationKey()));
        assertThat(record.claims().issuer()).isEqualTo("https://unicef.example/");
        assertThat(record.claims().act().orElseThrow())
                .isEqualTo(
                        new RecordClaims.Act(
                                "https://centre.example/", mandate.required("id").stringValue()));
        var deed = received.at("/publication/mandate");
        var grant =
                Jws.verify(
                        deed.required("grant").stringValue(),
                        "comity-act+jwt",
                        kid -> Optional.of(world.key("UNICEF").verificationKey()));
        assertThat(grant.payload().required("act").stringValue()).isEqualTo("grant");
        assertThat(grant.payload().required("mandate")).isEqualTo(mandate.required("id"));
        assertThat(grant.payload().required("termsDigest"))
                .isEqualTo(mandate.required("termsDigest"));
        assertThat(deed.at("/terms/centre").stringValue()).isEqualTo("CENTRE");
    }

    @Test
    void theNodeSignsForACentreWhoseKeyItKeeps() {
        var mandate = mandate();
        world.keepRecordKey("CENTRE");
        var body = Json.object().put("type", "background-verification").put("onBehalfOf", "UNICEF");
        body.set("content", Samples.verification("A1"));

        var published = world.run(() -> world.node.records().publish("CENTRE", body));

        assertNamesBoth(published, mandate);
        var sdJwt =
                record("UNICEF", Optional.empty(), id(published)).required("sdJwt").stringValue();
        assertThat(Json.read(Base64Url.decode(sdJwt.split("\\.", 3)[1])).at("/act/mandate"))
                .isEqualTo(mandate.required("id"));
    }

    @Test
    void nobodyPublishesForAnotherWithoutItsWordForThisActAndType() {
        var nobodys = Json.object().put("id", world.newId().toString());
        assertThat(problem(() -> publishUnder(nobodys))).isEqualTo(ExchangeProblem.MANDATE_MISSING);

        var toAsk = world.mandate("UNICEF", "CENTRE", "ask", "rely", "approve", "acknowledge");
        assertThat(problem(() -> publishUnder(toAsk))).isEqualTo(ExchangeProblem.MANDATE_MISSING);

        var mandate = mandate();
        // Another of the client's mandates does not lend its acts to this one.
        assertThat(problem(() -> publishUnder(toAsk))).isEqualTo(ExchangeProblem.MANDATE_MISSING);
        var signed =
                world.signFor("ILO", "UNICEF", mandate, world.newId(), Samples.verification("A1"));
        assertThat(problem(() -> publish("ILO", signed)))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);

        world.mandatesAreAboutAnotherType();
        assertThat(problem(() -> publishUnder(mandate))).isEqualTo(ExchangeProblem.MANDATE_MISSING);
        assertThat(world.count("exchange_record")).isZero();
    }

    @Test
    void theTermAndTheRevocationCountOnTheNextRequest() {
        var first = mandate();
        var id = id(publishUnder(first));
        world.actOnMandate("UNICEF", "revoke", first);
        assertThat(problem(() -> publishUnder(first))).isEqualTo(ExchangeProblem.MANDATE_MISSING);
        assertThat(problem(() -> changeStatus("CENTRE", id)))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
        assertThat(problem(() -> listed("CENTRE", UNICEF)))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
        assertThat(problem(() -> record("CENTRE", UNICEF, id)))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
        assertThat(problem(() -> reserve("CENTRE"))).isEqualTo(ExchangeProblem.MANDATE_MISSING);

        var second = mandate();
        assertThat(problem(() -> publishUnder(first))).isEqualTo(ExchangeProblem.MANDATE_MISSING);
        world.passTheTermOfMandates();
        assertThat(problem(() -> publishUnder(second))).isEqualTo(ExchangeProblem.MANDATE_MISSING);
        assertThat(problem(() -> changeStatus("CENTRE", id)))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
        assertThat(record("UNICEF", Optional.empty(), id).required("status").stringValue())
                .isEqualTo("valid");
    }

    @Test
    void aCentrePassesItsMandateOnToNobody() {
        var mandate = mandate();
        world.register("SUB");
        var onward = world.mandate("CENTRE", "SUB", "publish");

        for (var named : List.of(mandate, onward)) {
            var signed =
                    world.signFor(
                            "SUB", "UNICEF", named, world.newId(), Samples.verification("A1"));
            assertThat(problem(() -> publish("SUB", signed)))
                    .isEqualTo(ExchangeProblem.MANDATE_MISSING);
            var body = Json.object().put("sdJwt", signed).put("onBehalfOf", "CENTRE");
            assertThat(problem(() -> world.run(() -> world.node.records().publish("SUB", body))))
                    .isEqualTo(ExchangeProblem.RECORD_INVALID);
        }
        assertThat(world.count("exchange_record")).isZero();
    }

    @Test
    void aRecordSaysItselfWhoSignedItForWhom() {
        var mandate = mandate();
        var content = Samples.verification("A1");
        var act =
                new RecordClaims.Act("https://ilo.example/", mandate.required("id").stringValue());

        // The client's own signature is no centre's.
        var byClient = world.sign("UNICEF", world.newId(), content);
        assertThat(problem(() -> publish("CENTRE", byClient)))
                .isEqualTo(ExchangeProblem.RECORD_KEY_UNFIT);
        var unsaid = world.sign("CENTRE", "UNICEF", Optional.empty(), world.newId(), content);
        assertThat(problem(() -> publish("CENTRE", unsaid)))
                .isEqualTo(ExchangeProblem.RECORD_INVALID);
        var another = world.sign("CENTRE", "UNICEF", Optional.of(act), world.newId(), content);
        assertThat(problem(() -> publish("CENTRE", another)))
                .isEqualTo(ExchangeProblem.RECORD_INVALID);
        // Nor does an issuer pretend that a centre did it.
        var pretended = world.sign("UNICEF", "UNICEF", Optional.of(act), world.newId(), content);
        assertThat(problem(() -> world.publish(world.node, "UNICEF", pretended)))
                .isEqualTo(ExchangeProblem.RECORD_INVALID);
        // A centre's record is its own only where it says so itself.
        var signed = world.signFor("CENTRE", "UNICEF", mandate, world.newId(), content);
        assertThat(problem(() -> world.publish(world.node, "CENTRE", signed)))
                .isEqualTo(ExchangeProblem.RECORD_INVALID);
        assertThat(world.count("exchange_record")).isZero();
    }

    @Test
    void theCentreWithdrawsForItsClientAndTheNoticeNamesBoth() {
        var mandate = mandate();
        var own = world.publish("UNICEF", Samples.verification("A1"));
        world.ask("WFP", Samples.request("A1"));

        var changed = changeStatus("CENTRE", own);

        assertNamesBoth(changed, mandate);
        var told = world.feed("WFP").get(0);
        assertThat(told.required("issuer").stringValue()).isEqualTo("UNICEF");
        assertThat(told.required("centre").stringValue()).isEqualTo("CENTRE");
        assertThat(told.required("mandate")).isEqualTo(mandate.required("id"));
        assertThat(record("UNICEF", Optional.empty(), own).required("status").stringValue())
                .isEqualTo("withdrawn");
    }

    @Test
    void noStatusChangesWithoutTheMandateForThisActAndType() {
        var own = world.publish("UNICEF", Samples.verification("A1"));
        var ofIlo = world.publish("ILO", Samples.verification("A1"));
        assertThat(problem(() -> changeStatus("CENTRE", own)))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
        world.mandate("UNICEF", "CENTRE", "ask", "rely", "approve", "acknowledge");
        // Whether the client has such a record is not told.
        for (var id : List.of(own, ofIlo, world.newId())) {
            assertThat(problem(() -> changeStatus("CENTRE", id)))
                    .isEqualTo(ExchangeProblem.MANDATE_MISSING);
        }
        mandate();
        assertThat(problem(() -> changeStatus("ILO", own)))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
        assertThat(problem(() -> changeStatus("CENTRE", ofIlo))).isEqualTo(KernelProblem.NOT_FOUND);
        world.mandatesAreAboutAnotherType();
        assertThat(problem(() -> changeStatus("CENTRE", own))).isEqualTo(KernelProblem.NOT_FOUND);
        assertThat(listed("CENTRE", UNICEF)).isEmpty();
    }

    /** What the client published itself it has not shown to the centre. */
    @Test
    void theCentreListsTheClientsRecordsAndReadsThoseThatItPublished() {
        var mandate = mandate();
        var own = world.publish("UNICEF", Samples.verification("A1"));
        var through = id(publishUnder(mandate));
        world.publish("ILO", Samples.verification("A1"));

        assertThat(listed("CENTRE", UNICEF))
                .extracting(each -> each.required("id").stringValue())
                .containsExactlyInAnyOrder(own.toString(), through.toString());
        assertThat(record("CENTRE", UNICEF, through).has("sdJwt")).isTrue();
        assertThat(problem(() -> record("CENTRE", UNICEF, own))).isEqualTo(KernelProblem.NOT_FOUND);
        assertThat(problem(() -> record("CENTRE", Optional.empty(), through)))
                .isEqualTo(KernelProblem.NOT_FOUND);
        assertThat(problem(() -> record("ILO", UNICEF, through)))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
    }

    private Answer reserve(String caller) {
        return reserve(caller, 1);
    }

    private Answer reserve(String caller, int count) {
        var body = Json.object().put("count", count).put("onBehalfOf", "UNICEF");
        return world.run(() -> world.node.records().reservePlaces(caller, body));
    }

    @Test
    void placesAreReservedInTheClientsList() {
        assertThat(problem(() -> reserve("CENTRE"))).isEqualTo(ExchangeProblem.MANDATE_MISSING);
        mandate();

        assertThat(reserve("CENTRE").body().required("items")).hasSize(1);

        assertThat(world.count("exchange_status_place", "issuer = 'UNICEF'")).isOne();
        assertThat(world.count("exchange_status_place", "issuer = 'CENTRE'")).isZero();
    }

    @Test
    void aCentreLeavesItsClientHalfOfThePlaces() {
        mandate();
        for (int i = 0; i < 5; i++) {
            reserve("CENTRE", 1000);
        }

        assertThat(problem(() -> reserve("CENTRE")))
                .isEqualTo(ExchangeProblem.STATUS_PLACES_UNUSED);
        var own = Json.object().put("count", 1);
        assertThat(world.run(() -> world.node.records().reservePlaces("UNICEF", own)).status())
                .isEqualTo(201);
    }

    /** Which elements there are is content: whoever may not read the record is not told. */
    @Test
    void aCentreIsNotToldTheElementsOfARecordThatItMayNotSee() {
        var mandate = mandate();
        var clients = world.publish("UNICEF", Samples.verification("A1"));
        var centres = id(publishUnder(mandate));

        assertThat(places(clients)).containsExactly("/changed");
        assertThat(places(centres)).containsExactly("/changed/0", "/changed/1");
    }

    private List<String> places(UUID record) {
        var change = Samples.withdrawal().put("onBehalfOf", "UNICEF");
        change.putArray("changed").add("no-such").add("nor-such");
        return catchThrowableOfType(
                        Problem.class, () -> world.changeStatus("CENTRE", record, change))
                .violations()
                .stream()
                .map(Problem.Violation::pointer)
                .toList();
    }

    private static void assertSame(Answer again, Answer first) {
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(Json.text(again.body())).isEqualTo(Json.text(first.body()));
    }

    @Test
    void whatWasAnsweredUnderAMandateIsNotAnsweredAgainAfterIt() {
        var mandate = mandate();
        var id = world.newId();
        var sdJwt = world.signFor("CENTRE", "UNICEF", mandate, id, Samples.verification("A1"));
        var publication = Json.object().put("sdJwt", sdJwt).put("onBehalfOf", "UNICEF");
        var withdrawal = Samples.withdrawal().put("onBehalfOf", "UNICEF");
        var places = Json.object().put("count", 1).put("onBehalfOf", "UNICEF");
        var published = post("one", publication, world.node);
        var withdrawn = post("two", withdrawal, world.node, id);
        var reserved = reserve("three", places);

        assertSame(post("one", publication, world.newNode()), published);
        assertSame(post("two", withdrawal, world.newNode(), id), withdrawn);
        assertSame(reserve("three", places), reserved);
        assertThat(world.count("exchange_status_change")).isOne();
        world.actOnMandate("UNICEF", "revoke", mandate);

        assertThat(problem(() -> post("one", publication, world.node)))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
        assertThat(problem(() -> post("two", withdrawal, world.node, id)))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
        assertThat(problem(() -> reserve("three", places)))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
    }

    private Answer post(String key, ObjectNode publication, World.Node on) {
        return world.perform(
                on, "CENTRE", key, publication, () -> on.records().publish("CENTRE", publication));
    }

    private Answer post(String key, ObjectNode change, World.Node on, UUID id) {
        return world.perform(
                on, "CENTRE", key, change, () -> on.records().changeStatus("CENTRE", id, change));
    }

    private Answer reserve(String key, ObjectNode places) {
        return world.perform(
                world.node,
                "CENTRE",
                key,
                places,
                () -> world.node.records().reservePlaces("CENTRE", places));
    }
}
