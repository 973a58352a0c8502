package comity.trust.statuslist;

import comity.kernel.Json;
import comity.trust.TrustException;
import java.util.Set;
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

    /**
     * @throws TrustException {@code status-place-invalid}
     */
    public StatusPlace {
        if (!uri.startsWith("https://") || uri.length() > MAX_URI) {
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
