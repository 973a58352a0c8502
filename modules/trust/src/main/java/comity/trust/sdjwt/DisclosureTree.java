package comity.trust.sdjwt;

import comity.kernel.Json;
import comity.kernel.JsonLimits;
import comity.trust.TrustException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts disclosures back where their digests stand, and refuses what does not fit. Source: RFC 9901,
 * section 7.1, step 3.
 */
final class DisclosureTree {

    /** What a record's payload says of itself and what no disclosure may say instead. */
    private static final Set<String> NEVER_DISCLOSED =
            Set.of("iss", "jti", "iat", "nbf", "exp", "vct", "status", "act", "cnf", "_sd_alg");

    private static final int ROOT = -1;

    private final List<Disclosure> disclosures;
    private final Map<String, Integer> byDigest = new HashMap<>();
    private final Set<String> digestsSeen = new HashSet<>();
    private final String[] pointers;
    private final int[] parents;
    private final boolean[] inner;
    private final Set<String> inClear = new LinkedHashSet<>();
    private int members;

    private DisclosureTree(List<Disclosure> disclosures) {
        this.disclosures = disclosures;
        this.pointers = new String[disclosures.size()];
        this.parents = new int[disclosures.size()];
        this.inner = new boolean[disclosures.size()];
        Arrays.fill(pointers, "");
    }

    /**
     * Opens a payload with all of its disclosures.
     *
     * @throws TrustException {@code disclosure-…} or {@code sd-jwt-…}
     */
    static Opened open(ObjectNode payload, List<Disclosure> disclosures) {
        var tree = new DisclosureTree(disclosures);
        tree.indexByDigest();
        tree.requireDigestAlgorithm(payload);
        var claims = Json.object();
        var hidden = Json.object();
        for (var member : payload.properties()) {
            var target = SdJwt.CLAIMS.contains(member.getKey()) ? claims : hidden;
            target.set(member.getKey(), member.getValue());
        }
        hidden.remove("_sd_alg");
        requireNothingHidden(claims);
        var content = tree.object(hidden, "", ROOT, 1);
        hidden.propertyNames().stream()
                .filter(name -> !name.equals("_sd"))
                .forEach(name -> tree.inClear.add(Pointers.child("", name)));
        tree.requireAllReferenced();
        int hiddenDigests = tree.digestsSeen.size() - disclosures.size();
        return new Opened(claims, content, tree.places(), tree.inClear, hiddenDigests);
    }

    private void indexByDigest() {
        for (int i = 0; i < disclosures.size(); i++) {
            if (byDigest.put(disclosures.get(i).digest(), i) != null) {
                throw refused("disclosure-repeated", "A disclosure stands twice.");
            }
        }
    }

    private void requireDigestAlgorithm(ObjectNode payload) {
        var algorithm = payload.get("_sd_alg");
        if (algorithm == null
                || !algorithm.isString()
                || !algorithm.stringValue().equals("sha-256")) {
            throw refused("sd-jwt-digest-algorithm", "The digest algorithm is not sha-256.");
        }
    }

    /** The claims stand in the clear, whole: "_sd" and "..." have no place below them. */
    private static void requireNothingHidden(JsonNode claims) {
        for (var name : List.of("_sd", "...")) {
            if (claims.findValue(name) != null) {
                throw refused("sd-jwt-claim-hidden", "A claim holds a digest.");
            }
        }
    }

    /** "If any Disclosure was not referenced by digest value … the SD-JWT MUST be rejected." */
    private void requireAllReferenced() {
        for (var disclosure : disclosures) {
            if (!digestsSeen.contains(disclosure.digest())) {
                throw refused("disclosure-unreferenced", "No digest refers to a disclosure.");
            }
        }
    }

    private JsonNode value(JsonNode value, String at, int owner, int depth) {
        if (value instanceof ObjectNode object) {
            return object(object, at, owner, depth);
        }
        return value instanceof ArrayNode array ? array(array, at, owner, depth) : value;
    }

    private ObjectNode object(ObjectNode object, String at, int owner, int depth) {
        requireDepth(depth);
        var opened = Json.object();
        for (var member : object.properties()) {
            var name = member.getKey();
            if (name.equals("...")) {
                throw refused("sd-jwt-reserved-name", "A member has a reserved name.");
            }
            if (!name.equals("_sd")) {
                count();
                var pointer = Pointers.child(at, name);
                opened.set(name, value(member.getValue(), pointer, owner, depth + 1));
            }
        }
        var digests = object.get("_sd");
        if (digests != null) {
            opened.propertyNames().forEach(name -> inClear.add(Pointers.child(at, name)));
            properties(digests, opened, at, owner, depth);
        }
        return opened;
    }

