package comity.client.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one entity asks for, for one purpose. Source: docs/protocol.md, section 4.
 *
 * @param type the record type's name
 * @param purpose from the node's list
 * @param legalBasis {@code consent}, {@code best-interests}, {@code mandate} or {@code other}
 * @param consent where the person consented
 * @param subject as the type's query schema says; absent when rehearsing
 * @param want JSON Pointers; absent for all that is permitted
 * @param from codes of entities to ask; absent for every one that an agreement in force connects
 * @param notTo codes of entities neither asked nor told
 * @param onBehalfOf the client of a shared-service centre
 * @param reference the asker's own case number
 */
public record DataRequest(
        String type,
        String purpose,
        String legalBasis,
        @Nullable Consent consent,
        @Nullable JsonNode subject,
        @Nullable List<String> want,
        @Nullable List<String> from,
        @Nullable List<String> notTo,
        @Nullable String onBehalfOf,
        @Nullable String reference) {

    /** The same, asked by a shared-service centre for a client. */
    public DataRequest onBehalfOf(String client) {
        return new DataRequest(
                type, purpose, legalBasis, consent, subject, want, from, notTo, client, reference);
    }

    /** The same without its subject, for a rehearsal. */
    public DataRequest withoutSubject() {
        return new DataRequest(
                type, purpose, legalBasis, consent, null, want, from, notTo, onBehalfOf, null);
    }
}
