package comity.kernel;

import java.util.List;

/** Settings with which a node cannot start. The message says, a line each, what to change. */
public final class InvalidSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidSettings(List<String> complaints) {
        super(String.join(System.lineSeparator(), complaints));
    }
}
