package comity.exchange.http;

import comity.exchange.Mandated;
import comity.exchange.Records;
import comity.kernel.Page;
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

/** An issuer's own records, and a client's. Source: docs/protocol.md, section 3. */
@Path("/records")
@RequestScoped
public class RecordsResource {

    @Inject CurrentCall call;
    @Inject Calls calls;
    @Inject Records records;
    @Inject Mandated mandated;
    @Inject ExchangeSchemas schemas;
    @Inject Proofs proofs;

    /** Publishes a record: {@code {"sdJwt": "…"}}. */
    @POST
    public Response publish(@HeaderParam("Prefer") @Nullable String prefer) {
        var content = call.content();
        var caller = call.caller();
        var answer =
                calls.perform(
                        caller,
                        () -> {
                            schemas.publication().requireValid(content);
                            return records.publish(caller.entity(), content);
                        },
                        kept -> mandated.again(caller.entity(), kept));
        return Responses.of(proofs.with(caller.entity(), answer, Optional.ofNullable(prefer)));
    }

    /** The issuer's own, the oldest first. */
    @GET
    public Response list(
            @QueryParam("type") @Nullable String type,
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
                                                records.list(
                                                        caller.entity(),
                                                        Optional.ofNullable(client),
                                                        Optional.ofNullable(type),
                                                        Optional.ofNullable(after))))));
    }

    /** One of the issuer's own, whole. */
    @GET
    @Path("{id}")
    public Response record(
            @PathParam("id") String id, @QueryParam("onBehalfOf") @Nullable String client) {
        var caller = call.caller();
        var answer =
                calls.perform(
                        caller,
                        () ->
                                Answer.of(
                                        200,
                                        records.record(
                                                caller.entity(),
                                                Optional.ofNullable(client),
                                                Parameters.id(id))));
        return Responses.of(proofs.with(caller.entity(), answer, Optional.empty()));
    }

    /** Suspends, lifts, withdraws or supersedes. */
    @POST
    @Path("{id}/status")
    public Response changeStatus(
            @PathParam("id") String id, @HeaderParam("Prefer") @Nullable String prefer) {
        var content = call.content();
        var caller = call.caller();
        var answer =
                calls.perform(
                        caller,
                        () -> {
                            schemas.statusChange().requireValid(content);
                            return records.changeStatus(
                                    caller.entity(), Parameters.id(id), content);
                        },
                        kept -> mandated.again(caller.entity(), kept));
        return Responses.of(proofs.with(caller.entity(), answer, Optional.ofNullable(prefer)));
    }
}