    private void properties(JsonNode digests, ObjectNode opened, String at, int owner, int depth) {
        if (!digests.isArray()) {
            throw refused("sd-jwt-malformed", "The digests are not an array.");
        }
        // In the order of the disclosures, which is the issuer's: digests are sorted to hide it.
        var found = new TreeSet<Integer>();
        for (var digest : digests) {
            int disclosed = find(digest, owner);
            if (disclosed >= 0) {
                found.add(disclosed);
            }
        }
        for (int disclosed : found) {
            var disclosure = disclosures.get(disclosed);
            var name =
                    disclosure
                            .name()
                            .orElseThrow(
                                    () ->
                                            refused(
                                                    "disclosure-malformed",
                                                    "An element is disclosed as a property."));
            if (opened.has(name) || (depth == 1 && NEVER_DISCLOSED.contains(name))) {
                throw refused("disclosure-overwrites", "A disclosure would overwrite a claim.");
            }
            var pointer = Pointers.child(at, name);
            opened.set(name, disclose(disclosed, pointer, owner, depth));
        }
    }

    private ArrayNode array(ArrayNode array, String at, int owner, int depth) {
        requireDepth(depth);
        var opened = Json.array();
        for (var element : array) {
            // Elements that are not disclosed leave no gap: a pointer leads to where its element
            // stands in the content.
            var pointer = Pointers.child(at, opened.size());
            if (!element.isObject() || !element.has("...")) {
                count();
                opened.add(value(element, pointer, owner, depth + 1));
                continue;
            }
            if (element.size() != 1) {
                throw refused("sd-jwt-malformed", "An element's digest has company.");
            }
            int disclosed = find(element.get("..."), owner);
            if (disclosed >= 0) {
                if (disclosures.get(disclosed).name().isPresent()) {
                    throw refused("disclosure-malformed", "A property is disclosed as an element.");
                }
                opened.add(disclose(disclosed, pointer, owner, depth));
            }
        }
        return opened;
    }

    private JsonNode disclose(int disclosed, String pointer, int owner, int depth) {
        count();
        pointers[disclosed] = pointer;
        parents[disclosed] = owner;
        return value(disclosures.get(disclosed).value(), pointer, disclosed, depth + 1);
    }

    /** The disclosure that a digest refers to, or -1. */
    private int find(JsonNode digest, int owner) {
        if (!digest.isString()) {
            throw refused("sd-jwt-malformed", "A digest is not a string.");
        }
        count();
        if (owner != ROOT) {
            inner[owner] = true;
        }
        // "If any digest value is encountered more than once … the SD-JWT MUST be rejected."
        if (!digestsSeen.add(digest.stringValue())) {
            throw refused("digest-repeated", "A digest stands twice.");
        }
        var found = byDigest.get(digest.stringValue());
        return found == null ? -1 : found;
    }

    private void requireDepth(int depth) {
        if (depth > JsonLimits.REQUEST.depth()) {
            throw refused("sd-jwt-limit", "The content is nested deeper than the limit.");
        }
    }

    private void count() {
        if (++members > 2 * JsonLimits.REQUEST.members()) {
            throw refused("sd-jwt-limit", "The content has more members than the limit.");
        }
    }

    private List<DisclosureIndex.Place> places() {
        var places = new ArrayList<DisclosureIndex.Place>(disclosures.size());
        for (int i = 0; i < pointers.length; i++) {
            int length = disclosures.get(i).encoded().length();
            places.add(new DisclosureIndex.Place(pointers[i], parents[i], inner[i], length));
        }
        return places;
    }

    private static TrustException refused(String reason, String sentence) {
        return new TrustException(reason, sentence);
    }

    /**
     * What a payload says with its disclosures.
     *
     * @param claims what the record says of itself
     * @param content what was disclosed, and what stands in the clear beside it
     * @param places where each disclosure belongs, in the order of the disclosures
     * @param inClear pointers to what stands in the clear and should not
     * @param hiddenDigests how many digests no disclosure answers
     */
    record Opened(
            ObjectNode claims,
            ObjectNode content,
            List<DisclosureIndex.Place> places,
            Set<String> inClear,
            int hiddenDigests) {}
}
