package comity.trust;

import comity.kernel.Json;
import comity.kernel.JsonLimits;
import comity.kernel.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The parts of a compact serialization (RFC 7515, section 7.1), strictly read, not yet verified.
 */
final class CompactJws {

    private static final Set<String> HEADER = Set.of("alg", "typ", "kid");
    private static final JsonLimits HEADER_LIMITS = new JsonLimits(512, 1, 8, 256);

    private final ObjectNode header;
    private final byte[] payload;
    private final byte[] signingInput;
    private final byte[] signature;

    private CompactJws(ObjectNode header, byte[] payload, byte[] signingInput, byte[] signature) {
        this.header = header;
        this.payload = payload;
        this.signingInput = signingInput;
        this.signature = signature;
    }

    static CompactJws parse(String compact) {
        int first = compact.indexOf('.');
        int second = compact.indexOf('.', first + 1);
        if (first < 0 || second < 0 || compact.indexOf('.', second + 1) >= 0) {
            throw malformed("A compact JWS has three parts.");
        }
        var header = object(Base64Url.decode(compact.substring(0, first)), HEADER_LIMITS);
        if (!HEADER.containsAll(header.propertyNames())) {
            throw new TrustException(
                    "jws-header-unknown", "The JWS header may hold alg, typ and kid only.");
        }
        var payload = Base64Url.decode(compact.substring(first + 1, second));
        var signature = Base64Url.decode(compact.substring(second + 1));
        var input = compact.substring(0, second).getBytes(StandardCharsets.US_ASCII);
        return new CompactJws(header, payload, input, signature);
    }

    ObjectNode header() {
        return header;
    }

    byte[] payload() {
        return payload;
    }

    String kid() {
        return member("kid");
    }

    void requireType(String typ) {
        if (!member("typ").equals(typ)) {
            throw new TrustException("jws-type-other", "The JWS is of another type.");
        }
    }

    void requireSignedBy(VerificationKey key) {
        if (!key.algorithm().isNamed(member("alg"))) {
            throw new TrustException(
                    "algorithm-disagrees", "The JWS names an algorithm that is not its key's.");
        }
        if (!key.verifies(signingInput, signature)) {
            throw new TrustException("signature-invalid", "The signature does not verify.");
        }
    }

    ObjectNode payloadObject() {
        return object(payload, JsonLimits.REQUEST);
    }

    private String member(String name) {
        var value = header.get(name);
        if (value == null || !value.isString()) {
            throw malformed("The JWS header lacks the member '" + name + "'.");
        }
        return value.stringValue();
    }

    private static ObjectNode object(byte[] text, JsonLimits limits) {
        try {
            if (Json.read(text, limits) instanceof ObjectNode object) {
                return object;
            }
        } catch (Problem notStrictJson) {
            throw malformed("A part of the JWS is not strict JSON.");
        }
        throw malformed("A part of the JWS is not a JSON object.");
    }

    private static TrustException malformed(String sentence) {
        return new TrustException("jws-malformed", sentence);
    }
}
