package comity.app;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The files of the pages, and the answer to every address that nothing else has. In place of the
 * container's own default servlet, which logs each miss, dumps the request for it, and redirects
 * folders to whatever host the caller names.
 */
@WebServlet("/")
public class StaticFiles extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Pattern FILE =
            Pattern.compile("/(?:favicon\\.ico|(?:assets|docs)(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)+)");

    private static final Map<String, String> TYPES =
            Map.of(
                    "css", "text/css;charset=UTF-8",
                    "svg", "image/svg+xml",
                    "ico", "image/x-icon",
                    "md", "text/plain;charset=UTF-8");

    @Inject transient Refusals refusals;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var path = request.getServletPath();
        var type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        // What is asked for is what is decoded: no second spelling of a file.
        if (type == null
                || !path.equals(request.getRequestURI())
                || !FILE.matcher(path).matches()) {
            refusals.notFound(request, response);
            return;
        }
        try (var file = getServletContext().getResourceAsStream(path)) {
            if (file == null) {
                refusals.notFound(request, response);
            } else if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
                response.setHeader("Allow", "GET, HEAD");
                refusals.methodNotAllowed(request, response);
            } else {
                var content = file.readAllBytes();
                response.setContentType(type);
                response.setHeader("Cache-Control", "public, max-age=300");
                response.setContentLength(content.length);
                response.getOutputStream().write(content);
            }
        }
    }
}
