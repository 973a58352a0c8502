package comity.trust;

import comity.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Web Signatures (RFC 7515) in the one form that the protocol uses: compact, payload a JSON
 * object, header {@code alg}, {@code typ} and {@code kid} (the key's thumbprint) and nothing else.
 */
public final class Jws {

    private Jws() {}

    /** The compact serialization of the payload, signed. */
    public static String sign(SigningKey key, String typ, ObjectNode payload) {
        var header =
                Json.object()
                        .put("alg", key.algorithm().joseName())
                        .put("typ", typ)
                        .put("kid", key.thumbprint());
        var input =
                Base64Url.encode(Json.write(header)) + "." + Base64Url.encode(Json.write(payload));
        var signature = key.sign(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + Base64Url.encode(signature);
    }

    /**
     * Verifies a compact serialization. The key found by {@code kid} decides the algorithm; a
     * {@code typ} other than the one asked for is refused, so that what was signed for one purpose
     * serves no other (RFC 8725, section 3.11).
     *
     * @throws TrustException {@code jws-malformed}, {@code base64url-invalid}, {@code
     *     jws-header-unknown}, {@code jws-type-other}, {@code key-unknown}, {@code
     *     algorithm-disagrees} or {@code signature-invalid}
     */
    public static VerifiedJws verify(
            String compact, String typ, Function<String, Optional<VerificationKey>> keyByKid) {
        var jws = CompactJws.parse(compact);
        jws.requireType(typ);
        var key =
                keyByKid.apply(jws.kid())
                        .orElseThrow(
                                () -> new TrustException("key-unknown", "The key is not known."));
        jws.requireSignedBy(key);
        return new VerifiedJws(jws.header(), jws.payloadObject(), key);
    }
}
