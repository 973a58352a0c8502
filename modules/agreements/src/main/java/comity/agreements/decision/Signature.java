package comity.agreements.decision;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An entity's signature under one version, and, if it acceded by it, what the others said.
 *
 * @param at when the node accepted it
 * @param countersigned when others admitted the accession, by their codes
 * @param objected when others objected to it, by their codes
 */
public record Signature(
        Instant at,
        List<Reservation> reservations,
        Map<String, Instant> countersigned,
        Map<String, Instant> objected) {

    public Signature {
        reservations = List.copyOf(reservations);
        countersigned = Map.copyOf(countersigned);
        objected = Map.copyOf(objected);
    }

    /** One that nobody has said anything to. */
    public static Signature at(Instant at, List<Reservation> reservations) {
        return new Signature(at, reservations, Map.of(), Map.of());
    }

    Signature countersigned(String entity, Instant when) {
        return new Signature(at, reservations, with(countersigned, entity, when), objected);
    }

    Signature objected(String entity, Instant when) {
        return new Signature(at, reservations, countersigned, with(objected, entity, when));
    }

    private static Map<String, Instant> with(
            Map<String, Instant> said, String entity, Instant when) {
        var all = new HashMap<>(said);
        all.putIfAbsent(entity, when);
        return all;
    }
}
