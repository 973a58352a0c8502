package comity.ledger.http;

import comity.ledger.PromiseMonitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the log keeps what receipts promise: a node that cannot should promise no more. */
@Readiness
@ApplicationScoped
public class LogHealth implements HealthCheck {

    @Inject PromiseMonitor monitor;

    @Override
    public HealthCheckResponse call() {
        var standing = monitor.standing();
        var response =
                HealthCheckResponse.named("log")
                        .status(standing.isKept())
                        .withData("overdue", standing.overdue())
                        .withData("broken", monitor.brokenCount());
        standing.since().ifPresent(since -> response.withData("since", since.toString()));
        return response.build();
    }
}
