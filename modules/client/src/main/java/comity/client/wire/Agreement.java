package comity.client.wire;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An agreement, drafted or in force. Source: docs/protocol.md, section 8.
 *
 * @param termsDigest base64url SHA-256 of the terms' JCS form
 * @param state where the agreement stands
 * @param pairs how it stands between the caller and each other that has signed
 * @param acts what the parties have signed
 */
public record Agreement(
        String id,
        Long version,
        String termsDigest,
        @Nullable String state,
        @Nullable JsonNode terms,
        @Nullable List<Pair> pairs,
        @Nullable List<Act> acts,
        @Nullable String receipt,
        @Nullable JsonNode entry,
        @Nullable JsonNode opening,
        @Nullable String proof)
        implements Receipted {

    /**
     * The caller and another.
     *
     * @param with the other's code
     * @param state {@code waiting}, {@code in-force}, {@code superseded}, {@code suspended}, {@code
     *     ended} or {@code expired}
     * @param since RFC 3339, UTC: from when on the version binds the two
     */
    public record Pair(String with, String state, @Nullable String since) {}

    /**
     * One act of a party, as the node lists it.
     *
     * @param accession the code of the one that acceded, where the act answers an accession
     * @param at RFC 3339, UTC
     * @param jws what the entity signed
     * @param leaf of its log entry: base64url
     */
    public record Act(
            @Nullable String entity,
            @Nullable String act,
            @Nullable Long version,
            @Nullable String accession,
            @Nullable String at,
            @Nullable String jws,
            @Nullable String leaf) {}

    /** What was signed; none of a draft, or in an answer that does not list it. */
    public List<Act> actsOrNone() {
        return acts == null ? List.of() : acts;
    }

    /** How it stands between the caller and another; empty while one of them has not signed. */
    public Optional<String> stateWith(String entity) {
        return pairs == null
                ? Optional.empty()
                : pairs.stream()
                        .filter(pair -> pair.with().equals(entity))
                        .map(Pair::state)
                        .findFirst();
    }
}
