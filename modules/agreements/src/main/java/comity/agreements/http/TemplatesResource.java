package comity.agreements.http;

import comity.agreements.Agreements;
import comity.agreements.template.Template;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Templates of agreements. Source: docs/agreements.md, "Templates". */
@Path("/templates")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TemplatesResource {

    @Inject CurrentCall call;
    @Inject Calls calls;
    @Inject Agreements agreements;

    /** Those that the node carries, without their clauses. */
    @GET
    public Response list() {
        return Response.ok(
                        Page.toJson(
                                new Page<>(
                                        agreements.templates().all().stream()
                                                .map(Template::summary)
                                                .toList(),
                                        Optional.empty())))
                .build();
    }

    /** One of them, whole. */
    @GET
    @Path("/{id}")
    public Response template(@PathParam("id") String id) {
        return Response.ok(
                        agreements
                                .templates()
                                .template(id)
                                .map(Template::toJson)
                                .orElseThrow(
                                        () ->
                                                Problem.of(
                                                        KernelProblem.NOT_FOUND,
                                                        "There is no such template.")))
                .build();
    }

    /** The terms that it makes of parameters: what a draft is made of. Keeps nothing. */
    @POST
    @Path("/{id}/terms")
    public Response fill(@PathParam("id") String id) {
        var content = call.content();
        return Responses.of(
                calls.perform(call.caller(), () -> Answer.of(200, agreements.fill(id, content))));
    }
}
