package comity.trust.http;

import comity.trust.Base64Url;
import comity.trust.SigningKey;
import comity.trust.TrustException;
import comity.trust.VerificationKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The signature of a request (RFC 9421) in the protocol's narrow profile: one signature labelled
 * {@code comity}, no component parameters, the parameters {@code created}, {@code nonce}, {@code
 * keyid} and {@code tag}. It is read first, then verified under the key that it names. Source:
 * docs/protocol.md, section 2.
 */
public final class RequestSignature {

    /** The label of the one signature that counts; others are ignored. */
    public static final String LABEL = "comity";

    /** The tag of a request's signature. */
    public static final String TAG = "comity-v1";

    /** How old {@code created} may be. */
    public static final Duration MAX_AGE = Duration.ofMinutes(5);

    /** How far ahead {@code created} may be. */
    public static final Duration MAX_AHEAD = Duration.ofSeconds(30);

    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{22,64}");
    private static final Pattern KEYID = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final HttpRequest request;
    private final SignatureInput input;
    private final Map<Component, String> values;
    private final byte[] signature;
    private final Instant created;
    private final String nonce;
    private final String keyid;

    private RequestSignature(HttpRequest request, SignatureInput input, byte[] signature) {
        this.request = request;
        this.input = input;
        this.values = values(request, input);
        this.signature = signature;
        this.created = input.created().orElseThrow(() -> parameter("created"));
        this.nonce = matching(input.nonce(), NONCE, "nonce");
        this.keyid = matching(input.keyid(), KEYID, "keyid");
    }

    /**
     * Reads a request's signature and checks all that can be checked without its key: the form, the
     * parameters, and that everything required is covered and there.
     *
     * @throws TrustException {@code signature-missing}, {@code signature-repeated}, {@code
     *     signature-malformed}, {@code field-malformed}, {@code field-repeated}, {@code
     *     parameter-missing}, {@code parameter-unsupported}, {@code tag-other}, {@code
     *     component-missing}, {@code component-absent}, {@code component-repeated}, {@code
     *     component-malformed} or {@code component-unsupported}
     */
    public static RequestSignature read(HttpRequest request) {
        var input = SignatureInput.parse(request.fields().apply(SignatureInput.FIELD), LABEL);
        var signature =
                SignatureInput.parseSignature(
                        request.fields().apply(SignatureInput.SIGNATURE_FIELD), LABEL);
        requireTag(input, TAG);
        input.requireCovers(required(request));
        return new RequestSignature(request, input, signature);
    }

    /**
     * That the content is what the digest says. Call it before {@link #verify}, which covers the
     * digest only.
     *
     * @throws TrustException as {@link ContentDigest#requireMatch}
     */
    public void requireContent(byte[] content) {
        var lines = request.fields().apply(ContentDigest.FIELD);
        if (request.needsDigest() || !lines.isEmpty()) {
            ContentDigest.requireMatch(lines, content);
        }
    }

    /**
     * The request as this key's owner signed it.
     *
     * @throws TrustException {@code key-other}, {@code algorithm-disagrees} or {@code
     *     signature-invalid}
     */
    public SignedRequest verify(VerificationKey key) {
        requireSignedBy(key, input, keyid, input.base(this::value), signature);
        return new SignedRequest(input, values, signature, created, nonce, keyid);
    }

    /**
     * That {@code created} is at most {@link #MAX_AGE} old and {@link #MAX_AHEAD} ahead.
     *
     * @throws TrustException {@code signature-expired} or {@code signature-ahead}
     */
    public void requireFresh(Instant now) {
        if (created.isBefore(now.minus(MAX_AGE))) {
            throw new TrustException(
                    "signature-expired", "The signature was created more than 300 s ago.");
        }
        if (created.isAfter(now.plus(MAX_AHEAD))) {
            throw new TrustException(
                    "signature-ahead", "The signature's creation lies more than 30 s ahead.");
        }
    }

    public Instant created() {
        return created;
    }

