package comity.agreements.sensitivity;

/**
 * Who looks at what a change of the sensitivity classes would do. An entity learns nothing of
 * others' affairs, not even how many they are. Source:
 * docs/decisions/0020-the-operator-approves-classes.md.
 *
 * @param entity the code of the entity whose own may be counted and shown; empty for nobody's
 * @param countsAll whether counts are the whole node's, for who runs it; else the entity's own
 */
public record Viewer(String entity, boolean countsAll) {

    /** Who runs the node and belongs to no entity there: all counts, no examples. */
    public static final Viewer NODE = new Viewer("", true);

    /** Somebody of an entity. */
    public static Viewer of(String entity) {
        return new Viewer(entity, false);
    }

    /** Whether something between two is the entity's own. */
    boolean isOneOf(String one, String other) {
        return entity.equals(one) || entity.equals(other);
    }
}
