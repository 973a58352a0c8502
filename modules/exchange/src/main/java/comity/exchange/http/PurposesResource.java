package comity.exchange.http;

import comity.exchange.Purposes;
import comity.kernel.http.Public;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What may be asked for. Source: docs/protocol.md, section 4. */
@Public
@Path("/purposes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PurposesResource {

    @Inject Purposes purposes;

    @GET
    public Response list() {
        return Response.ok(purposes.document())
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .build();
    }
}
