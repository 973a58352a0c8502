package comity.ledger;

import comity.trust.Jws;
import comity.trust.SigningKey;

/**
 * Signs receipts: the node's word for what happened, and that the log will show it. To be handed
 * out only once the entry is durable, which is after the commit.
 */
public final class Receipts {

    /** The media type of a receipt's JWS. */
    public static final String TYPE = "comity-receipt+jwt";

    private final SigningKey key;
    private final String issuer;

    /**
     * @param key the node's receipt key
     * @param issuer the node's public address, such as {@code https://comity.example.org}
     */
    public Receipts(SigningKey key, String issuer) {
        this.key = key;
        this.issuer = issuer;
    }

    /** The receipt: a compact JWS. */
    public String sign(ReceiptClaims claims) {
        return Jws.sign(key, TYPE, claims.toJson(issuer));
    }
}
