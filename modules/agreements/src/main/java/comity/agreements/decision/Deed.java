package comity.agreements.decision;

import java.time.Instant;
import java.util.List;

/**
 * An act that was accepted, as the decision needs it.
 *
 * @param version the one that it names; suspending, resuming and terminating count for all
 * @param entity who acted
 * @param at when the node accepted it
 * @param accession the entity whose accession it is about; empty for other acts
 * @param reservations of a signature
 */
public record Deed(
        int version,
        ActKind act,
        String entity,
        Instant at,
        String accession,
        List<Reservation> reservations) {

    public Deed {
        reservations = List.copyOf(reservations);
    }
}
