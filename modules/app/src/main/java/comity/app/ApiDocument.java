package comity.app;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** The OpenAPI document: YAML as it was written, or JSON for who asks for that. */
@WebServlet("/openapi")
public class ApiDocument extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject transient ApiDescription description;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean asJson = isJson(request);
        response.setContentType(asJson ? "application/json" : "application/yaml");
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("Vary", "Accept");
        response.getOutputStream().write(asJson ? description.json() : description.yaml());
    }

    private static boolean isJson(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter("format"))
                .or(() -> Optional.ofNullable(request.getHeader("Accept")))
                .map(wanted -> wanted.toLowerCase(Locale.ROOT))
                .filter(wanted -> wanted.contains("json") && !wanted.contains("yaml"))
                .isPresent();
    }
}
