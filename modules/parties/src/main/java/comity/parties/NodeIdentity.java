package comity.parties;

import java.net.URI;
import java.util.Locale;

/**
 * What this node is called in public.
 *
 * @param name such as {@code comity.example.org}, for people
 * @param version of the software
 * @param origin the public address without a path, such as {@code https://comity.example.org}:
 *     configured, never taken from a request
 */
public record NodeIdentity(String name, String version, URI origin) {

    public NodeIdentity {
        var host = origin.getHost();
        if (name.isBlank()
                || host == null
                || !Identifiers.isHost(host)
                || !("https".equals(origin.getScheme()) || "http".equals(origin.getScheme()))
                || !origin.getRawPath().isEmpty()
                || origin.getRawQuery() != null
                || origin.getRawFragment() != null
                || origin.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The node's public address is not one: write it like https://comity.example.org,"
                            + " without a path, and give the node a name.");
        }
    }

    /** The public authority, which signatures cover: lower case, without a default port. */
    public String authority() {
        return normalized(origin.getRawAuthority(), origin.getScheme());
    }

    /** Whether a request for this authority is for this node. */
    public boolean isAuthority(String addressed) {
        return normalized(addressed, origin.getScheme()).equals(authority());
    }

    /**
     * Whether a request for this host and port is for this node. The default port may be that of
     * the other scheme: behind a proxy that ends TLS, the server sees plain HTTP.
     */
    public boolean isAuthority(String host, int port) {
        return isAuthority(host + ":" + port) || ((port == 80 || port == 443) && isAuthority(host));
    }

    /** The absolute address of a path on this node. */
    public URI address(String path) {
        return URI.create(origin.getScheme() + "://" + authority() + path);
    }

    /** RFC 9421, section 2.2.3: lower case, the default port omitted. */
    private static String normalized(String authority, String scheme) {
        var lower = authority.toLowerCase(Locale.ROOT);
        var port = "https".equals(scheme) ? ":443" : ":80";
        return lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
    }
}
