package comity.agreements.sensitivity;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A change of the sensitivity classes that somebody proposes. It never changes; another proposal
 * takes its place.
 *
 * @param base the number of the version that it changes; once there is a later one, it can only be
 *     closed
 * @param scale what would be the next version
 * @param reason one text, for people
 * @param takesEffect the stated time; empty means on approval
 * @param proposer the id of the person
 * @param decider the id of the person who approved or closed it
 */
public record Proposal(
        UUID id,
        int base,
        Scale scale,
        String reason,
        Optional<Instant> takesEffect,
        UUID proposer,
        Instant proposedAt,
        State state,
        Optional<UUID> decider,
        Optional<Instant> decidedAt) {

    /** How far it has come. */
    public enum State {
        WAITING,
        APPROVED,
        /** Taken back by the proposer, or declined by another. */
        CLOSED;

        /** As it is stored: lower case. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return Stream.of(values())
                    .filter(state -> state.code().equals(code))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
