package comity.client;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a party does to an agreement. Source: docs/protocol.md, section 8, "Acts". */
public enum ActKind {
    SIGN,
    COUNTERSIGN,
    OBJECT,
    SUSPEND,
    RESUME,
    TERMINATE;

    /** As it is written in an act. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it says which accession it is about. */
    public boolean answersAccession() {
        return this == COUNTERSIGN || this == OBJECT;
    }

    static Optional<ActKind> of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }
}
