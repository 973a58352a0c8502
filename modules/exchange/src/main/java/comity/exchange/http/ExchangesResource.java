package comity.exchange.http;

import comity.exchange.Approvals;
import comity.exchange.Exchanges;
import comity.exchange.Mandated;
import comity.parties.Answer;
import comity.parties.Calls;
import comity.parties.http.CurrentCall;
import comity.parties.http.Responses;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asking, deciding what waits, and declaring what was done with the answer. Source:
 * docs/protocol.md, section 4.
 */
@Path("/exchanges")
@RequestScoped
public class ExchangesResource {

    @Inject CurrentCall call;
    @Inject Calls calls;
    @Inject Exchanges exchanges;
    @Inject Approvals approvals;
    @Inject Mandated mandated;
    @Inject ExchangeSchemas schemas;
    @Inject Proofs proofs;

    /** Asks. A retry gets the stored answer, with content only where it still may be shown. */
    @POST
    public Response ask(@HeaderParam("Prefer") @Nullable String prefer) {
        var content = call.content();
        var caller = call.caller();
        var answer =
                calls.perform(
                        caller,
                        () -> exchanges.ask(caller.entity(), content),
                        stored -> exchanges.again(caller.entity(), stored));
        return Responses.of(proofs.with(caller.entity(), answer, Optional.ofNullable(prefer)));
    }

    /**
     * An exchange: whole for its asker, its own answer for an issuer whose record was disclosed or
     * awaits its approval.
     */
    @GET
    @Path("{id}")
    public Response exchange(
            @PathParam("id") String id, @QueryParam("onBehalfOf") @Nullable String client) {
        var caller = call.caller();
        var answer =
                calls.perform(
                        caller,
                        () ->
                                Answer.of(
                                        200,
                                        exchanges.exchange(
                                                caller.entity(),
                                                Optional.ofNullable(client),
                                                Parameters.id(id))));
        return Responses.of(proofs.with(caller.entity(), answer, Optional.empty()));
    }

    /** The issuer approves, or refuses with a reason. */
    @POST
    @Path("{id}/decision")
    public Response decide(
            @PathParam("id") String id, @HeaderParam("Prefer") @Nullable String prefer) {
        var content = call.content();
        var caller = call.caller();
        var answer =
                calls.perform(
                        caller,
                        () -> {
                            schemas.decision().requireValid(content);
                            return approvals.decide(caller.entity(), Parameters.id(id), content);
                        },
                        kept -> mandated.again(caller.entity(), kept));
        return Responses.of(proofs.with(caller.entity(), answer, Optional.ofNullable(prefer)));
    }

    /** Declares reliance, or that there was none. */
    @POST
    @Path("{id}/reliance")
    public Response rely(
            @PathParam("id") String id, @HeaderParam("Prefer") @Nullable String prefer) {
        var content = call.content();
        var caller = call.caller();
        var answer =
                calls.perform(
                        caller,
                        () -> {
                            schemas.reliance().requireValid(content);
                            return exchanges.rely(caller.entity(), Parameters.id(id), content);
                        },
                        kept -> mandated.again(caller.entity(), kept));
        return Responses.of(proofs.with(caller.entity(), answer, Optional.ofNullable(prefer)));
    }
}
