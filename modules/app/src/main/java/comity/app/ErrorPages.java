package comity.app;

import comity.kernel.Ids;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Pages;
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
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Answers what no resource answers: with a page where a person looks, else with a problem. Says
 * nothing that the request or an exception says.
 */
@WebServlet("/errors")
public class ErrorPages extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = System.getLogger(ErrorPages.class.getName());

    /** Addresses at which programs call. */
    private static final List<String> FOR_PROGRAMS =
            List.of("/api/", "/log/", "/schemas/", "/.well-known/");

    @Inject transient Pages pages;
    @Inject transient Ids ids;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var problem = problem(request);
        response.setStatus(problem.type().status());
        response.setHeader("Cache-Control", "no-store");
        boolean asPage = isForPerson(request);
        response.setContentType(asPage ? "text/html;charset=UTF-8" : Problem.MEDIA_TYPE);
        response.getOutputStream()
                .write(
                        asPage
                                ? page(problem).getBytes(StandardCharsets.UTF_8)
                                : Json.write(problem.toJson()));
    }

    private Problem problem(HttpServletRequest request) {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            return Problem.of(KernelProblem.NOT_FOUND, "There is nothing at this address.");
        }
        var status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return switch (status) {
            case 400 -> Problem.of(KernelProblem.INVALID_REQUEST, "The request is malformed.");
            case 401, 403, 404 ->
                    Problem.of(KernelProblem.NOT_FOUND, "There is nothing at this address.");
            case 405, 501 ->
                    Problem.of(
                            KernelProblem.METHOD_NOT_ALLOWED,
                            "The address does not take this method.");
            case 413 ->
                    Problem.of(
                            KernelProblem.CONTENT_TOO_LARGE,
                            "The content is larger than any that the node takes.");
            case 503 -> Problem.of(KernelProblem.UNAVAILABLE, "The node cannot answer now.");
            default -> unforeseen(request);
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

    private static boolean isForPerson(HttpServletRequest request) {
        var address = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var path = address == null ? request.getRequestURI() : address;
        var accept = request.getHeader("Accept");
        return FOR_PROGRAMS.stream().noneMatch(path::startsWith)
                && accept != null
                && accept.contains("text/html");
    }

    private String page(Problem problem) {
        return pages.page(
                problem.type().title(),
                """
                <h1>%s</h1>
                <p class="lead">%s</p>
                <p><a href="/">To the start page</a></p>
                """
                        .formatted(
                                Pages.escape(problem.type().title()),
                                Pages.escape(problem.detail())));
    }
}
