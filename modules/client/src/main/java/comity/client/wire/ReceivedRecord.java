package comity.client.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A record as it was disclosed.
 *
 * @param id the record's {@code jti}
 * @param sdJwt a presentation with only the permitted disclosures; absent where the content may no
 *     longer be shown
 * @param publication the record's place in the log
 * @param obligations what the receiver owes
 * @param elements the ids of the array elements that are disclosed
 * @param properties the pointers that the terms disclose
 */
public record ReceivedRecord(
        String id,
        @Nullable String sdJwt,
        @Nullable Publication publication,
        @Nullable Obligations obligations,
        @Nullable List<String> elements,
        @Nullable List<String> properties) {

    /**
     * The publication's log entry, what of it the receiver may know, and its proof.
     *
     * @param proof text in C2SP {@code tlog-proof} form
     * @param mandate of a record that a centre published for its issuer: {@code terms}, and {@code
     *     grant}, the issuer's signed act over their digest
     */
    public record Publication(
            JsonNode entry, JsonNode opening, @Nullable String proof, @Nullable JsonNode mandate) {}

    /**
     * What the terms ask of the receiver.
     *
     * @param retainUntil the last day on which the copy may be kept
     */
    public record Obligations(
            String purpose,
            String retainUntil,
            @Nullable String onwardSharing,
            @Nullable String commercialUse,
            @Nullable Long breachNoticeHours) {}
}
