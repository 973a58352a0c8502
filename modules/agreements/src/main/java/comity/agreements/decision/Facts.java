package comity.agreements.decision;

import java.time.Instant;
import java.util.List;

/**
 * All that a decision is made from, besides the request.
 *
 * @param at the instant for which it is made
 * @param shape of the record type asked for
 * @param agreements those that both signed; which are in force at the instant is for the decision
 */
public record Facts(
        Instant at,
        RecordShape shape,
        SensitivityClasses classes,
        List<SignedAgreement> agreements) {

    public Facts {
        agreements = List.copyOf(agreements);
    }
}
