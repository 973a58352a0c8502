package comity.agreements.decision;

import java.time.Period;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One level of sensitivity, and what comes with it wherever a property has it. Source: design,
 * "Sensitivity".
 *
 * @param code as schemas and terms write it
 * @param rank a higher rank is more sensitive; no two classes share one
 */
public record SensitivityClass(String code, int rank, Controls controls) {

    /**
     * What a class demands.
     *
     * @param consent the subject's consent is needed, whatever the legal basis
     * @param approval a person at the issuer must approve each disclosure
     * @param secondPerson a change of the class needs a second person
     * @param longestRetention how long a receiver may keep a copy at most
     * @param purposes the only purposes allowed; empty means every one
     * @param breachNoticeHours the longest time to give notice of a breach
     */
    public record Controls(
            boolean consent,
            boolean approval,
            boolean secondPerson,
            Optional<Period> longestRetention,
            OnwardSharing onwardSharing,
            Set<String> purposes,
            OptionalInt breachNoticeHours) {

        /** Nothing is demanded. */
        public static final Controls NONE =
                new Controls(
                        false,
                        false,
                        false,
                        Optional.empty(),
                        OnwardSharing.ALLOWED,
                        Set.of(),
                        OptionalInt.empty());

        public Controls {
            purposes = Set.copyOf(purposes);
        }

        boolean allows(String purpose) {
            return purposes.isEmpty() || purposes.contains(purpose);
        }

        public boolean allowsAny(Collection<String> agreed) {
            return agreed.stream().anyMatch(this::allows);
        }
    }
}
