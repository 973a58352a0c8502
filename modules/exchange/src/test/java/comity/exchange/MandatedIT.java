package comity.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.kernel.ProblemType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ObjectNode;

/** The centre asks for WFP, which UNICEF has an agreement with; the centre itself has none. */
@Timeout(120)
class MandatedIT {

    private World world;
    private ObjectNode mandate;

    @BeforeEach
    void open() {
        world = new World();
        world.register("CENTRE");
        mandate = mandate("WFP");
    }

    private ObjectNode mandate(String client) {
        var terms = Json.object().put("client", client).put("centre", "CENTRE");
        terms.putArray("recordTypes").add("background-verification");
        terms.putArray("acts").add("ask").add("rely");
        terms.putObject("term").put("from", "2026-01-01").put("until", "2027-12-31");
        return world.run(() -> world.node.mandates().draft("CENTRE", terms));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static ProblemType problem(Runnable work) {
        return catchThrowableOfType(Problem.class, work::run).type();
    }

    private static ObjectNode request() {
        var request = Samples.request("A1");
        request.put("onBehalfOf", "WFP").putArray("from").add("UNICEF");
        return request;
    }

    private ObjectNode reliance(String caller, UUID exchange) {
        var declared = Json.object().put("outcome", "relied-on").put("onBehalfOf", "WFP");
        return world.run(() -> world.node.exchanges().rely(caller, exchange, declared)).body();
    }

    @Test
    void theCentreAsksUnderTheClientsAgreementsAndBothAreNamed() {
        world.publish("UNICEF", Samples.verification("A1"));
        world.actOnMandate("WFP", "grant", mandate);

        var answer = world.ask("CENTRE", request());

        var first = answer.required("answers").required(0);
        assertThat(first.required("records")).hasSize(1);
        assertThat(first.required("opening").required("asker").required("value").stringValue())
                .isEqualTo("WFP");
        assertThat(first.required("opening").required("centre").required("value").stringValue())
                .isEqualTo("CENTRE");
        assertThat(first.required("opening").required("mandate").required("value"))
                .isEqualTo(mandate.required("id"));
        // The client sees all of it; the centre only as its centre.
        var id = UUID.fromString(answer.required("exchange").stringValue());
        var seen = world.run(() -> world.node.exchanges().exchange("WFP", id));
        assertThat(seen.required("request").required("centre").stringValue()).isEqualTo("CENTRE");
        assertThat(problem(() -> world.run(() -> world.node.exchanges().exchange("CENTRE", id))))
                .isEqualTo(KernelProblem.NOT_FOUND);
        assertThat(
                        world.run(
                                        () ->
                                                world.node
                                                        .exchanges()
                                                        .exchange("CENTRE", Optional.of("WFP"), id))
                                .required("answers"))
                .hasSize(1);
        assertThat(reliance("CENTRE", id).required("opening").has("centre")).isTrue();
    }

    @Test
    void theIssuerSeesThroughWhomTheClientAskedAndNothingElseOfTheRequest() {
        world.publish("UNICEF", Samples.verification("A1"));
        world.actOnMandate("WFP", "grant", mandate);
        var through = world.ask("CENTRE", request()).required("exchange").stringValue();
        var itself = world.ask("WFP", Samples.request("A1")).required("exchange").stringValue();

        var seen = seenByTheIssuer(through);
        assertThat(seen.propertyNames())
                .containsExactly("exchange", "asker", "centre", "mandate", "at", "answers");
        assertThat(seen.required("asker").stringValue()).isEqualTo("WFP");
        assertThat(seen.required("centre").stringValue()).isEqualTo("CENTRE");
        assertThat(seen.required("mandate")).isEqualTo(mandate.required("id"));
        assertThat(seenByTheIssuer(itself).propertyNames())
                .containsExactly("exchange", "asker", "at", "answers");
    }

    private ObjectNode seenByTheIssuer(String exchange) {
        return world.run(
                () -> world.node.exchanges().exchange("UNICEF", UUID.fromString(exchange)));
    }

    @Test
    void nobodyAsksForAnotherWithoutItsGrant() {
        assertThat(problem(() -> world.ask("CENTRE", request())))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
        world.actOnMandate("WFP", "grant", mandate);
        assertThat(problem(() -> world.ask("ILO", request())))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
        assertThat(problem(() -> world.ask("CENTRE", request().put("onBehalfOf", "ILO"))))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
    }

    @Test
    void aRevocationCountsOnTheNextRequest() {
        world.publish("UNICEF", Samples.verification("A1"));
        world.actOnMandate("WFP", "grant", mandate);
        var id = UUID.fromString(world.ask("CENTRE", request()).required("exchange").stringValue());

        world.actOnMandate("WFP", "revoke", mandate);

        assertThat(problem(() -> world.ask("CENTRE", request())))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
        assertThat(problem(() -> reliance("CENTRE", id)))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
        assertThat(
                        problem(
                                () ->
                                        world.run(
                                                () ->
                                                        world.node
                                                                .exchanges()
                                                                .exchange(
                                                                        "CENTRE",
                                                                        Optional.of("WFP"),
                                                                        id))))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
    }

    private ProblemType opened(String client, UUID exchange) {
        return problem(
                () ->
                        world.run(
                                () ->
                                        world.node
                                                .exchanges()
                                                .exchange(
                                                        "CENTRE", Optional.of(client), exchange)));
    }

    private ProblemType reliedOn(String client, UUID exchange) {
        var declared = Json.object().put("outcome", "relied-on").put("onBehalfOf", client);
        return problem(
                () -> world.run(() -> world.node.exchanges().rely("CENTRE", exchange, declared)));
    }

    /** UNICEF disclosed, WFP asked, ILO has nothing to do with it, NOBODY is no entity. */
    @Test
    void withoutAMandateNothingTellsWhoseRecordWasDisclosed() {
        world.publish("UNICEF", Samples.verification("A1"));
        var id =
                UUID.fromString(
                        world.ask("WFP", Samples.request("A1")).at("/exchange").stringValue());

        for (var client : List.of("UNICEF", "WFP", "ILO", "NOBODY")) {
            for (var exchange : List.of(id, world.newId())) {
                assertThat(opened(client, exchange)).isEqualTo(ExchangeProblem.MANDATE_MISSING);
                assertThat(reliedOn(client, exchange)).isEqualTo(ExchangeProblem.MANDATE_MISSING);
            }
        }
    }

    /** The mandate is for asking: the records that UNICEF disclosed to others are not of it. */
    @Test
    void aMandateToAskOpensNothingThatTheClientDisclosed() {
        world.publish("UNICEF", Samples.verification("A1"));
        var id =
                UUID.fromString(
                        world.ask("WFP", Samples.request("A1")).at("/exchange").stringValue());
        assertThat(
                        world.run(() -> world.node.exchanges().exchange("UNICEF", id))
                                .required("answers"))
                .hasSize(1);
        world.actOnMandate("UNICEF", "grant", mandate("UNICEF"));

        assertThat(opened("UNICEF", id)).isEqualTo(KernelProblem.NOT_FOUND);
        assertThat(reliedOn("UNICEF", id)).isEqualTo(KernelProblem.NOT_FOUND);
        assertThat(opened("UNICEF", world.newId())).isEqualTo(KernelProblem.NOT_FOUND);
    }

    @Test
    void theCentreRehearsesNoDraftThatItMayNotSeeItself() {
        world.actOnMandate("WFP", "grant", mandate);
        var draft = world.draft("UNICEF", "WFP");
        var rehearsal = Samples.rehearsal().put("onBehalfOf", "WFP");
        world.run(() -> world.node.exchanges().rehearse("CENTRE", rehearsal));
        rehearsal.set("agreement", draft.required("id"));

        assertThat(
                        problem(
                                () ->
                                        world.run(
                                                () ->
                                                        world.node
                                                                .exchanges()
                                                                .rehearse("CENTRE", rehearsal))))
                .isEqualTo(KernelProblem.NOT_FOUND);
        rehearsal.remove("onBehalfOf");
        assertThat(world.run(() -> world.node.exchanges().rehearse("WFP", rehearsal)).status())
                .isEqualTo(200);
    }

    @Test
    void aRefusalIsReplayedToTheCentreWhileTheMandateLastsOnly() {
        world.actOnMandate("WFP", "grant", mandate);
        var refused = request().put("purpose", "audit");
        var first = world.post(world.node, "CENTRE", "one", refused);
        assertThat(first.status()).isEqualTo(403);

        var second = world.post(world.newNode(), "CENTRE", "one", refused);
        assertThat(second.status()).isEqualTo(403);
        assertThat(Json.text(second.body())).isEqualTo(Json.text(first.body()));
        world.actOnMandate("WFP", "revoke", mandate);

        assertThat(problem(() -> world.post(world.node, "CENTRE", "one", refused)))
                .isEqualTo(ExchangeProblem.MANDATE_MISSING);
    }
}
