package comity.console;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Where a version of an agreement can be moved by one of its parties, and what else can be written.
 * Source: docs/protocol.md, section 8. The front door decides again; this is what a page offers.
 */
public final class NextStages {

    /** The stages, as the protocol calls them. */
    public static final List<String> ALL = List.of("draft", "review", "open");

    private NextStages() {}

    /**
     * Where it can go, the way on first.
     *
     * @param version as the page of an agreement has it
     * @param entity the code of the one that looks
     */
    public static List<String> of(JsonNode version, String entity) {
        if (!isParty(version, entity)) {
            return List.of();
        }
        return switch (version.path("state").asString("")) {
            case "draft" -> List.of("review", "open");
            case "review" -> List.of("open", "draft");
            default -> List.of();
        };
    }

    /** Whether the version can still be revised. */
    public static boolean isRevisable(JsonNode version, String entity) {
        return !of(version, entity).isEmpty();
    }

    /**
     * Whether a new version can follow this one: it is the latest, and open for signature or past
     * that.
     */
    public static boolean isAmendable(JsonNode version, String entity) {
        return isParty(version, entity)
                && of(version, entity).isEmpty()
                && after(version).isEmpty();
    }

    private static Optional<Integer> after(JsonNode version) {
        int number = version.path("version").intValue();
        return version.path("versions")
                .valueStream()
                .map(each -> each.path("version").intValue())
                .filter(each -> each > number)
                .max(Integer::compare);
    }

    private static boolean isParty(JsonNode version, String entity) {
        return version.at("/terms/parties")
                .valueStream()
                .anyMatch(code -> code.asString("").equals(entity));
    }
}
