package comity.console.http;

import comity.kernel.KernelProblem;
import comity.kernel.Problem;

/** The number of a version, as an address has it. */
final class VersionNumber {

    private VersionNumber() {}

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
