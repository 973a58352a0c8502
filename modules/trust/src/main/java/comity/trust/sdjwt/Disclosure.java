package comity.trust.sdjwt;

import comity.kernel.Json;
import comity.kernel.JsonLimits;
import comity.kernel.Problem;
import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.TrustException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * The salted value of one property or array element. Source: RFC 9901, section 4.2.
 *
 * @param encoded base64url, as it stands in the SD-JWT
 * @param digest base64url SHA-256 over {@code encoded}
 * @param name the property's name; an array's element has none
 * @param value with the digests of what is disclosed below it
 */
record Disclosure(String encoded, String digest, Optional<String> name, JsonNode value) {

    private static final JsonLimits LIMITS = JsonLimits.REQUEST;

    static Disclosure property(String salt, String name, JsonNode value) {
        return encode(Json.array().add(salt).add(name).add(value), Optional.of(name), value);
    }

    static Disclosure element(String salt, JsonNode value) {
        return encode(Json.array().add(salt).add(value), Optional.empty(), value);
    }

    private static Disclosure encode(ArrayNode array, Optional<String> name, JsonNode value) {
        var encoded = Base64Url.encode(Json.write(array));
        return new Disclosure(encoded, Digests.sha256Text(encoded), name, value);
    }

    /**
     * Reads a disclosure.
     *
     * @throws TrustException {@code base64url-invalid} or {@code disclosure-malformed}
     */
    static Disclosure parse(String encoded) {
        var array = array(Base64Url.decode(encoded));
        if (!array.get(0).isString()) {
            throw malformed("A disclosure's salt is not a string.");
        }
        var digest = Digests.sha256Text(encoded);
        if (array.size() == 2) {
            return new Disclosure(encoded, digest, Optional.empty(), array.get(1));
        }
        if (!array.get(1).isString() || isReserved(array.get(1).stringValue())) {
            throw malformed("A disclosure's name is not a string, or is a reserved one.");
        }
        var name = Optional.of(array.get(1).stringValue());
        return new Disclosure(encoded, digest, name, array.get(2));
    }

    /** The salt of a disclosure that {@link #parse} took. */
    static String salt(String encoded) {
        return array(Base64Url.decode(encoded)).get(0).stringValue();
    }

    /**
     * RFC 9901, section 4.2.1: "It MUST NOT be _sd, ..., or a claim name existing in the object".
     */
    static boolean isReserved(String name) {
        return name.equals("_sd") || name.equals("...");
    }

    private static ArrayNode array(byte[] text) {
        try {
            if (Json.read(text, LIMITS) instanceof ArrayNode array
                    && (array.size() == 2 || array.size() == 3)) {
                return array;
            }
        } catch (Problem notStrictJson) {
            throw malformed("A disclosure is not strict JSON.");
        }
        throw malformed("A disclosure is not an array of two or three.");
    }

    private static TrustException malformed(String sentence) {
        return new TrustException("disclosure-malformed", sentence);
    }
}
