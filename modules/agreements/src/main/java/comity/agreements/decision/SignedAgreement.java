package comity.agreements.decision;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One version of an agreement and who has signed it.
 *
 * @param signedAt when the node accepted each entity's signature, by the entity's code
 */
public record SignedAgreement(
        AgreementVersion version, Terms terms, Map<String, Instant> signedAt) {

    public SignedAgreement {
        signedAt = Map.copyOf(signedAt);
    }

    /**
     * Since when it binds two entities: since both have signed and the term has begun. Empty until
     * both have signed; the instant may lie ahead.
     */
    public Optional<Instant> bindsSince(String one, String other) {
        var first = signedAt.get(one);
        var second = signedAt.get(other);
        if (first == null || second == null || one.equals(other)) {
            return Optional.empty();
        }
        var signed = first.isAfter(second) ? first : second;
        var begun = terms.term().begins();
        return Optional.of(signed.isAfter(begun) ? signed : begun);
    }

    /** Whether it is in force between two entities at an instant. */
    public boolean isInForceBetween(String one, String other, Instant at) {
        return bindsSince(one, other).filter(since -> !at.isBefore(since)).isPresent()
                && at.isBefore(terms.term().ends());
    }
}
