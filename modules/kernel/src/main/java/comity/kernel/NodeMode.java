package comity.kernel;

import java.util.Locale;

/** What a node's data is: real, or fictional and open to anyone who tries things out. */
public enum NodeMode {
    PRODUCTION,
    SANDBOX;

    /** As settings and the database write it: lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
