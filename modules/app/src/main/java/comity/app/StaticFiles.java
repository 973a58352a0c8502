package comity.app;

import comity.kernel.Pages;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The files of the pages, the documentation as pages, and the answer to every address that nothing
 * else has. In place of the container's own default servlet, which logs each miss, dumps the
 * request for it, and redirects folders to whatever host the caller names.
 */
@WebServlet("/")
public class StaticFiles extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Pattern FILE =
            Pattern.compile("/(?:favicon\\.ico|(?:assets|docs)(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)+)");

    /** A page of the documentation, as its source without the suffix; a folder is its README. */
    private static final Pattern PAGE =
            Pattern.compile("/docs/(?:[A-Za-z0-9_-]+/)*(?:[A-Za-z0-9_-]+)?");

    private static final String TEXT = "text/plain;charset=UTF-8";

    private static final Map<String, String> TYPES =
            Map.of(
                    "css",
                    "text/css;charset=UTF-8",
                    "svg",
                    "image/svg+xml",
                    "ico",
                    "image/x-icon",
                    "json",
                    "application/json",
                    "http",
                    TEXT,
                    "md",
                    TEXT,
                    "mjs",
                    TEXT,
                    "txt",
                    TEXT);

    @Inject transient Refusals refusals;
    @Inject transient Pages pages;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var path = request.getServletPath();
        // What is asked for is what is decoded: no second spelling of a file.
        if (!path.equals(request.getRequestURI())) {
            refusals.notFound(request, response);
        } else if (PAGE.matcher(path).matches()) {
            var source = (path.endsWith("/") ? path + "README" : path) + ".md";
            send(request, response, source, "text/html;charset=UTF-8");
        } else {
            var type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
            if (type == null || !FILE.matcher(path).matches()) {
                refusals.notFound(request, response);
            } else {
                send(request, response, path, type);
            }
        }
    }

    private void send(
            HttpServletRequest request, HttpServletResponse response, String path, String type)
            throws IOException {
        try (var file = getServletContext().getResourceAsStream(path)) {
            if (file == null) {
                refusals.notFound(request, response);
            } else if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
                response.setHeader("Allow", "GET, HEAD");
                refusals.methodNotAllowed(request, response);
            } else {
                var stored = file.readAllBytes();
                var content = type.startsWith("text/html") ? asPage(stored) : stored;
                response.setContentType(type);
                response.setHeader("Cache-Control", "public, max-age=300");
                response.setContentLength(content.length);
                response.getOutputStream().write(content);
            }
        }
    }

    private byte[] asPage(byte[] markdown) {
        return DocumentationPage.of(pages, new String(markdown, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
    }
}
