package comity.trust.http;

import comity.trust.SigningKey;
import comity.trust.TrustException;
import comity.trust.VerificationKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The signature of a response to a signed request (RFC 9421, section 2.4): it covers the response
 * and everything that the request's signature covered, and that signature itself, so that no answer
 * can be given for another. Source: docs/protocol.md, section 2.
 */
public final class ResponseSignature {

    /** The tag of a response's signature. */
    public static final String TAG = "comity-response-v1";

    private ResponseSignature() {}

    /**
     * Signs a response that already has its content-type and content-digest.
     *
     * @return the fields Signature-Input and Signature
     */
    public static Map<String, String> sign(
            HttpResponse response, SignedRequest request, SigningKey key, Instant created) {
        var input =
                SignatureInput.of(
                        required(response, request),
                        created,
                        Optional.empty(),
                        key.thumbprint(),
                        TAG);
        var base = input.base(component -> value(component, response, request));
        return SignedRequest.fields(input, key.sign(base));
    }

    /**
     * Verifies the response to a request of one's own, content included.
     *
     * @param keyById the node's key by its thumbprint
     * @return when the node signed
     * @throws TrustException the reasons of {@link RequestSignature#read}, of {@link
     *     RequestSignature#verify} and of {@link ContentDigest#requireMatch}, or {@code
     *     key-unknown}
     */
    public static Instant verify(
            HttpResponse response,
            byte[] content,
            SignedRequest request,
            Function<String, Optional<VerificationKey>> keyById) {
        var label = RequestSignature.LABEL;
        var input = SignatureInput.parse(response.fields().apply(SignatureInput.FIELD), label);
        var signature =
                SignatureInput.parseSignature(
                        response.fields().apply(SignatureInput.SIGNATURE_FIELD), label);
        RequestSignature.requireTag(input, TAG);
        if (input.nonce().isPresent()) {
            throw new TrustException("parameter-unsupported", "A response carries no nonce.");
        }
        input.requireCovers(required(response, request));
        var created = input.created().orElseThrow(() -> RequestSignature.parameter("created"));
        var keyid = input.keyid().orElseThrow(() -> RequestSignature.parameter("keyid"));
        ContentDigest.requireMatch(response.fields().apply(ContentDigest.FIELD), content);
        var key =
                keyById.apply(keyid)
                        .orElseThrow(
                                () -> new TrustException("key-unknown", "The key is not known."));
        var base = input.base(component -> value(component, response, request));
        RequestSignature.requireSignedBy(key, input, keyid, base, signature);
        return created;
    }

    /** Docs/protocol.md, section 2, "Response". */
    private static List<Component> required(HttpResponse response, SignedRequest request) {
        var required = new ArrayList<Component>(16);
        required.add(Components.STATUS);
        required.add(Components.CONTENT_TYPE);
        required.add(Components.CONTENT_DIGEST);
        if (!response.fields().apply(Components.LOCATION.name()).isEmpty()) {
            required.add(Components.LOCATION);
        }
        required.addAll(request.coveredByResponse());
        return required;
    }

    private static String value(Component component, HttpResponse response, SignedRequest request) {
        if (!component.hasParameters()) {
            return Components.ofResponse(component, response);
        }
        return Optional.of(component)
                .filter(Component::req)
                .flatMap(request::value)
                .orElseThrow(
                        () ->
                                new TrustException(
                                        "component-unsupported",
                                        "The signature covers a component not known here."));
    }
}
