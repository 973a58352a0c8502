package comity.agreements.decision;

import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What one entity asks another for, without the subject: a decision never sees it.
 *
 * @param issuer the code of the entity asked
 * @param asker the code of the entity that asks
 * @param type the record type's name, without its version
 * @param want JSON Pointers; empty means all that is permitted
 */
public record DataRequest(
        String issuer,
        String asker,
        String type,
        String purpose,
        LegalBasis legalBasis,
        Optional<Consent> consent,
        List<String> want) {

    /** Bounds what one decision costs. */
    public static final int MOST_WANTED = 200;

    /**
     * @throws Problem {@link KernelProblem#INVALID_CONTENT} naming what is wanted wrongly
     */
    public DataRequest {
        want = List.copyOf(want);
        if (want.size() > MOST_WANTED) {
            throw Problem.of(KernelProblem.INVALID_CONTENT, "Too much is wanted.")
                    .at("/want", "has more than " + MOST_WANTED + " pointers");
        }
        for (int i = 0; i < want.size(); i++) {
            if (!want.get(i).startsWith("/")) {
                throw Problem.of(KernelProblem.INVALID_CONTENT, "What is wanted is not named.")
                        .at("/want/" + i, "is no JSON Pointer to a property");
            }
        }
    }

    /** The same request to another issuer. */
    public DataRequest to(String other) {
        return new DataRequest(other, asker, type, purpose, legalBasis, consent, want);
    }

    boolean wants(String property) {
        if (want.isEmpty()) {
            return true;
        }
        for (var pointer : want) {
            if (Pointers.covers(pointer, property)) {
                return true;
            }
        }
        return false;
    }
}
