package comity.client.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a rehearsal takes as given: "on 1 March, if this draft were in force?" An exchange supposes
 * nothing. Source: docs/protocol.md, section 4, "POST /decisions".
 *
 * @param at RFC 3339, UTC: for when; absent for now
 * @param agreement the id of a text that the caller may see: as if all whom its terms admit had
 *     signed it without reservations
 * @param version of that text; absent for the latest
 * @param asker the code of another who would ask this entity, and this entity alone; absent for its
 *     own question
 */
public record Supposition(
        @Nullable String at,
        @Nullable String agreement,
        @Nullable Long version,
        @Nullable String asker) {

    /**
     * @throws IllegalArgumentException for a version of no agreement
     */
    public Supposition {
        if (version != null && agreement == null) {
            throw new IllegalArgumentException("A version is of an agreement: name it.");
        }
    }

    /** That it is then, and what is signed is what is signed now. */
    public static Supposition at(Instant time) {
        return new Supposition(time.toString(), null, null, null);
    }

    /** That the latest version of an agreement is in force. */
    public static Supposition signed(String agreement) {
        return new Supposition(null, agreement, null, null);
    }

    /** That this version of an agreement is in force. */
    public static Supposition signed(String agreement, long version) {
        return new Supposition(null, agreement, version, null);
    }

    /** That another entity asks this one: "may WFP receive it from us?" */
    public static Supposition askedBy(String asker) {
        return new Supposition(null, null, null, asker);
    }

    /** The same, at another time than now. */
    public Supposition on(Instant time) {
        return new Supposition(time.toString(), agreement, version, asker);
    }

    /** The same, as another entity would ask this one. */
    public Supposition by(String other) {
        return new Supposition(at, agreement, version, other);
    }
}
