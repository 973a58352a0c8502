package comity.exchange;

import comity.trust.sdjwt.Pointers;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one record discloses in one answer.
 *
 * @param sdJwt the issuer's SD-JWT with only the permitted disclosures
 * @param content the disclosed part of the record's content
 * @param elements the ids of the array elements that are disclosed
 * @param publication the record's log entry with its opening
 */
record Presentation(
        String issuer,
        UUID record,
        String sdJwt,
        JsonNode content,
        ArrayNode elements,
        ObjectNode publication) {

    RecordType.Disclosed disclosed() {
        return new RecordType.Disclosed(issuer, record, content);
    }

    /** Whether something is disclosed besides whose record it is. */
    boolean saysMoreThan(List<String> identity) {
        return !SealedRecords.leaves(content).stream().allMatch(Pointers.of(identity)::covers);
    }

    /** Adds what is disclosed to an answer's record. */
    void addTo(ObjectNode answered) {
        answered.put("sdJwt", sdJwt);
        answered.set("publication", publication);
    }
}
