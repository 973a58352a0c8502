package comity.app;

import comity.kernel.Recent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

    /** Checks take a connection of the pool that the calls need, and anyone may ask. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** A check that takes longer is no good sign. */
    private static final Duration USABLE = Duration.ofSeconds(5);

    @Inject @Any @Liveness transient Instance<HealthCheck> live;
    @Inject @Any @Readiness transient Instance<HealthCheck> ready;

    private final transient Recent<Boolean> isLive =
            new Recent<>(() -> isUp(live), false, FRESH, USABLE, System::nanoTime);
    private final transient Recent<Boolean> isReady =
            new Recent<>(() -> isUp(ready), false, FRESH, USABLE, System::nanoTime);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean isUp =
                isLive.get() && (request.getServletPath().equals("/health/live") || isReady.get());
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
