package comity.client.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What comes back for every act that is logged. Source: docs/protocol.md, section 6. */
public interface Receipted {

    /** Compact JWS by the node. */
    @Nullable String receipt();

    /** The log entry, whose JCS form is the leaf. */
    @Nullable JsonNode entry();

    /** Salts and values that the receiver may know. */
    @Nullable JsonNode opening();

    /** Text in C2SP {@code tlog-proof} form, where the node waited for it. */
    @Nullable String proof();
}
