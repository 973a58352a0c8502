package comity.client.verify;

import comity.client.NodeTrust;
import comity.trust.Jws;
import comity.trust.TrustException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a node's receipt says, once its signature verified: only {@link #verify} makes one. Source:
 * docs/protocol.md, section 6.
 */
public final class ReceiptClaims {

    /** The media type of a receipt's JWS. */
    public static final String TYPE = "comity-receipt+jwt";

    private final JsonNode claims;

    private ReceiptClaims(JsonNode claims) {
        this.claims = claims;
    }

    /**
     * Verifies a receipt under the node's receipt key.
     *
     * @throws TrustException why it proves nothing
     */
    public static ReceiptClaims verify(String receipt, NodeTrust trust) {
        var verified = Jws.verify(receipt, TYPE, kid -> trust.key(NodeTrust.Purpose.RECEIPT, kid));
        var claims = new ReceiptClaims(verified.payload());
        if (!claims.text("iss")
                .map(ReceiptClaims::authority)
                .equals(Optional.of(trust.authority()))) {
            throw new TrustException("receipt-foreign", "The receipt is another node's.");
        }
        claims.includeBy();
        claims.at();
        return claims;
    }

    /** The authority of the public address that the node names itself by. */
    private static String authority(String issuer) {
        var authority = issuer.startsWith("http") ? URI.create(issuer).getRawAuthority() : null;
        return authority == null ? "" : authority;
    }

    /** What happened: the kind of the log entry. */
    public String kind() {
        return text("kind").orElse("");
    }

    /** The id of the record, exchange or agreement. */
    public Optional<String> id() {
        return text("id");
    }

    /** Whose call it was. */
    public Optional<String> asker() {
        return text("asker");
    }

    /** Who made the call for that entity, under a mandate. */
    public Optional<String> centre() {
        return text("centre");
    }

    /** The id of that mandate. */
    public Optional<String> mandate() {
        return text("mandate");
    }

    /** Who was asked. */
    public Optional<String> asked() {
        return text("asked");
    }

    /** The digest of the agreement's terms. */
    public Optional<String> termsDigest() {
        return Optional.ofNullable(claims.path("agreement").get("termsDigest"))
                .map(digest -> digest.asString(""));
    }

    /** The agreement that decided. */
    public Optional<String> agreement() {
        return Optional.ofNullable(claims.path("agreement").get("id")).map(id -> id.asString(""));
    }

    /** The digest of what was disclosed. */
    public Optional<String> disclosureDigest() {
        return text("disclosureDigest");
    }

    /** The hash of the leaf that the log will hold, base64url. */
    public String leaf() {
        return text("leaf").orElse("");
    }

    /** When it happened. */
    public Instant at() {
        return time("at");
    }

    /** The promise: no later than this the entry is in the log. */
    public Instant includeBy() {
        return time("includeBy");
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(claims.get(name))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue);
    }

    private Instant time(String name) {
        try {
            return Instant.parse(text(name).orElse(""));
        } catch (java.time.format.DateTimeParseException noTime) {
            throw new TrustException(
                    "receipt-malformed", "The receipt has no time '" + name + "'.");
        }
    }
}
