package comity.parties.http;

import comity.kernel.Problem;
import comity.parties.PartiesProblem;

/** What a request gets that nobody signed, where a signature is needed. */
final class Unsigned {

    private Unsigned() {}

    static Problem missing() {
        return Problem.of(
                PartiesProblem.SIGNATURE_MISSING, "This address answers signed requests only.");
    }
}
