package comity.schema.http;

import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.kernel.http.Public;
import comity.schema.Schemas;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

/** The published schemas, unsigned and public. Source: docs/protocol.md, section 1. */
@Public
@Path("/schemas")
@RequestScoped
public class SchemasResource {

    static final String MEDIA_TYPE = "application/schema+json";

    @Inject Schemas schemas;

    /** One schema. A version never changes, so that it can be kept for ever. */
    @GET
    @Path("/{type}/{version: [1-9][0-9]{0,3}}")
    @Produces({MEDIA_TYPE, "application/json"})
    public Response schema(@PathParam("type") String type, @PathParam("version") int version) {
        var schema =
                schemas.find(type, version)
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                KernelProblem.NOT_FOUND,
                                                "There is no such schema."));
        return Response.ok(schema.text())
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .build();
    }
}
