package comity.app;

import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Pages;
import comity.kernel.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a problem outside Jakarta REST: as a page where a person looks, else as what it is. Says
 * nothing that the request says, and leaves no trace in the log.
 */
@ApplicationScoped
public class Refusals {

    /** Addresses at which programs call. */
    private static final List<String> FOR_PROGRAMS =
            List.of("/api/", "/log/", "/schemas/", "/.well-known/");

    @Inject Pages pages;

    void notFound(HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(
                request,
                response,
                Problem.of(KernelProblem.NOT_FOUND, "There is nothing at this address."));
    }

    void methodNotAllowed(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        write(
                request,
                response,
                Problem.of(
                        KernelProblem.METHOD_NOT_ALLOWED,
                        "The address does not take this method."));
    }

    void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        boolean asPage = isForPerson(request);
        response.setStatus(problem.type().status());
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(asPage ? "text/html;charset=UTF-8" : Problem.MEDIA_TYPE);
        response.getOutputStream()
                .write(
                        asPage
                                ? page(problem).getBytes(StandardCharsets.UTF_8)
                                : Json.write(problem.toJson()));
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
