package comity.exchange.http;

import comity.exchange.Approvals;
import comity.kernel.Page;
import comity.parties.Answer;
import comity.parties.Calls;
import comity.parties.http.CurrentCall;
import comity.parties.http.Responses;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What awaits an issuer's approval. Source: docs/protocol.md, section 4, "Approval". */
@Path("/approvals")
@RequestScoped
public class ApprovalsResource {

    @Inject CurrentCall call;
    @Inject Calls calls;
    @Inject Approvals approvals;

    /** The issuer's own, or a client's, in the order in which it was asked. */
    @GET
    public Response list(
            @QueryParam("after") @Nullable String after,
            @QueryParam("onBehalfOf") @Nullable String client) {
        var caller = call.caller();
        return Responses.of(
                calls.perform(
                        caller,
                        () ->
                                Answer.of(
                                        200,
                                        Page.toJson(
                                                approvals.list(
                                                        caller.entity(),
                                                        Optional.ofNullable(client),
                                                        Optional.ofNullable(after))))));
    }
}
