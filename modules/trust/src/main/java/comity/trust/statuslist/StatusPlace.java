package comity.trust.statuslist;

import comity.kernel.Json;
import comity.trust.TrustException;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record's place in a status list: {@code {"status_list": {"idx", "uri"}}} in its payload.
 * Source: IETF Token Status List, section 6.
 *
 * @param uri the address of the list, which is the list's {@code sub}
 * @param index the place
 */
public record StatusPlace(String uri, int index) {

    private static final int MAX_URI = 2048;

    /** A node that serves this machine alone, such as a sandbox, has no certificate. */
    private static final Pattern LOOPBACK =
            Pattern.compile("http://(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::[0-9]{1,5})?/.*");

    /**
     * @throws TrustException {@code status-place-invalid}
     */
    public StatusPlace {
        if (uri.length() > MAX_URI
                || !(uri.startsWith("https://") || LOOPBACK.matcher(uri).matches())) {
            throw invalid("A status list's address is an HTTPS URI.");
        }
        if (index < 0 || index >= StatusList.MAX_SIZE) {
            throw invalid(
                    "A place in a status list is a number below " + StatusList.MAX_SIZE + ".");
        }
    }

    /**
     * Reads the claim {@code status}.
     *
     * @throws TrustException {@code status-place-invalid}
     */
    public static StatusPlace ofClaim(JsonNode status) {
        var list = status.path("status_list");
        var uri = list.path("uri");
        var index = list.path("idx");
        if (!status.isObject()
                || status.size() != 1
                || !list.isObject()
                || !Set.copyOf(list.propertyNames()).equals(Set.of("idx", "uri"))
                || !uri.isString()
                || !index.isIntegralNumber()
                || !index.canConvertToInt()) {
            throw invalid("The claim 'status' has not exactly a list's address and a place.");
        }
        return new StatusPlace(uri.stringValue(), index.intValue());
    }

    /** The claim {@code status}. */
    public ObjectNode toClaim() {
        var claim = Json.object();
        claim.putObject("status_list").put("idx", index).put("uri", uri);
        return claim;
    }

    private static TrustException invalid(String sentence) {
        return new TrustException("status-place-invalid", sentence);
    }
}
