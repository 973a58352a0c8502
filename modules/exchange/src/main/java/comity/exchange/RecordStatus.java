package comity.exchange;

import java.util.Arrays;
import java.util.Optional;

/**
 * The status of a record, and its value in a status list. Source: docs/protocol.md, sections 3 and
 * 7.
 */
public enum RecordStatus {
    VALID("valid", 0),
    WITHDRAWN("withdrawn", 1),
    SUPERSEDED("superseded", 1),
    SUSPENDED("suspended", 2);

    private final String code;
    private final int listed;

    RecordStatus(String code, int listed) {
        this.code = code;
        this.listed = listed;
    }

    /** The status that a code names. */
    public static Optional<RecordStatus> of(String code) {
        return Arrays.stream(values()).filter(status -> status.code.equals(code)).findFirst();
    }

    /** As it is written in requests, answers and notices. */
    public String code() {
        return code;
    }

    /** Its two bits in a status list. */
    public int listed() {
        return listed;
    }

    /** Whether a record of this status can become of the next: the last two are final. */
    public boolean canBecome(RecordStatus next) {
        return switch (this) {
            case VALID -> next != VALID;
            case SUSPENDED -> next != SUSPENDED;
            case WITHDRAWN, SUPERSEDED -> false;
        };
    }
}
