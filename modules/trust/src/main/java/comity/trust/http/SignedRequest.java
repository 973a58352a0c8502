package comity.trust.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request with its signature: made only by verifying one ({@link RequestSignature#verify}) or by
 * signing one ({@link RequestSignature#sign}). The signature of its response covers it.
 */
public final class SignedRequest {

    private static final Component SIGNATURE =
            new Component(
                    SignatureInput.SIGNATURE_FIELD, true, Optional.of(RequestSignature.LABEL));

    private final SignatureInput input;
    private final Map<Component, String> values;
    private final byte[] signature;
    private final Instant created;
    private final String nonce;
    private final String keyid;

    SignedRequest(
            SignatureInput input,
            Map<Component, String> values,
            byte[] signature,
            Instant created,
            String nonce,
            String keyid) {
        this.input = input;
        this.values = values;
        this.signature = signature;
        this.created = created;
        this.nonce = nonce;
        this.keyid = keyid;
    }

    public Instant created() {
        return created;
    }

    /** 22 to 64 characters, base64url. */
    public String nonce() {
        return nonce;
    }

    /** The thumbprint of the key that signed. */
    public String keyid() {
        return keyid;
    }

    /** The signature's 64 octets. */
    public byte[] signature() {
        return signature.clone();
    }

    /** The fields Signature-Input and Signature of this request. */
    public Map<String, String> fields() {
        return fields(input, signature);
    }

    static Map<String, String> fields(SignatureInput input, byte[] signature) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("Signature-Input", RequestSignature.LABEL + "=" + input.text());
        fields.put("Signature", RequestSignature.LABEL + "=" + item(signature));
        return fields;
    }

    /** What the signature of the response must cover of the request, in this order. */
    List<Component> coveredByResponse() {
        var covered = new ArrayList<Component>(values.size() + 1);
        for (var component : values.keySet()) {
            covered.add(component.ofRequest());
        }
        covered.add(SIGNATURE);
        return covered;
    }

    /** The value of a component that {@link #coveredByResponse()} lists. */
    Optional<String> value(Component ofRequest) {
        return ofRequest.equals(SIGNATURE)
                ? Optional.of(item(signature))
                : Optional.ofNullable(values.get(Component.of(ofRequest.name())))
                        .filter(value -> ofRequest.key().isEmpty());
    }

    private static String item(byte[] octets) {
        return ":" + Base64.getEncoder().encodeToString(octets) + ":";
    }
}
