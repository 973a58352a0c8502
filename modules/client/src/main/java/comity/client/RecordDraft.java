package comity.client;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an issuer is about to state.
 *
 * @param type the record type's name, such as {@code background-verification}
 * @param version of the type
 * @param content valid under the type's schema
 * @param expiresAt from when on it is not answered any more
 */
public record RecordDraft(
        String type, int version, ObjectNode content, Optional<Instant> expiresAt) {

    /** One without an end. */
    public static RecordDraft of(String type, int version, ObjectNode content) {
        return new RecordDraft(type, version, content, Optional.empty());
    }

    /** The {@code vct} of the record. */
    public String urn() {
        return "urn:comity:type:" + type + ":" + version;
    }
}
