package comity.schema.http;

import comity.kernel.Json;
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

    /** Every schema: its name, version, URN and title, and where it is. */
    @GET
    @Produces("application/json")
    public Response all() {
        var json = Json.object();
        var items = json.putArray("items");
        for (var schema : schemas.all()) {
            items.addObject()
                    .put("name", schema.name())
                    .put("version", schema.version())
                    .put("id", schema.urn())
                    .put("title", schema.title())
                    .put("path", schema.path());
        }
        return Response.ok(Json.write(json)).header("Cache-Control", "public, max-age=300").build();
    }

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
