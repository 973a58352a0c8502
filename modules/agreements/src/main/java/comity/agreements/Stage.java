package comity.agreements;

import java.util.Optional;

/** How far a text has come before it is signed. From the last one there is no way back. */
enum Stage {
    DRAFT("draft"),
    REVIEW("review"),
    OPEN("open");

    private final String code;

    Stage(String code) {
        this.code = code;
    }

    /** The stage with this code; empty if there is none. */
    static Optional<Stage> of(String code) {
        for (var stage : values()) {
            if (stage.code.equals(code)) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }

    String code() {
        return code;
    }
}
