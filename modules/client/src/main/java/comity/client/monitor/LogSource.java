package comity.client.monitor;

import comity.client.Comity;
import comity.client.ProblemException;
import comity.trust.TrustException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Where a log is read. An extension point: a mirror or a saved copy is as good as the node, since
 * nothing is believed before it is hashed.
 */
@FunctionalInterface
public interface LogSource {

    /**
     * What is served below the log's address.
     *
     * @param path such as {@code checkpoint} or {@code tile/entries/000.p/17}
     * @return empty if there is nothing there
     */
    Optional<byte[]> read(String path, Map<String, String> query);

    /** The log of a node. */
    static LogSource of(Comity comity) {
        return (path, query) -> {
            try {
                return Optional.of(comity.log(path, query));
            } catch (ProblemException refused) {
                if (refused.status() == 404) {
                    return Optional.empty();
                }
                throw refused;
            }
        };
    }

    /**
     * What must be there.
     *
     * @throws TrustException {@code log-incomplete}
     */
    default byte[] require(String path) {
        return read(path, Map.of())
                .orElseThrow(
                        () ->
                                new TrustException(
                                        "log-incomplete", "The log does not serve " + path + "."));
    }

    /** The proof that a leaf is in the log, unless it is not there yet. */
    default Optional<String> proof(String leaf) {
        return read("proof", Map.of("leaf", leaf))
                .map(text -> new String(text, StandardCharsets.UTF_8));
    }
}
