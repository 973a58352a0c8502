package comity.app;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the node can be sent requests, for everyone: {@code UP} or {@code DOWN} (503) and nothing
 * more. With what, and why not, is at the management address (docs/operations.md).
 */
@WebServlet({"/health", "/health/live", "/health/ready"})
public class Health extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject @Any @Liveness transient Instance<HealthCheck> live;
    @Inject @Any @Readiness transient Instance<HealthCheck> ready;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean isUp =
                isUp(live) && (request.getServletPath().equals("/health/live") || isUp(ready));
        response.setStatus(
                isUp ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.getOutputStream()
                .write(
                        "{\"status\":\"%s\"}"
                                .formatted(isUp ? "UP" : "DOWN")
                                .getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isUp(Instance<HealthCheck> checks) {
        return checks.stream()
                .allMatch(check -> check.call().getStatus() == HealthCheckResponse.Status.UP);
    }
}
