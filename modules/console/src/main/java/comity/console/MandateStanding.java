package comity.console;

import java.time.LocalDate;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** How a mandate stands on a day. Source: docs/protocol.md, section 8. */
public enum MandateStanding {
    /** The client has yet to grant it. */
    DRAFT,
    /** Granted; its term has yet to begin. */
    AHEAD,
    IN_FORCE,
    /** Its term has ended, granted or not. */
    OVER,
    REVOKED;

    /**
     * How one stands.
     *
     * @param mandate as the list of mandates has it
     * @param today in UTC
     */
    public static MandateStanding of(JsonNode mandate, LocalDate today) {
        var state = mandate.required("state").stringValue();
        if (state.equals("revoked")) {
            return REVOKED;
        }
        if (today.isAfter(LocalDate.parse(mandate.at("/terms/term/until").stringValue()))) {
            return OVER;
        }
        if (state.equals("draft")) {
            return DRAFT;
        }
        return today.isBefore(LocalDate.parse(mandate.at("/terms/term/from").stringValue()))
                ? AHEAD
                : IN_FORCE;
    }

    /** As its words are keyed: lower case with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
