package comity.agreements.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * All that a decision is made from, besides the request.
 *
 * @param at the instant for which it is made
 * @param shape of the record type asked for, each property in the class that it has by the classes
 * @param classes in the version in effect at the instant
 * @param bindings which of them join the two of the request, and are in force at the instant, is
 *     for the decision
 */
public record Facts(
        Instant at, RecordShape shape, SensitivityClasses classes, List<Binding> bindings) {

    public Facts {
        shape = classes.raised(shape);
        bindings = List.copyOf(bindings);
    }

    /** With all that agreements bind. */
    public static Facts of(
            Instant at,
            RecordShape shape,
            SensitivityClasses classes,
            Collection<SignedAgreement> agreements) {
        var bindings = new ArrayList<Binding>();
        for (var agreement : agreements) {
            for (var one : agreement.signatures().keySet()) {
                for (var other : agreement.signatures().keySet()) {
                    if (one.compareTo(other) < 0) {
                        agreement.between(one, other).ifPresent(bindings::add);
                    }
                }
            }
        }
        return new Facts(at, shape, classes, bindings);
    }
}
