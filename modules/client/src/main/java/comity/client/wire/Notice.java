package comity.client.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that an entity must know. Source: docs/protocol.md, section 5.
 *
 * @param id stable, also over retries
 * @param kind such as {@code record-status}
 * @param at RFC 3339, UTC
 * @param issuer code of the record's issuer
 * @param record the record concerned
 * @param supersededBy the record that takes its place
 * @param changed ids of the elements concerned that were disclosed to this recipient
 * @param agreement that was suspended, resumed or ended, or that will end or is to be reviewed
 * @param version of that agreement
 * @param entity who suspended, resumed or ended it
 * @param due RFC 3339 full-date: the last day of its term, or its day of review
 * @param until RFC 3339 full-date: by when copies are to be returned or erased
 * @param exchange that awaits the recipient's approval, or has come to its end
 * @param decideBy RFC 3339, UTC: until when the recipient may approve
 * @param centre who did for its client what is told
 * @param onBehalfOf the client whose notice it is, where its centre reads it
 * @param acknowledgedThrough the centre that acknowledged it for the recipient
 */
public record Notice(
        String id,
        String kind,
        @Nullable String at,
        @Nullable String issuer,
        @Nullable String record,
        @Nullable String status,
        @Nullable String reasonCode,
        @Nullable String supersededBy,
        @Nullable List<String> changed,
        @Nullable String agreement,
        @Nullable Long version,
        @Nullable String entity,
        @Nullable String due,
        @Nullable String until,
        @Nullable String exchange,
        @Nullable String decideBy,
        @Nullable String centre,
        @Nullable String mandate,
        @Nullable String onBehalfOf,
        @Nullable String acknowledgedAt,
        @Nullable Through acknowledgedThrough) {

    /** A centre that acted for its client, and the mandate that let it. */
    public record Through(String centre, String mandate) {}
}
