package comity.exchange;

import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * For whom a call is made.
 *
 * @param entity whose act it is: the caller, or the client that it acts for
 * @param through who carries it out for another; empty where entities act for themselves
 */
record Acting(String entity, Optional<Through> through) {

    /** The centre that acts, and what it may by. */
    record Through(String centre, UUID mandate) {

        /** Names both. */
        ObjectNode addTo(ObjectNode told) {
            return told.put("centre", centre).put("mandate", mandate.toString());
        }
    }

    static Acting through(String entity, String centre, UUID mandate) {
        return new Acting(entity, Optional.of(new Through(centre, mandate)));
    }

    static Acting own(String entity) {
        return new Acting(entity, Optional.empty());
    }
}
