package comity.console;

import comity.agreements.decision.ActKind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The acts by which an entity can follow what was done to a version of an agreement. Source:
 * docs/protocol.md, section 8. The front door decides again; this is what a page offers.
 */
public final class NextActs {

    /** States of a pair in which there is still something to suspend or to end. */
    private static final Set<String> ALIVE = Set.of("waiting", "in-force", "suspended");

    private NextActs() {}

    /**
     * In the order of {@link ActKind}.
     *
     * @param version as the page of an agreement has it, with its acts and pairs
     * @param entity the code of the one that looks
     */
    public static Set<ActKind> of(JsonNode version, String entity) {
        if (own(version, entity, "terminate").findAny().isPresent()) {
            return Set.of();
        }
        var next = EnumSet.noneOf(ActKind.class);
        if (Awaited.of(version, entity) != Awaited.NOTHING) {
            next.add(ActKind.SIGN);
        }
        boolean isAlive =
                version.path("pairs")
                        .valueStream()
                        .anyMatch(pair -> ALIVE.contains(pair.path("state").asString("")));
        if (isAlive) {
            // Each suspension is lifted by the next resumption: more of these hold than of those.
            boolean isSuspended =
                    own(version, entity, "suspend").count()
                            > own(version, entity, "resume").count();
            next.add(isSuspended ? ActKind.RESUME : ActKind.SUSPEND);
            next.add(ActKind.TERMINATE);
        }
        return Collections.unmodifiableSet(next);
    }

    private static Stream<JsonNode> own(JsonNode version, String entity, String kind) {
        return version.path("acts")
                .valueStream()
                .filter(act -> act.path("entity").asString("").equals(entity))
                .filter(act -> act.path("act").asString("").equals(kind));
    }
}
