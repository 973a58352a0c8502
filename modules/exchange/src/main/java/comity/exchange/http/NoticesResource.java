package comity.exchange.http;

import comity.exchange.Feeds;
import comity.exchange.Mandated;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Patience;
import comity.kernel.Problem;
import comity.kernel.persistence.Transactions;
import comity.parties.Answer;
import comity.parties.Calls;
import comity.parties.http.CurrentCall;
import comity.parties.http.Responses;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An entity's feed. Source: docs/protocol.md, section 5. */
@Path("/notices")
@RequestScoped
public class NoticesResource {

    private static final int MOST_WAIT_SECONDS = 30;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,2}");

    @Inject CurrentCall call;
    @Inject Calls calls;
    @Inject Feeds feeds;
    @Inject Mandated mandated;
    @Inject ExchangeSchemas schemas;
    @Inject Transactions transactions;
    @Inject Patience patience;

    /** What is new after a cursor; waits for it if asked to. */
    @GET
    public Response feed(
            @QueryParam("after") @Nullable String after,
            @QueryParam("wait") @Nullable String wait,
            @QueryParam("onBehalfOf") @Nullable String client) {
        var caller = call.caller();
        var cursor = Optional.ofNullable(after);
        var behalf = Optional.ofNullable(client);
        var seconds = seconds(wait);
        // The nonce is stored before the wait: what waits holds no transaction.
        calls.settle(caller);
        var page =
                patience.until(
                        caller.entity(),
                        Duration.ofSeconds(seconds),
                        // Each look asks for the mandate: a revocation ends the wait.
                        () ->
                                transactions.requiresNew(
                                        () -> feeds.feed(caller.entity(), behalf, cursor)),
                        found -> !found.items().isEmpty());
        return Responses.of(Answer.of(200, Page.toJson(page)));
    }

    /** Closes a notice. */
    @POST
    @Path("{id}/acknowledgement")
    public Response acknowledge(@PathParam("id") String id) {
        var content = call.optionalContent();
        var caller = call.caller();
        return Responses.of(
                calls.perform(
                        caller,
                        () -> {
                            content.ifPresent(schemas.acknowledgement()::requireValid);
                            return feeds.acknowledge(
                                    caller.entity(),
                                    content.flatMap(Parameters::client),
                                    Parameters.id(id));
                        },
                        kept -> mandated.again(caller.entity(), kept)));
    }

    private static int seconds(@Nullable String wait) {
        if (wait == null) {
            return 0;
        }
        // Integer.parseInt takes a sign, and the digits of any script.
        if (SECONDS.matcher(wait).matches() && Integer.parseInt(wait) <= MOST_WAIT_SECONDS) {
            return Integer.parseInt(wait);
        }
        throw Problem.of(
                KernelProblem.INVALID_REQUEST,
                "The parameter 'wait' is a number of seconds from 0 to %d."
                        .formatted(MOST_WAIT_SECONDS));
    }
}
