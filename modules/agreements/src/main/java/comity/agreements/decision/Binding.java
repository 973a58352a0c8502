package comity.agreements.decision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One version of an agreement as it binds two entities.
 *
 * @param since the instant may lie ahead
 * @param ended when one of them terminated; {@link Instant#MAX} if neither did
 * @param suspensions of either
 * @param reservations of either
 */
public record Binding(
        AgreementVersion version,
        Terms terms,
        String one,
        String other,
        Instant since,
        Instant ended,
        List<Conduct.Suspension> suspensions,
        List<Reservation> reservations) {

    public Binding {
        suspensions = List.copyOf(suspensions);
        reservations = List.copyOf(reservations);
    }

    /**
     * Of each agreement the version that binds two entities at an instant: the latest that has
     * begun to. An older one never comes back.
     */
    public static Collection<Binding> latest(
            List<Binding> bindings, String one, String other, Instant at) {
        if (bindings.size() < 2) {
            return bindings.stream().filter(each -> each.binds(one, other, at)).toList();
        }
        Map<AgreementId, Binding> latest = new TreeMap<>();
        for (var binding : bindings) {
            if (binding.binds(one, other, at)) {
                latest.merge(
                        binding.version().agreement(),
                        binding,
                        (known, next) ->
                                next.version().number() > known.version().number() ? next : known);
            }
        }
        return latest.values();
    }

    private boolean binds(String first, String second, Instant at) {
        return ((one.equals(first) && other.equals(second))
                        || (one.equals(second) && other.equals(first)))
                && !at.isBefore(since);
    }

    /** Whether its term has ended, or one of the two has terminated. */
    public boolean isOverAt(Instant at) {
        return !at.isBefore(ended) || !at.isBefore(terms.term().ends());
    }

    /** Whether one of the two has suspended it. */
    public boolean isSuspendedAt(Instant at) {
        for (var suspension : suspensions) {
            if (suspension.holdsAt(at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is in force and lets one of the two disclose to the other. */
    boolean letsFlow(String from, String to, Instant at) {
        return !isOverAt(at) && !isSuspendedAt(at) && terms.letsFlow(from, to);
    }

    /** The last day on which a copy may be kept that was disclosed at an instant. */
    LocalDate retainedUntil(Instant disclosedAt) {
        var until = terms.retainedUntil(disclosedAt);
        for (var reservation : reservations) {
            if (reservation.retention().isPresent()) {
                var shorter = Terms.daysAfter(disclosedAt, reservation.retention().get());
                until = shorter.isBefore(until) ? shorter : until;
            }
        }
        return until;
    }
}
