package comity.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What acts on agreements mean to exchanges: the next one, its copies, and rehearsals. */
@Timeout(120)
class AgreementNoticesIT {

    private World world;

    @BeforeEach
    void open() {
        world = new World();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static JsonNode decisionOf(ObjectNode answer, int index) {
        return answer.required("answers").required(index).required("decision");
    }

    @Test
    void aSuspensionStopsTheNextExchangeAndIsTold() {
        world.publish("UNICEF", Samples.verification("A1"));
        var request = Samples.request("A1");
        request.putArray("from").add("UNICEF");

        world.act("UNICEF", "suspend", "UNICEF");

        assertThat(decisionOf(world.ask("WFP", request), 0).required("why").stringValue())
                .isEqualTo("agreement-suspended");
        assertThat(world.feed("WFP"))
                .singleElement()
                .satisfies(
                        notice -> {
                            assertThat(notice.required("entity").stringValue()).isEqualTo("UNICEF");
                            assertThat(notice.has("agreement")).isTrue();
                            assertThat(notice.has("until")).isFalse();
                        });
        assertThat(world.feed("UNICEF")).isEmpty();
        assertThat(world.feed("ILO")).isEmpty();
        world.act("UNICEF", "resume", "UNICEF");
        assertThat(decisionOf(world.ask("WFP", request), 0).required("outcome").stringValue())
                .isEqualTo("permitted");
    }

    @Test
    void whoHoldsCopiesIsToldByWhenToEraseThem() {
        world.publish("UNICEF", Samples.verification("A1"));
        world.ask("WFP", Samples.request("A1"));
        world.pass(Duration.ofDays(10));

        world.act("WFP", "terminate", "UNICEF");

        // The one that ended it holds the copies; the other is told that it ended.
        assertThat(world.feed("WFP"))
                .singleElement()
                .extracting(notice -> notice.required("until").stringValue())
                .isEqualTo("2027-11-21");
        assertThat(world.feed("UNICEF"))
                .singleElement()
                .satisfies(notice -> assertThat(notice.has("until")).isFalse());
    }

    @Test
    void whoHoldsNoCopyOfThisAgreementIsToldNoDate() {
        world.publish("ILO", Samples.verification("A1"));
        world.ask("WFP", Samples.request("A1"));

        world.act("UNICEF", "terminate", "UNICEF");

        assertThat(world.feed("WFP"))
                .singleElement()
                .satisfies(notice -> assertThat(notice.has("until")).isFalse());
    }

    private ObjectNode rehearse(String asker, JsonNode body) {
        return world.run(() -> world.node.exchanges().rehearse(asker, body)).body();
    }

    private static ObjectNode rehearsal(String issuer) {
        var body = Samples.request("A1");
        body.remove("subject");
        body.putArray("from").add(issuer);
        return body;
    }

    @Test
    void rehearsesForAnotherTime() {
        var body = rehearsal("UNICEF");

        assertThat(decisionOf(rehearse("WFP", body), 0).required("outcome").stringValue())
                .isEqualTo("permitted");
        assertThat(
                        decisionOf(rehearse("WFP", body.put("at", "2019-03-01T00:00:00Z")), 0)
                                .required("why")
                                .stringValue())
                .isEqualTo("no-agreement-in-force");
    }

    @Test
    void rehearsesAsIfADraftWereInForce() {
        var draft = world.draft("ILO", "UNICEF");
        var body = rehearsal("ILO");
        body.withObject("/consent").putArray("recipients").add("UNICEF");
        assertThat(decisionOf(rehearse("UNICEF", body), 0).required("outcome").stringValue())
                .isEqualTo("refused");

        body.set("agreement", draft.required("id"));

        assertThat(decisionOf(rehearse("UNICEF", body), 0).required("outcome").stringValue())
                .isEqualTo("permitted");
        assertThat(decisionOf(rehearse("UNICEF", body.put("version", 1)), 0).required("agreement"))
                .isEqualTo(draft.required("id"));
        assertThat(catchThrowableOfType(Problem.class, () -> rehearse("WFP", body)).type())
                .isEqualTo(KernelProblem.NOT_FOUND);
    }
}
