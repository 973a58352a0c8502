package comity.app;

import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses requests that a proxy in front could read otherwise than this server does: whose they
 * are, or where they end. The connection is closed, since what follows on it may be the hidden half
 * of such a request. Two things the server decides by itself before this sees them, and closes the
 * connection after the answer: of two different lengths it takes the first, and of a length beside
 * chunks the chunks. Source: RFC 9112, sections 3.2 and 6.3.
 */
public class FramingGuard extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** Of RFC 9110 and RFC 5789; whether an address takes one is the address's to say. */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    private static final Set<String> WITH_CONTENT = Set.of("POST", "PUT", "PATCH");

    @Inject transient Refusals refusals;

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!METHODS.contains(request.getMethod())) {
            response.setHeader("Connection", "close");
            refusals.methodNotAllowed(request, response);
            return;
        }
        var ambiguity = ambiguity(request);
        if (ambiguity.isEmpty()) {
            if (mayEndElsewhere(request)) {
                response.setHeader("Connection", "close");
            }
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Connection", "close");
        refusals.write(
                request, response, Problem.of(KernelProblem.INVALID_REQUEST, ambiguity.get()));
    }

    private static Optional<String> ambiguity(HttpServletRequest request) {
        var hosts = lines(request, "Host");
        // A claim: a request line may also say HTTP/2.0, and is read as version 1.
        boolean isVersion1 = request.getProtocol().startsWith("HTTP/1");
        if (hosts.size() > 1 || (isVersion1 && (hosts.isEmpty() || hosts.get(0).isBlank()))) {
            return Optional.of("A request has one Host.");
        }
        var lengths = lines(request, "Content-Length");
        // Beside the length that a request of version 2 has, the server lists its own, the same.
        if ((isVersion1 ? lengths.size() : Set.copyOf(lengths).size()) > 1) {
            return Optional.of("A request has one Content-Length at most.");
        }
        var codings = lines(request, "Transfer-Encoding");
        if (codings.size() > 1
                || codings.stream()
                        .anyMatch(coding -> !coding.strip().equalsIgnoreCase("chunked"))) {
            return Optional.of("The one Transfer-Encoding is chunked.");
        }
        return Optional.empty();
    }

    /**
     * No length is no content (RFC 9112, section 6.3), and some clients send it so; but the server
     * also drops a Content-Length that is no number, and would take the content for a request. And
     * of the size of a chunk it takes the lowest 32 bits, so that a chunk ends for it where it does
     * not for others. Version 2 has no Connection: the server leaves it out there.
     */
    private static boolean mayEndElsewhere(HttpServletRequest request) {
        return !lines(request, "Transfer-Encoding").isEmpty()
                || (WITH_CONTENT.contains(request.getMethod())
                        && lines(request, "Content-Length").isEmpty());
    }

    private static List<String> lines(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }
}
