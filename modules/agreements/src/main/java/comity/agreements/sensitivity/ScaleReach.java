package comity.agreements.sensitivity;

import java.util.List;

/**
 * What a change of the sensitivity classes reaches in a module above this one: the extension point
 * for whoever keeps what classes apply to. Implementations are CDI beans and join the caller's
 * transaction.
 */
public interface ScaleReach {

    /**
     * What would be decided differently.
     *
     * @param changed record types and properties whose class, or whose class's controls, change
     * @param viewer whose own may be shown as examples, and of whom or what counts are
     */
    List<Reached> reached(List<PropertyChange> changed, Viewer viewer);

    /**
     * A count of things of one kind, and some of them.
     *
     * @param kind such as {@code records}: lower case with hyphens
     * @param examples ids, at most {@link Impact#EXAMPLES}, nothing personal
     */
    record Reached(String kind, long count, List<String> examples) {

        public Reached {
            examples = List.copyOf(examples);
        }
    }
}
