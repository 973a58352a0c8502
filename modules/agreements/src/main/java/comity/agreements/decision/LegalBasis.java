package comity.agreements.decision;

import java.util.Optional;

/** Why personal data may be processed at all. Source: docs/protocol.md, section 4. */
public enum LegalBasis {
    CONSENT("consent"),
    BEST_INTERESTS("best-interests"),
    MANDATE("mandate"),
    OTHER("other");

    private final String code;

    LegalBasis(String code) {
        this.code = code;
    }

    /** The basis with this code; empty if there is none. */
    public static Optional<LegalBasis> of(String code) {
        for (var basis : values()) {
            if (basis.code.equals(code)) {
                return Optional.of(basis);
            }
        }
        return Optional.empty();
    }

    /** As the protocol writes it. */
    public String code() {
        return code;
    }
}
