package comity.client;

import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * How to reach a node, and as whom.
 *
 * @param node scheme and authority, such as {@code https://comity.example.org}
 * @param keys the entity's, of which messages take the one for {@code http}
 * @param authority the public authority that requests are signed for, where the node is reached
 *     under another name; never taken from the node itself, which could have a request passed on
 * @param pinned what is believed of the node; without it, what it says when it is first reached
 * @param clock for the time of signatures
 * @param random for nonces and salts
 */
public record Connection(
        URI node,
        EntityKeys keys,
        Optional<String> authority,
        Optional<NodeTrust> pinned,
        InstantSource clock,
        SecureRandom random) {

    public Connection {
        var scheme = node.getScheme();
        if (node.getRawAuthority() == null
                || !("http".equals(scheme) || "https".equals(scheme))
                || !(node.getRawPath().isEmpty() || node.getRawPath().equals("/"))) {
            throw new IllegalArgumentException(
                    "The node's address is written like https://comity.example.org, without a path;"
                            + " it is "
                            + node);
        }
    }

    /** To this node, as this entity, with the system's clock, pinning at first sight. */
    public static Connection to(URI node, EntityKeys keys) {
        return new Connection(
                node,
                keys,
                Optional.empty(),
                Optional.empty(),
                InstantSource.system(),
                new SecureRandom());
    }

    /** The same, believing this of the node and nothing else. */
    public Connection pinning(NodeTrust trust) {
        return new Connection(node, keys, authority, Optional.of(trust), clock, random);
    }

    /** The same, for a node whose public authority is another than the one in its address. */
    public Connection forAuthority(String name) {
        return new Connection(node, keys, Optional.of(name), pinned, clock, random);
    }

    /** RFC 9421, section 2.2.3: lower case, the default port omitted. */
    String signedAuthority() {
        var written = authority.orElse(node.getRawAuthority()).toLowerCase(Locale.ROOT);
        var port = "https".equals(node.getScheme()) ? ":443" : ":80";
        return written.endsWith(port)
                ? written.substring(0, written.length() - port.length())
                : written;
    }
}
