package comity.agreements.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What an entity did to an agreement that it signed, for all of its own pairs.
 *
 * @param suspensions in the order of time; the last one may still last
 * @param ended when it terminated; {@link Instant#MAX} if it did not
 */
public record Conduct(List<Suspension> suspensions, Instant ended) {

    /** It did nothing. */
    public static final Conduct NONE = new Conduct(List.of(), Instant.MAX);

    /**
     * A time during which nothing passes.
     *
     * @param by the entity that suspended
     * @param until exclusive; {@link Instant#MAX} while it lasts
     */
    public record Suspension(String by, Instant from, Instant until) {

        boolean holdsAt(Instant at) {
            return !at.isBefore(from) && at.isBefore(until);
        }
    }

    public Conduct {
        suspensions = List.copyOf(suspensions);
    }

    /** Whether it suspended and has not resumed. */
    public boolean isSuspended() {
        return !suspensions.isEmpty()
                && suspensions.get(suspensions.size() - 1).until().equals(Instant.MAX);
    }

    /** Whether it terminated. */
    public boolean hasEnded() {
        return !ended.equals(Instant.MAX);
    }

    Conduct suspended(String by, Instant at) {
        if (isSuspended()) {
            return this;
        }
        var all = new ArrayList<>(suspensions);
        all.add(new Suspension(by, at, Instant.MAX));
        return new Conduct(all, ended);
    }

    Conduct resumed(Instant at) {
        if (!isSuspended()) {
            return this;
        }
        var all = new ArrayList<>(suspensions);
        var last = all.remove(all.size() - 1);
        all.add(new Suspension(last.by(), last.from(), at));
        return new Conduct(all, ended);
    }

    Conduct ended(Instant at) {
        return hasEnded() ? this : new Conduct(suspensions, at);
    }
}
