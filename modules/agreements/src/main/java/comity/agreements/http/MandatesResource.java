package comity.agreements.http;

import comity.agreements.Mandates;
import comity.agreements.decision.AgreementId;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Mandates of shared-service centres. Source: docs/protocol.md, section 8. */
@Path("/mandates")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MandatesResource {

    @Inject CurrentCall call;
    @Inject Calls calls;
    @Inject Mandates mandates;

    /** A draft: the content is its terms. */
    @POST
    public Response draft() {
        var caller = call.caller();
        var terms = call.content();
        return Responses.of(
                calls.perform(
                        caller, () -> Answer.of(201, mandates.draft(caller.entity(), terms))));
    }

    /** The client's grant or revocation: {@code {"act": "<JWS>"}}. */
    @POST
    @Path("/{id}/acts")
    public Response act(@PathParam("id") String id) {
        var caller = call.caller();
        var jws = AgreementsResource.actIn(call.content());
        var known =
                AgreementId.parse(id)
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                KernelProblem.NOT_FOUND,
                                                "There is no such mandate."));
        return Responses.of(
                calls.perform(
                        caller, () -> Answer.of(201, mandates.act(caller.entity(), known, jws))));
    }

    /** The entity's, as client or as centre. */
    @GET
    public Response list(@QueryParam("after") @Nullable String after) {
        var caller = call.caller();
        return Responses.of(
                calls.perform(
                        caller,
                        () ->
                                Answer.of(
                                        200,
                                        Page.toJson(
                                                mandates.list(
                                                        caller.entity(),
                                                        Optional.ofNullable(after))))));
    }
}
