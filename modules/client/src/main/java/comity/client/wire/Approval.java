package comity.client.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What awaits an issuer's approval. Source: docs/protocol.md, section 4, "Approval".
 *
 * @param exchange its id, by which it is decided
 * @param asker who would get it
 * @param centre who asks for the asker under a mandate
 * @param decideBy RFC 3339, UTC: nobody can approve afterwards
 * @param consent as far as it concerns the issuer: {@code reference}, {@code givenAt}, …
 * @param properties pointers that an approval would disclose
 * @param records of which
 */
public record Approval(
        String exchange,
        String asker,
        @Nullable String centre,
        @Nullable String mandate,
        String at,
        String decideBy,
        String type,
        String purpose,
        String legalBasis,
        @Nullable JsonNode consent,
        Decision decision,
        List<String> properties,
        List<Awaited> records) {

    /** One of the issuer's own records, and the ids of its elements that would be disclosed. */
    public record Awaited(String id, List<String> elements) {

        public Awaited {
            elements = List.copyOf(elements);
        }
    }

    public Approval {
        properties = List.copyOf(properties);
        records = List.copyOf(records);
    }
}
