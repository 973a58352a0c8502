package comity.kernel;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Instants as every database keeps them. */
public final class Times {

    private Times() {}

    /** Now, in whole microseconds: an answer and a later read of the same row must not differ. */
    public static Instant now(InstantSource clock) {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
