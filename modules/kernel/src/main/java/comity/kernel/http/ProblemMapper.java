package comity.kernel.http;

import comity.kernel.Ids;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.kernel.persistence.DatabaseFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Answers everything that goes wrong as RFC 9457 says. What nobody foresaw is logged once, under an
 * incident id that the answer carries, and says nothing more.
 */
@Provider
@ApplicationScoped
public class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

    @Inject Ids ids;

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof WebApplicationException refused) {
            return ofContainer(refused);
        }
        return answer(problem(failure));
    }

    private Problem problem(Throwable failure) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        if (DatabaseFailure.isConflict(failure) || DatabaseFailure.isOutage(failure)) {
            LOG.log(
                    Level.WARNING,
                    "The database could not do a call's work\n{0}",
                    Trace.of(failure));
            return Problem.of(
                            KernelProblem.UNAVAILABLE,
                            "The database did not answer for this work: repeat it with the same Idempotency-Key.")
                    .withHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        var incident = ids.next().toString();
        LOG.log(Level.ERROR, "Incident {0}\n{1}", incident, Trace.of(failure));
        return Problem.of(
                        KernelProblem.INTERNAL_ERROR,
                        "The node's log says more under the incident's id.")
                .with("incident", Json.object().stringNode(incident));
    }

    /** What Jakarta REST itself refuses: an unknown address, a method, a media type. */
    private Response ofContainer(WebApplicationException refused) {
        var response = refused.getResponse();
        int status = response.getStatus();
        if (status < 400) {
            return response;
        }
        if (status >= 500) {
            return answer(problem(refused.getCause() == null ? refused : refused.getCause()));
        }
        var problem =
                switch (status) {
                    case 404 ->
                            Problem.of(
                                    KernelProblem.NOT_FOUND, "There is nothing at this address.");
                    case 405 ->
                            Problem.of(
                                    KernelProblem.METHOD_NOT_ALLOWED,
                                    "The address does not take this method.");
                    case 406 ->
                            Problem.of(
                                    KernelProblem.NOT_ACCEPTABLE,
                                    "The address has no such representation.");
                    case 415 ->
                            Problem.of(
                                    KernelProblem.UNSUPPORTED_MEDIA_TYPE,
                                    "The call does not take this media type.");
                    default ->
                            Problem.of(
                                    KernelProblem.INVALID_REQUEST,
                                    "A parameter or header is malformed.");
                };
        var allow = response.getHeaderString(HttpHeaders.ALLOW);
        return answer(allow == null ? problem : problem.withHeader(HttpHeaders.ALLOW, allow));
    }

    private static Response answer(Problem problem) {
        var response =
                Response.status(problem.type().status())
                        .type(Problem.MEDIA_TYPE)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .entity(Json.write(problem.toJson()));
        problem.headers().forEach(response::header);
        return response.build();
    }
}
