package comity.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.agreements.sensitivity.Scale;
import comity.kernel.Json;
import comity.kernel.Problem;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The controls of classes and terms, in the exchange itself: with a record that would be disclosed
 * without them. Approval is in {@link ApprovalsIT}, erasure in {@link CopyErasureIT}.
 */
@Timeout(120)
class ControlsIT {

    private World world;

    @BeforeEach
    void open() {
        world = new World();
        world.publish("UNICEF", Samples.verification("A1"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static ObjectNode request() {
        var request = Samples.request("A1");
        request.putArray("from").add("UNICEF");
        return request;
    }

    private static JsonNode answer(ObjectNode view) {
        return view.required("answers").required(0);
    }

    private void assertRefused(ObjectNode request, String why) {
        var answer = world.run(() -> world.node.exchanges().ask("WFP", request));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer(answer.body()).at("/decision/why").stringValue()).isEqualTo(why);
        assertThat(Json.text(answer.body())).doesNotContain("sdJwt");
        assertThat(world.count("exchange_held_copy")).isZero();
    }

    @Test
    void nothingIsDisclosedWithoutConsent() {
        var without = request();
        without.remove("consent");
        var toAnother = request();
        toAnother.withObject("/consent").putArray("recipients").add("ILO");
        var forAnother = request();
        forAnother.withObject("/consent").putArray("purposes").add("audit");

        assertRefused(without, "consent-missing");
        assertRefused(toAnother, "consent-recipient-not-covered");
        assertRefused(forAnother, "consent-purpose-not-covered");
        assertThat(ExchangesIT.records(world.ask("WFP", request()))).hasSize(1);
    }

    @Test
    void nothingIsDisclosedForAPurposeThatIsNotAgreed() {
        assertRefused(request().put("purpose", "audit"), "purpose-not-agreed");
    }

    @Test
    void nothingIsDisclosedForAPurposeThatTheClassExcludes() {
        changeClass(controls -> controls.putArray("purposes").add("audit"));

        var answer = ask();

        assertThat(answer.at("/decision/why").stringValue())
                .isEqualTo("purpose-not-allowed-for-class");
        assertThat(world.count("exchange_held_copy")).isZero();
    }

    /** "retainUntil is the shortest of terms and class, counted from disclosure." */
    @Test
    void aCopyIsKeptNoLongerThanItsClassAllows() {
        changeClass(controls -> controls.put("longestRetention", "P6M"));

        var answer = ask();

        assertThat(answer.at("/records/0/obligations/retainUntil").stringValue())
                .isEqualTo("2027-05-21");
        assertThat(world.count("exchange_held_copy", "retain_until = date '2027-05-21'"))
                .isEqualTo(1);
        assertThat(world.count("exchange_exchange", "keep_until = date '2027-05-21'")).isEqualTo(1);
    }

    @Test
    void aCopyIsSharedOnwardNoFurtherThanTermsAndClassAllow() {
        var terms = Samples.terms("ILO", "WFP").put("onwardSharing", "allowed");
        world.agree("ILO", "WFP", terms.put("retention", "P1M"));
        world.publish("ILO", Samples.verification("A1"));
        var request = Samples.request("A1");
        request.putArray("from").add("ILO");

        assertThat(sharing(request())).isEqualTo("prohibited");
        // The terms would let it go further than the class does.
        assertThat(sharing(request)).isEqualTo("prior-consent");
    }

    private String sharing(ObjectNode request) {
        return answer(world.ask("WFP", request))
                .at("/records/0/obligations/onwardSharing")
                .stringValue();
    }

    /** What was received answers nobody else, and cannot be published again. */
    @Test
    void whatWasReceivedIsNotPassedOn() {
        world.agree("WFP", "ILO", Samples.terms("WFP", "ILO"));
        var received = answer(world.ask("WFP", request())).at("/records/0/sdJwt").stringValue();
        var request = Samples.request("A1");
        request.putArray("from").add("WFP");
        request.withObject("/consent").putArray("recipients").add("ILO");

        var asked = world.run(() -> world.node.exchanges().ask("ILO", request));

        assertThat(asked.status()).isEqualTo(200);
        assertThat(ExchangesIT.records(asked.body())).isEmpty();
        assertThat(
                        catchThrowableOfType(
                                        Problem.class,
                                        () -> world.publish(world.node, "WFP", received))
                                .type())
                .isEqualTo(ExchangeProblem.RECORD_KEY_UNFIT);
    }

    private JsonNode ask() {
        return answer(world.run(() -> world.node.exchanges().ask("WFP", request())).body());
    }

    /** As the node's officers do; it counts on the next request. */
    private void changeClass(Consumer<ObjectNode> change) {
        world.changeClasses(
                scale -> {
                    var document = scale.toJson();
                    change.accept((ObjectNode) document.at("/classes/1/controls"));
                    return Scale.of(document);
                });
    }
}
