package comity.exchange.http;

import comity.exchange.Mandated;
import comity.exchange.Records;
import comity.exchange.status.StatusLists;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.kernel.http.Public;
import comity.kernel.persistence.Transactions;
import comity.parties.Calls;
import comity.parties.http.CurrentCall;
import comity.parties.http.Responses;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Status lists: public, and their places. Source: docs/protocol.md, section 7. */
@Path("/status-lists")
@RequestScoped
public class StatusListsResource {

    @Inject CurrentCall call;
    @Inject Calls calls;
    @Inject StatusLists lists;
    @Inject Records records;
    @Inject Mandated mandated;
    @Inject Transactions transactions;
    @Inject ExchangeSchemas schemas;

    /** A list as a signed token (Token Status List). */
    @GET
    @Path("{id}")
    @Public
    public Response token(@PathParam("id") String id) {
        var token =
                transactions
                        .required(() -> lists.token(Parameters.id(id)))
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                KernelProblem.NOT_FOUND,
                                                "There is nothing at this address."));
        return Response.ok(
                        token.getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                        "application/statuslist+jwt")
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=5")
                .build();
    }

    /** Reserves places for records that their issuer signs itself. */
    @POST
    @Path("places")
    public Response reserve() {
        var content = call.content();
        var caller = call.caller();
        return Responses.of(
                calls.perform(
                        caller,
                        () -> {
                            schemas.placeReservation().requireValid(content);
                            return records.reservePlaces(caller.entity(), content);
                        },
                        kept -> mandated.again(caller.entity(), kept)));
    }
}
