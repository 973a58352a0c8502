package comity.trust.sdjwt;

import comity.kernel.JsonLimits;
import comity.kernel.Problem;
import comity.trust.Jws;
import comity.trust.SigningKey;
import comity.trust.TrustException;
import comity.trust.VerificationKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record, or a presentation of one: signed claims and the disclosures that came with them. Its
 * signature and every digest have been checked: only {@link #verify} and {@link #issue} make one.
 * Immutable, but for the JSON trees, which are not to be changed.
 *
 * <p>Source: RFC 9901; docs/protocol.md, section 3. Key binding ({@code +kb}) is refused, decoy
 * digests are not.
 */
public final class SdJwt {

    /** The {@code typ} of the signed part. */
    public static final String TYPE = "dc+sd-jwt";

    /** The claims that a record makes about itself, in the clear. All else is content. */
    static final Set<String> CLAIMS =
            Set.of("iss", "jti", "iat", "nbf", "exp", "vct", "status", "act");

    private static final int MAX_LENGTH = JsonLimits.REQUEST.bytes();
    private static final int MAX_DISCLOSURES = JsonLimits.REQUEST.members();
    private static final int MAX_VIOLATIONS = 100;

    private final String compact;
    private final VerificationKey key;
    private final RecordClaims claims;
    private final ObjectNode content;
    private final DisclosureIndex index;
    private final Set<String> inClear;
    private final int hiddenDigests;

    private SdJwt(String compact, VerificationKey key, DisclosureTree.Opened opened) {
        this.compact = compact;
        this.key = key;
        this.claims = RecordClaims.of(opened.claims());
        this.content = opened.content();
        this.index = new DisclosureIndex(compact.indexOf('~'), opened.places());
        this.inClear = opened.inClear();
        this.hiddenDigests = opened.hiddenDigests();
    }

    /**
     * Issues a record.
     *
     * @param own the annotated pointers of the record's type, or every concrete pointer that they
     *     mean: what is to be a disclosure of its own; an array's elements are too
     * @throws TrustException {@code content-reserved-name}, {@code disclosure-overwrites} if the
     *     content has a member of a claim's name, {@code sd-jwt-limit}
     * @throws IllegalArgumentException if the pointers leave a top-level member in the clear
     */
    public static SdJwt issue(
            SigningKey key,
            RecordClaims claims,
            ObjectNode content,
            Pointers own,
            SecureRandom random) {
        var places = own.in(content);
        for (var name : content.propertyNames()) {
            if (!places.contains(Pointers.child("", name))) {
                throw new IllegalArgumentException("'" + name + "' would stand in the clear");
            }
        }
        var disclosures = new ArrayList<Disclosure>();
        var payload = claims.toJson().put("_sd_alg", "sha-256");
        payload.setAll(new Concealment(places, random).conceal(content, disclosures));
        var opened = DisclosureTree.open(payload, disclosures);
        var compact = new StringBuilder(Jws.sign(key, TYPE, payload)).append('~');
        disclosures.forEach(disclosure -> compact.append(disclosure.encoded()).append('~'));
        if (compact.length() > MAX_LENGTH) {
            throw tooLong();
        }
        return new SdJwt(compact.toString(), key.verificationKey(), opened);
    }

    /**
     * Verifies a record or a presentation: signature, header, claims, and that each disclosure is
     * referred to by one digest. Neither time nor status nor whether the key is the issuer's is
     * looked at.
     *
     * @param keyByKid finds a key by its thumbprint
     * @throws TrustException as {@link Jws#verify}, and {@code sd-jwt-malformed}, {@code
     *     sd-jwt-key-binding}, {@code sd-jwt-limit}, {@code sd-jwt-digest-algorithm}, {@code
     *     sd-jwt-reserved-name}, {@code sd-jwt-claim-hidden}, {@code claims-invalid}, {@code
     *     disclosure-malformed}, {@code disclosure-repeated}, {@code disclosure-unreferenced},
     *     {@code disclosure-order}, {@code disclosure-overwrites}, {@code digest-repeated}
     */
    public static SdJwt verify(
            String compact, Function<String, Optional<VerificationKey>> keyByKid) {
        var parts = split(compact);
        var jws = Jws.verify(parts.get(0), TYPE, keyByKid);
        var disclosures = parts.stream().skip(1).map(Disclosure::parse).toList();
        var opened = DisclosureTree.open(jws.payload(), disclosures);
        requireOrder(opened.places());
        return new SdJwt(compact, jws.key(), opened);
    }

    /**
     * "a disclosure before those below it": docs/protocol.md, section 3. RFC 9901 leaves it open.
     */
    private static void requireOrder(List<DisclosureIndex.Place> places) {
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).parent() > i) {
                throw new TrustException(
                        "disclosure-order", "A disclosure stands before the one that it is below.");
            }
        }
    }

    private static List<String> split(String compact) {
        if (compact.length() > MAX_LENGTH) {
            throw tooLong();
        }
        var parts = new ArrayList<String>();
        int from = 0;
        for (int at = compact.indexOf('~'); at >= 0; at = compact.indexOf('~', from)) {
            parts.add(compact.substring(from, at));
            from = at + 1;
            if (parts.size() > MAX_DISCLOSURES) {
                throw new TrustException("sd-jwt-limit", "There are too many disclosures.");
            }
        }
        if (parts.isEmpty()) {
            throw new TrustException("sd-jwt-malformed", "An SD-JWT has a tilde.");
        }
        if (from != compact.length()) {
            throw new TrustException(
                    "sd-jwt-key-binding", "What follows the last tilde: key binding is refused.");
        }
        return parts;
    }

    private static TrustException tooLong() {
        return new TrustException("sd-jwt-limit", "The SD-JWT is longer than the limit.");
    }

    /** As it is sent: the signed part and each disclosure, every one followed by a tilde. */
    public String compact() {
        return compact;
    }

    /** The key that signed. */
    public VerificationKey key() {
        return key;
    }

    /** What the record says of itself. */
    public RecordClaims claims() {
        return claims;
    }

    /** The content as far as it was disclosed. */
    public ObjectNode content() {
        return content;
    }

    /** The JSON Pointer into the content of each disclosure, in their order. */
    public List<String> disclosures() {
        return index.pointers();
    }

    /**
     * How many digests no disclosure answers: what a presentation leaves out, and an issuer's
     * decoys. In a record as it is published they may stand for something kept back.
     */
    public int hiddenDigests() {
        return hiddenDigests;
    }

    /** Where the disclosures stand: kept beside the record, presentations are cut by it alone. */
    public DisclosureIndex index() {
        return index;
    }

    /**
     * The presentation with what is kept.
     *
     * @see DisclosureIndex#present
     */
    public String present(Predicate<String> keep) {
        return index.present(compact, keep);
    }

    /** The presentation with what the pointers cover. */
    public String present(Pointers covering) {
        return present(covering::covers);
    }

    /**
     * What an issued record has too few or too many as disclosures of their own, and what of its
     * content is in the clear; a hundred at most.
     *
     * @param own as in {@link #issue}
     */
    public List<Problem.Violation> deviations(Pointers own) {
        var expected = own.in(content);
        var actual = new HashSet<>(index.pointers());
        var deviations = new ArrayList<Problem.Violation>();
        for (var pointer : inClear) {
            deviations.add(new Problem.Violation(pointer, "is in the clear"));
        }
        for (var pointer : expected) {
            if (!actual.contains(pointer) && !inClear.contains(pointer)) {
                deviations.add(new Problem.Violation(pointer, "has no disclosure of its own"));
            }
        }
        for (var pointer : index.pointers()) {
            if (!expected.contains(pointer)) {
                deviations.add(
                        new Problem.Violation(pointer, "has a disclosure that its type has not"));
            }
        }
        return deviations.stream().limit(MAX_VIOLATIONS).toList();
    }

    @Override
    public String toString() {
        // Never the content, which may be personal data.
        return "SD-JWT " + claims.id();
    }
}