    /** 22 to 64 characters, base64url. */
    public String nonce() {
        return nonce;
    }

    /** The thumbprint of the key that is said to have signed. */
    public String keyid() {
        return keyid;
    }

    /**
     * Signs a request that already has its content-digest, content-type and idempotency-key.
     *
     * @param nonce fresh, as {@link #nonce(SecureRandom)} makes it
     */
    public static SignedRequest sign(
            HttpRequest request, SigningKey key, Instant created, String nonce) {
        var input =
                SignatureInput.of(
                        required(request), created, Optional.of(nonce), key.thumbprint(), TAG);
        var unsigned = new RequestSignature(request, input, new byte[0]);
        var signature = key.sign(input.base(unsigned::value));
        return new SignedRequest(
                input, unsigned.values, signature, unsigned.created, nonce, unsigned.keyid);
    }

    /** A fresh nonce of 128 random bits. */
    public static String nonce(SecureRandom random) {
        var octets = new byte[16];
        random.nextBytes(octets);
        return Base64Url.encode(octets);
    }

    /** The value of Accept-Signature (RFC 9421, section 5.1) that asks for such a signature. */
    public static String accepted(String method) {
        var components =
                method.equals("GET") || method.equals("HEAD")
                        ? ""
                        : " \"content-digest\" \"content-type\" \"idempotency-key\"";
        return LABEL
                + "=(\"@method\" \"@authority\" \"@path\" \"@query\""
                + components
                + ");created;tag=\""
                + TAG
                + '"';
    }

    static void requireTag(SignatureInput input, String tag) {
        if (!input.tag().orElseThrow(() -> parameter("tag")).equals(tag)) {
            throw new TrustException("tag-other", "The signature's tag is not " + tag + ".");
        }
    }

    static void requireSignedBy(
            VerificationKey key,
            SignatureInput input,
            String keyid,
            byte[] base,
            byte[] signature) {
        if (!key.thumbprint().equals(keyid)) {
            throw new TrustException("key-other", "The signature names another key.");
        }
        if (input.alg().isPresent() && !input.alg().get().equals(key.algorithm().httpName())) {
            throw new TrustException(
                    "algorithm-disagrees", "The parameter alg is not the key's algorithm.");
        }
        if (!key.verifies(base, signature)) {
            throw new TrustException("signature-invalid", "The signature does not verify.");
        }
    }

    static TrustException parameter(String name) {
        return new TrustException(
                "parameter-missing",
                "The signature lacks the parameter " + name + " in its required form.");
    }

    private static String matching(Optional<String> value, Pattern form, String name) {
        return value.filter(text -> form.matcher(text).matches())
                .orElseThrow(() -> parameter(name));
    }

    /** Docs/protocol.md, section 2, "Covered". */
    private static List<Component> required(HttpRequest request) {
        var required = new ArrayList<Component>(8);
        required.add(Components.METHOD);
        required.add(Components.AUTHORITY);
        required.add(Components.PATH);
        required.add(Components.QUERY);
        if (request.needsDigest()) {
            required.add(Components.CONTENT_DIGEST);
        }
        if (request.hasContent()) {
            required.add(Components.CONTENT_TYPE);
        }
        if (!request.fields().apply(Components.IDEMPOTENCY_KEY.name()).isEmpty()) {
            required.add(Components.IDEMPOTENCY_KEY);
        }
        return required;
    }

    private static Map<Component, String> values(HttpRequest request, SignatureInput input) {
        var values = new LinkedHashMap<Component, String>();
        for (var component : input.components()) {
            if (component.hasParameters()) {
                throw new TrustException(
                        "component-unsupported",
                        "The components of a request's signature take no parameters.");
            }
            values.put(component, Components.ofRequest(component, request));
        }
        return values;
    }

    private String value(Component component) {
        var value = values.get(component);
        if (value == null) {
            throw new IllegalStateException("A covered component has no value");
        }
        return value;
    }
}
