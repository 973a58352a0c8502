package comity.agreements.sensitivity;

import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A class that a proposal adds, removes or changes.
 *
 * @param members of the class's document and of its controls, that change
 */
public record ClassChange(String code, Kind kind, Set<String> members) {

    /** What becomes of it. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED;

        /** As documents write it: lower case. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ClassChange {
        members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
    }
}
