package comity.ledger.http;

import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import jakarta.enterprise.context.RequestScoped;

/** That {@link LogAccess} let the request pass: an assembly that forgets it closes the log. */
@RequestScoped
public class LogAdmission {

    private boolean granted;

    void grant() {
        granted = true;
    }

    void require() {
        if (!granted) {
            throw Problem.of(KernelProblem.NOT_FOUND, "There is nothing at this address.");
        }
    }
}
