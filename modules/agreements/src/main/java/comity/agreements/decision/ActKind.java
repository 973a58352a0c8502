package comity.agreements.decision;

import java.util.Optional;

/** What a party can do to an agreement. Source: docs/protocol.md, section 8. */
public enum ActKind {
    SIGN("sign"),
    COUNTERSIGN("countersign"),
    OBJECT("object"),
    SUSPEND("suspend"),
    RESUME("resume"),
    TERMINATE("terminate");

    private final String code;

    ActKind(String code) {
        this.code = code;
    }

    /** The kind with this code; empty if there is none. */
    public static Optional<ActKind> of(String code) {
        for (var kind : values()) {
            if (kind.code.equals(code)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** As acts write it. */
    public String code() {
        return code;
    }

    /** Whether it is about another's accession. */
    public boolean answersAccession() {
        return this == COUNTERSIGN || this == OBJECT;
    }
}
