package comity.agreements.http;

import comity.agreements.sensitivity.ScaleVersion;
import comity.agreements.sensitivity.Scales;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import comity.kernel.persistence.Transactions;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sensitivity classes, for every entity to read; they are changed by the node's own officers.
 * Source: docs/protocol.md, section 8.
 */
@Path("/classes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ClassesResource {

    @Inject Transactions transactions;
    @Inject Scales scales;

    /** A version whole: the one in effect, or the one named. */
    @GET
    public Response classes(@QueryParam("version") @Nullable String version) {
        return Response.ok(transactions.required(() -> named(version).toJson())).build();
    }

    /** Which class every property of every record type has. */
    @GET
    @Path("/matrix")
    public Response matrix(@QueryParam("version") @Nullable String version) {
        return Response.ok(
                        transactions.required(
                                () -> {
                                    var named = named(version);
                                    return scales.matrix(named.scale())
                                            .toJson()
                                            .put("version", named.number());
                                }))
                .build();
    }

    /** What there was, is, and is decided for later. */
    @GET
    @Path("/versions")
    public Response versions(@QueryParam("after") @Nullable String after) {
        return Response.ok(
                        Page.toJson(
                                transactions.required(
                                        () ->
                                                scales.versions(Optional.ofNullable(after))
                                                        .map(ScaleVersion::summary))))
                .build();
    }

    private ScaleVersion named(@Nullable String version) {
        if (version == null) {
            return scales.inEffect();
        }
        if (!version.matches("[1-9][0-9]{0,8}")) {
            throw Problem.of(KernelProblem.INVALID_REQUEST, "'version' is no number of a version.");
        }
        return scales.version(Integer.parseInt(version));
    }
}
