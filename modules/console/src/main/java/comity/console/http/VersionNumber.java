package comity.console.http;

import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import java.util.OptionalInt;

/** The number of a version, as an address has it. */
final class VersionNumber {

    private VersionNumber() {}

    /**
     * The one that is asked for; empty for the one that counts.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND} if it is no number
     */
    static OptionalInt wanted(String text) {
        return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(in(text));
    }

    /**
     * @throws Problem {@link KernelProblem#NOT_FOUND} if it is none
     */
    static int in(String text) {
        if (!text.matches("[1-9]\\d{0,4}")) {
            throw Problem.of(KernelProblem.NOT_FOUND, "There is no such version.");
        }
        return Integer.parseInt(text);
    }
}
