package comity.exchange;

import comity.agreements.MandatedAct;
import comity.agreements.Mandates;
import comity.kernel.Problem;
import comity.kernel.Times;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Who acts for whom: nobody for another without a mandate that covers it as the transaction sees
 * it, so that a revocation counts on the next request.
 */
public final class Mandated {

    private final Mandates mandates;
    private final InstantSource clock;

    Mandated(Mandates mandates, InstantSource clock) {
        this.mandates = mandates;
        this.clock = clock;
    }

    /**
     * @param body may name a client in {@code onBehalfOf}
     * @param type the record type's name
     * @throws Problem {@link ExchangeProblem#MANDATE_MISSING} if it does, and no mandate covers it
     */
    Acting acting(String caller, JsonNode body, MandatedAct act, String type) {
        return acting(
                caller,
                Optional.ofNullable(body.get("onBehalfOf")).map(JsonNode::stringValue),
                act,
                type);
    }

    Acting acting(String caller, Optional<String> client, MandatedAct act, String type) {
        if (client.isEmpty() || client.get().equals(caller)) {
            return Acting.own(caller);
        }
        var mandate =
                mandates.covering(caller, client.get(), act, type, Times.now(clock))
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                        ExchangeProblem.MANDATE_MISSING,
                                                        "No mandate covers this.")
                                                .at("/onBehalfOf", "has not mandated the caller"));
        return new Acting(client.get(), Optional.of(new Acting.Through(caller, mandate)));
    }

    /**
     * Until records can be published for another it is refused, never ignored.
     *
     * @throws Problem {@link ExchangeProblem#MANDATE_UNAVAILABLE}
     */
    public static void refuse(JsonNode body) {
        if (body.has("onBehalfOf")) {
            throw Problem.of(
                            ExchangeProblem.MANDATE_UNAVAILABLE,
                            "Nobody publishes or acknowledges for another yet.")
                    .at("/onBehalfOf", "is not available");
        }
    }
}
