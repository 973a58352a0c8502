package comity.client.verify;

import comity.trust.TrustException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What was checked, in order, and whether it held. Filled by the checks of this package. */
public final class Findings {

    /**
     * One check.
     *
     * @param sentence what holds if it passed, in a person's words
     * @param passed whether it does
     * @param reason why not: a stable code, empty if it passed
     */
    public record Check(String sentence, boolean passed, String reason) {}

    private final List<Check> checks = new ArrayList<>();

    /** All checks, in order. */
    public List<Check> checks() {
        return List.copyOf(checks);
    }

    /** Whether something was checked and everything held. */
    public boolean passed() {
        return !checks.isEmpty() && checks.stream().allMatch(Check::passed);
    }

    /**
     * That everything held.
     *
     * @throws TrustException {@code verification-failed}, naming the first check that did not
     */
    public void require() {
        if (checks.isEmpty()) {
            throw new TrustException("verification-failed", "Nothing was checked.");
        }
        for (var check : checks) {
            if (!check.passed()) {
                throw new TrustException(
                        "verification-failed",
                        "Not true: %s (%s)".formatted(check.sentence(), check.reason()));
            }
        }
    }

    /** Notes a check; one that throws has failed, for the reason thrown. */
    boolean check(String sentence, BooleanSupplier holds) {
        var reason = "does-not-hold";
        boolean passed = false;
        try {
            passed = holds.getAsBoolean();
        } catch (TrustException refused) {
            reason = refused.reason();
        } catch (RuntimeException malformed) {
            // Whatever another party sent in a shape that nobody foresaw has not been proved.
            reason = "malformed";
        }
        checks.add(new Check(sentence, passed, passed ? "" : reason));
        return passed;
    }

    /** Notes a check that cannot be made because something is missing. */
    void missing(String sentence, String reason) {
        checks.add(new Check(sentence, false, reason));
    }
}
