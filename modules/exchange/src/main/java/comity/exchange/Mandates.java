package comity.exchange;

import comity.kernel.Problem;
import tools.jackson.databind.JsonNode;

/** Until entities can sign mandates, nobody acts for another: it is refused, never ignored. */
public final class Mandates {

    private Mandates() {}

    /**
     * @throws Problem {@link ExchangeProblem#MANDATE_UNAVAILABLE} if the body names another entity
     *     to act for
     */
    public static void refuse(JsonNode body) {
        if (body.has("onBehalfOf")) {
            throw Problem.of(
                            ExchangeProblem.MANDATE_UNAVAILABLE, "This node keeps no mandates yet.")
                    .at("/onBehalfOf", "is not available");
        }
    }
}
