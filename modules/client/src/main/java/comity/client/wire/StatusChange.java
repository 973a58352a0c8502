package comity.client.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer says of its own record. Source: docs/protocol.md, section 3.
 *
 * @param status the new one: suspended, valid, withdrawn or superseded
 * @param reasonCode from the protocol's list
 * @param note stays with the issuer
 * @param supersededBy the record that takes its place
 * @param changed ids of the elements concerned
 */
public record StatusChange(
        String status,
        String reasonCode,
        @Nullable String note,
        @Nullable String supersededBy,
        @Nullable List<String> changed) {}
