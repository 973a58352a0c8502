package comity.ledger.http;

import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.ledger.LedgerSettings;
import comity.ledger.LogReaders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;

/** Lets readers of the log pass: anyone where it is public, else whom {@link LogReaders} admits. */
@Provider
@ReadersOnly
@ApplicationScoped
public class LogAccess implements ContainerRequestFilter {

    /** All readers of a public log, where nothing tells them apart. */
    private static final String ANYONE = "anyone";

    @Inject LedgerSettings settings;
    @Inject Instance<LogReaders> readers;
    @Inject LogAdmission admission;

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        if (!settings.open()) {
            if (!readers.isResolvable()) {
                throw Problem.of(KernelProblem.NOT_FOUND, "There is nothing at this address.");
            }
            readers.get().admit(request);
        }
        admission.grant(readers.isResolvable() ? readers.get().reader() : ANYONE);
    }
}
