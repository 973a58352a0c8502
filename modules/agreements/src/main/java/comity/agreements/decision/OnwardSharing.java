package comity.agreements.decision;

import java.util.Optional;

/** Whether a receiver may pass on what it got; the strictest first. */
public enum OnwardSharing {
    PROHIBITED("prohibited"),
    PRIOR_CONSENT("prior-consent"),
    ALLOWED("allowed");

    private final String code;

    OnwardSharing(String code) {
        this.code = code;
    }

    /** The value with this code; empty if there is none. */
    public static Optional<OnwardSharing> of(String code) {
        for (var value : values()) {
            if (value.code.equals(code)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** As terms and answers write it. */
    public String code() {
        return code;
    }

    /** The stricter of the two. */
    public OnwardSharing and(OnwardSharing other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
