package comity.console;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a version of an agreement waits for from an entity. Source: docs/protocol.md, section 8:
 * texts are signed once they are open, and an older one no more once a later one is.
 */
public enum Awaited {
    NOTHING,
    /** It is a party and has not signed. */
    SIGNATURE,
    /** It may sign as one that accedes, and has not. */
    ACCESSION;

    private static final Set<String> OPEN =
            Set.of("open", "partly-signed", "signed", "in-force", "suspended");

    /**
     * What one version waits for.
     *
     * @param version one version, as the list or the page of an agreement has it; an accession is
     *     told from a page only, which has the terms
     * @param entity the code of the one that looks
     */
    public static Awaited of(JsonNode version, String entity) {
        if (!OPEN.contains(version.path("state").asString(""))
                || newestOpen(version) > version.path("version").intValue()) {
            return NOTHING;
        }
        return standing(version, entity)
                .map(party -> party.has("signedAt") ? NOTHING : SIGNATURE)
                .orElse(isEligible(version, entity) ? ACCESSION : NOTHING);
    }

    /** The number of the newest version that can be or was signed; 0 if none can. */
    public static int newestOpen(JsonNode agreement) {
        int newest = 0;
        for (var each : agreement.path("versions")) {
            var state = each.path("state").asString("");
            if (!state.equals("draft") && !state.equals("review")) {
                newest = Math.max(newest, each.path("version").intValue());
            }
        }
        return newest;
    }

    private static Optional<JsonNode> standing(JsonNode version, String entity) {
        for (var party : version.path("parties")) {
            if (party.path("entity").asString("").equals(entity)) {
                return Optional.of(party);
            }
        }
        return Optional.empty();
    }

    private static boolean isEligible(JsonNode version, String entity) {
        for (var code : version.at("/terms/accession/eligible")) {
            if (code.asString("").equals(entity)) {
                return true;
            }
        }
        return false;
    }
}
