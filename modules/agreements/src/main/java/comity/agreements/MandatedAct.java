package comity.agreements;

import java.util.Optional;

/** What a centre can be mandated to do. Source: docs/protocol.md, section 8. */
public enum MandatedAct {
    /** Records, and their status. */
    PUBLISH("publish"),
    ASK("ask"),
    APPROVE("approve"),
    RELY("rely"),
    ACKNOWLEDGE("acknowledge");

    private final String code;

    MandatedAct(String code) {
        this.code = code;
    }

    /** The act with this code; empty if there is none. */
    public static Optional<MandatedAct> of(String code) {
        for (var act : values()) {
            if (act.code.equals(code)) {
                return Optional.of(act);
            }
        }
        return Optional.empty();
    }

    /** As mandates write it. */
    public String code() {
        return code;
    }
}
