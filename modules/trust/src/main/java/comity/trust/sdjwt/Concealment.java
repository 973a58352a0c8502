package comity.trust.sdjwt;

import comity.kernel.Json;
import comity.trust.Base64Url;
import comity.trust.TrustException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes a content apart into disclosures. Source: RFC 9901, sections 4.2 and 6. */
final class Concealment {

    /** "128 bits … is RECOMMENDED": RFC 9901, section 9.3. */
    static final int SALT_BYTES = 16;

    private final Set<String> own;
    private final SecureRandom random;

    /**
     * @param own the pointers of all that has a disclosure of its own
     */
    Concealment(Set<String> own, SecureRandom random) {
        this.own = own;
        this.random = random;
    }

    /**
     * The content with digests where something was taken out, which is added to {@code
     * disclosures}, each before what was taken out of it.
     */
    ObjectNode conceal(ObjectNode content, List<Disclosure> disclosures) {
        return object(content, "", disclosures);
    }

    private JsonNode value(JsonNode value, String at, List<Disclosure> disclosures) {
        if (value instanceof ObjectNode object) {
            return object(object, at, disclosures);
        }
        return value instanceof ArrayNode array ? array(array, at, disclosures) : value;
    }

    private ObjectNode object(ObjectNode object, String at, List<Disclosure> disclosures) {
        var concealed = Json.object();
        // "The Issuer MUST hide the original order of the claims in the array": sorted by digest.
        var digests = new TreeSet<String>();
        for (var member : object.properties()) {
            var name = member.getKey();
            if (Disclosure.isReserved(name)) {
                throw new TrustException(
                        "content-reserved-name", "A member of the content has a reserved name.");
            }
            var pointer = Pointers.child(at, name);
            var below = new ArrayList<Disclosure>();
            var value = value(member.getValue(), pointer, below);
            if (own.contains(pointer)) {
                var disclosure = Disclosure.property(salt(), name, value);
                digests.add(disclosure.digest());
                disclosures.add(disclosure);
            } else {
                concealed.set(name, value);
            }
            disclosures.addAll(below);
        }
        if (!digests.isEmpty()) {
            var array = concealed.putArray("_sd");
            digests.forEach(array::add);
        }
        return concealed;
    }

    private ArrayNode array(ArrayNode array, String at, List<Disclosure> disclosures) {
        var concealed = Json.array();
        for (int i = 0; i < array.size(); i++) {
            var pointer = Pointers.child(at, i);
            var below = new ArrayList<Disclosure>();
            var value = value(array.get(i), pointer, below);
            if (own.contains(pointer)) {
                var disclosure = Disclosure.element(salt(), value);
                concealed.addObject().put("...", disclosure.digest());
                disclosures.add(disclosure);
            } else {
                concealed.add(value);
            }
            disclosures.addAll(below);
        }
        return concealed;
    }

    private String salt() {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return Base64Url.encode(salt);
    }
}
