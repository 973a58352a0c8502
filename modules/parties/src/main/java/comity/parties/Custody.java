package comity.parties;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who keeps a key's private half. Source: docs/protocol.md, section 1. */
public enum Custody {
    /** The entity itself. */
    ENTITY,
    /** This node, for an entity without a system of its own. */
    NODE;

    /** As the protocol writes it: lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The custody with this code. */
    public static Optional<Custody> of(String code) {
        return Stream.of(values()).filter(custody -> custody.code().equals(code)).findFirst();
    }
}
