package comity.agreements.paper;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * One version of an agreement, and what was done on it.
 *
 * @param digest of the terms
 * @param draftedBy the code of an entity
 * @param names of the entities that the terms admit, by their codes
 * @param acts in the order of time
 */
public record PaperFacts(
        UUID agreement,
        int version,
        String digest,
        JsonNode terms,
        String draftedBy,
        Instant draftedAt,
        SortedMap<String, String> names,
        List<Done> acts) {

    /**
     * An act.
     *
     * @param act its code
     * @param signatory who signed it for the entity
     * @param accession the entity whose accession it is about, or nothing
     * @param leaf of its log entry
     * @param reservations each as it was signed
     */
    public record Done(
            String act,
            String entity,
            String signatory,
            String accession,
            Instant at,
            String leaf,
            List<String> reservations) {}

    /** As of when these are the facts. */
    Instant dated() {
        return acts.isEmpty() ? draftedAt : acts.get(acts.size() - 1).at();
    }
}
