package comity.parties.http;

import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import comity.kernel.http.Public;
import comity.parties.Answer;
import comity.parties.Calls;
import comity.parties.Entity;
import comity.parties.KeyRequests;
import comity.parties.Parties;
import comity.parties.PartiesProblem;
import comity.parties.RegisteredKey;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The directory, which is public, and each entity's changes of its own keys, which are signed. */
@Path("/entities")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class EntitiesResource {

    @Inject Parties parties;
    @Inject KeyRequests keyRequests;
    @Inject Calls calls;
    @Inject CurrentCall call;

    @GET
    @Public
    public ObjectNode list(@QueryParam("after") @Nullable String after) {
        return Page.toJson(parties.list(Optional.ofNullable(after)).map(EntitiesResource::view));
    }

    @GET
    @Path("/{code}")
    @Public
    public ObjectNode one(@PathParam("code") String code) {
        return view(entity(code));
    }

    @GET
    @Path("/{code}/jwks.json")
    @Public
    public ObjectNode keys(@PathParam("code") String code) {
        var json = Json.object();
        var listed = json.putArray("keys");
        parties.keysOf(entity(code).code()).forEach(key -> listed.add(key.toJson()));
        return json;
    }

    @POST
    @Path("/{code}/keys")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response register(@PathParam("code") String code) {
        return perform(code, () -> answer(201, keyRequests.register(code, call.content())));
    }

    @POST
    @Path("/{code}/keys/{thumbprint}/revocation")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response revoke(
            @PathParam("code") String code, @PathParam("thumbprint") String thumbprint) {
        return perform(
                code,
                () -> {
                    if (parties.key(thumbprint)
                            .filter(key -> key.entity().equals(code))
                            .isEmpty()) {
                        throw notFound();
                    }
                    return answer(200, keyRequests.revoke(code, thumbprint, call.content()));
                });
    }

    private Response perform(String code, Supplier<Answer> work) {
        var caller = call.caller();
        return Responses.of(
                calls.perform(
                        caller,
                        () -> {
                            if (!caller.entity().equals(code)) {
                                throw Problem.of(
                                        PartiesProblem.NOT_YOUR_ENTITY,
                                        "An entity changes its own keys only.");
                            }
                            return work.get();
                        }));
    }

    private static Answer answer(int status, RegisteredKey key) {
        var body = key.toJson().put("entity", key.entity()).put("entry", key.entry());
        return Answer.of(status, body);
    }

    private Entity entity(String code) {
        return parties.entity(code).orElseThrow(EntitiesResource::notFound);
    }

    private static ObjectNode view(Entity entity) {
        var json = entity.toJson();
        json.putObject("links").put("keys", "/api/v1/entities/" + entity.code() + "/jwks.json");
        return json;
    }

    private static Problem notFound() {
        return Problem.of(KernelProblem.NOT_FOUND, "There is nothing at this address.");
    }
}
