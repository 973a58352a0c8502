package comity.agreements.decision;

import java.util.Optional;
import java.util.UUID;

/** Names an agreement: a UUID version 7, ordered as its text is. */
public record AgreementId(UUID value) implements Comparable<AgreementId> {

    /** Reads the canonical text of an id; empty if it is none. */
    public static Optional<AgreementId> parse(String text) {
        try {
            var value = UUID.fromString(text);
            // UUID.fromString also takes shortened groups, which are no second name for the same.
            return value.toString().equals(text)
                    ? Optional.of(new AgreementId(value))
                    : Optional.empty();
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(AgreementId other) {
        // UUID.compareTo compares signed halves, which is not the order of the text.
        int high =
                Long.compareUnsigned(
                        value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(
                        value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
