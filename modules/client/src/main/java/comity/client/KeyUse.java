package comity.client;

import java.util.Locale;

/** What an entity's key signs. Source: docs/protocol.md, section 1. */
public enum KeyUse {
    HTTP,
    RECORD,
    AGREEMENT;

    /** As it is written in a key set. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
