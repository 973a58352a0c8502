package comity.exchange.http;

import comity.exchange.Exchanges;
import comity.exchange.Mandated;
import comity.parties.Calls;
import comity.parties.http.CurrentCall;
import comity.parties.http.Responses;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rehearsals: what would be decided, without a subject. Source: docs/protocol.md, section 4. */
@Path("/decisions")
@RequestScoped
public class DecisionsResource {

    @Inject CurrentCall call;
    @Inject Calls calls;
    @Inject Exchanges exchanges;
    @Inject Mandated mandated;
    @Inject Proofs proofs;

    @POST
    public Response rehearse(@HeaderParam("Prefer") @Nullable String prefer) {
        var content = call.content();
        var caller = call.caller();
        var answer =
                calls.perform(
                        caller,
                        () -> exchanges.rehearse(caller.entity(), content),
                        kept -> mandated.again(caller.entity(), kept));
        return Responses.of(proofs.with(caller.entity(), answer, Optional.ofNullable(prefer)));
    }
}
