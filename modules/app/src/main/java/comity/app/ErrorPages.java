package comity.app;

import comity.kernel.Ids;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.kernel.http.Trace;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Answers where the container refuses or something breaks. Says nothing that the request or an
 * exception says.
 */
@WebServlet("/errors")
public class ErrorPages extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = System.getLogger(ErrorPages.class.getName());

    @Inject transient Refusals refusals;
    @Inject transient Ids ids;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        refusals.write(request, response, problem(request));
    }

    private Problem problem(HttpServletRequest request) {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            return Problem.of(KernelProblem.NOT_FOUND, "There is nothing at this address.");
        }
        var status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return switch (status) {
            case 401, 403, 404 ->
                    Problem.of(KernelProblem.NOT_FOUND, "There is nothing at this address.");
            case 405, 501 ->
                    Problem.of(
                            KernelProblem.METHOD_NOT_ALLOWED,
                            "The address does not take this method.");
            case 406 ->
                    Problem.of(
                            KernelProblem.NOT_ACCEPTABLE,
                            "The address has no such representation.");
            case 413 ->
                    Problem.of(
                            KernelProblem.CONTENT_TOO_LARGE,
                            "The content is larger than any that the node takes.");
            case 415 ->
                    Problem.of(
                            KernelProblem.UNSUPPORTED_MEDIA_TYPE,
                            "The address does not take this media type.");
            case 503 -> Problem.of(KernelProblem.UNAVAILABLE, "The node cannot answer now.");
            // What the container refuses of a request is no incident of the node.
            default ->
                    status >= 400 && status < 500
                            ? Problem.of(KernelProblem.INVALID_REQUEST, "The request is malformed.")
                            : unforeseen(request);
        };
    }

    private Problem unforeseen(HttpServletRequest request) {
        var incident = ids.next().toString();
        LOG.log(
                Level.ERROR,
                "Incident {0}\n{1}",
                incident,
                request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure
                        ? Trace.of(failure)
                        : "without an exception");
        return Problem.of(
                        KernelProblem.INTERNAL_ERROR,
                        "The node's log says more under the incident's id.")
                .with("incident", Json.object().stringNode(incident));
    }
}
