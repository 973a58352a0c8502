package comity.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.kernel.Json;
import comity.kernel.Problem;
import comity.parties.PartiesProblem;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ObjectNode;

/** Copies may be kept for a year: what is disclosed on 21 November 2026, until that day of 2027. */
@Timeout(120)
class CopyErasureIT {

    private static final Duration TO_THE_LAST_DAY = Duration.ofDays(365);

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

    private UUID ask(String number) {
        var answer = world.post(world.node, "WFP", number, lasting(number));
        return UUID.fromString(answer.body().required("exchange").stringValue());
    }

    private static ObjectNode lasting(String number) {
        var request = Samples.request(number);
        request.putArray("from").add("UNICEF");
        return request;
    }

    private ObjectNode view(String entity, UUID exchange) {
        return world.run(() -> world.node.exchanges().exchange(entity, exchange));
    }

    private void assertErased(Runnable work) {
        assertThat(catchThrowableOfType(Problem.class, work::run).type())
                .isEqualTo(PartiesProblem.ANSWER_ERASED);
    }

    /** The clock need not have come: the day decides. */
    @Test
    void aCopyIsShownToTheLastDayAndNotAfterIt() {
        var exchange = ask("A1");

        world.pass(TO_THE_LAST_DAY);
        assertThat(Json.text(view("WFP", exchange))).contains("sdJwt");
        world.pass(Duration.ofDays(1));

        assertErased(() -> view("WFP", exchange));
        assertErased(() -> view("UNICEF", exchange));
        var declined = Json.object().put("outcome", "declined").put("reasonCode", "too-late");
        assertErased(() -> world.run(() -> world.node.exchanges().rely("WFP", exchange, declined)));
    }

    @Test
    void theNodesOwnCopyIsErasedAfterTheLastDay() {
        var exchange = ask("A1");
        var declared = Json.object().put("outcome", "relied-on");
        world.run(() -> world.node.exchanges().rely("WFP", exchange, declared));

        world.pass(TO_THE_LAST_DAY);
        assertThat(world.node.erasure().erase(100)).isZero();
        assertThat(sealed("exchange_exchange")).isEqualTo(1);
        world.pass(Duration.ofDays(1));
        assertThat(world.node.erasure().erase(100)).isEqualTo(1);
        assertThat(world.newNode().erasure().erase(100)).isZero();

        assertThat(sealed("exchange_exchange")).isZero();
        assertThat(sealed("exchange_reliance")).isZero();
        assertThat(world.count("parties_call", "answer is not null")).isZero();
        assertErased(() -> view("WFP", exchange));
        // Who received which record stays: the subject may ask.
        assertThat(world.count("exchange_held_copy")).isEqualTo(1);
        assertThat(world.count("exchange_exchange")).isEqualTo(1);
        // The record is its issuer's.
        assertThat(sealed("exchange_record")).isEqualTo(1);
    }

    private long sealed(String table) {
        return world.count(table, "octet_length(sealed) > 0");
    }

    /** When it is erased must not tell whether something was disclosed. */
    @Test
    void anEmptyAnswerIsErasedOnTheSameDay() {
        ask("A1");
        ask("A2");

        world.pass(TO_THE_LAST_DAY.plusDays(1));

        assertThat(world.node.erasure().erase(100)).isEqualTo(2);
    }

    @Test
    void aRefusalIsErasedAfterAYear() {
        var request = lasting("A1");
        request.putArray("want").add("/elements/misconduct");
        world.ask("WFP", request);

        world.pass(TO_THE_LAST_DAY);
        assertThat(world.node.erasure().erase(100)).isZero();
        world.pass(Duration.ofDays(1));
        assertThat(world.node.erasure().erase(100)).isEqualTo(1);
    }

    @Test
    void whatWasApprovedLaterIsKeptLonger() {
        world.register("UNHCR");
        world.agree("UNHCR", "WFP", Samples.termsWithApproval("UNHCR", "WFP"));
        world.publish("UNHCR", Samples.verification("A1"));
        var request = Samples.request("A1");
        request.putArray("from").add("UNHCR");
        var exchange =
                UUID.fromString(world.ask("WFP", request).required("exchange").stringValue());
        world.pass(Duration.ofDays(5));
        world.decide("UNHCR", exchange, "approve");

        world.pass(TO_THE_LAST_DAY);

        assertThat(world.node.erasure().erase(100)).isZero();
        assertThat(Json.text(view("WFP", exchange))).contains("sdJwt");
        world.pass(Duration.ofDays(6));
        assertThat(world.node.erasure().erase(100)).isEqualTo(1);
    }

    @Test
    void oneBatchErasesNoMoreThanItIsTold() {
        for (var number : List.of("A1", "A2", "A3")) {
            ask(number);
        }
        world.pass(TO_THE_LAST_DAY.plusDays(1));

        assertThat(world.node.erasure().erase(2)).isEqualTo(2);
        assertThat(world.node.erasure().erase(2)).isEqualTo(1);
        assertThat(world.node.erasure().erase(2)).isZero();
    }
}
