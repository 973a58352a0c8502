package comity.client.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a node says of itself at {@code /.well-known/comity}. Source: docs/protocol.md, section 1.
 *
 * @param name the node's name for people
 * @param version the software's version
 * @param authority the public authority that requests are signed for
 * @param signatureAlgorithms RFC 9421 names
 * @param log where the transparency log is and how it signs
 * @param links addresses of everything else
 */
public record Discovery(
        String name,
        String version,
        String authority,
        List<String> signatureAlgorithms,
        Log log,
        @Nullable Map<String, String> links) {

    /**
     * The transparency log.
     *
     * @param origin the first line of its checkpoints
     * @param prefix the address under which it is served
     * @param verifierKeys C2SP verifier keys: the log's own, and its cosigners'
     * @param maxMergeDelay seconds within which a promised entry is in the log
     */
    public record Log(
            String origin, String prefix, List<String> verifierKeys, Long maxMergeDelay) {}
}
