package comity.agreements.decision;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One version of an agreement as the oracle reads it.
 *
 * @param acts on any version, in the order of time
 */
record Paper(String id, int version, JsonNode terms, List<Done> acts) {

    /**
     * An act.
     *
     * @param on whose accession it is about, or nothing
     * @param reservations a JSON array
     */
    record Done(
            String act, int version, String entity, Instant at, String on, JsonNode reservations) {}
}
