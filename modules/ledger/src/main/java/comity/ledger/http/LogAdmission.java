package comity.ledger.http;

import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** That {@link LogAccess} let the request pass: an assembly that forgets it closes the log. */
@RequestScoped
public class LogAdmission {

    private @Nullable String reader;

    void grant(String toReader) {
        reader = toReader;
    }

    /** Who was let pass: see {@link comity.ledger.LogReaders#reader}. */
    String require() {
        if (reader == null) {
            throw Problem.of(KernelProblem.NOT_FOUND, "There is nothing at this address.");
        }
        return reader;
    }
}
