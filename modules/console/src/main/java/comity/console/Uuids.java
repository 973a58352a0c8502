package comity.console;

import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import java.util.UUID;

/** Ids as addresses carry them. */
final class Uuids {

    private Uuids() {}

    /**
     * Reads one in the form in which it is written.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND}: what is no id names nothing
     */
    static UUID of(String text) {
        try {
            var id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException none) {
            // As one that names nothing.
        }
        throw Problem.of(KernelProblem.NOT_FOUND, "Nothing has this id.");
    }
}
