package comity.ledger;

import comity.kernel.Json;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a receipt says: what happened and when, who asked whom, under which agreement, what was
 * disclosed, and where the log will show it. Source: docs/protocol.md, section 6. Immutable.
 */
public final class ReceiptClaims {

    private final Appended appended;
    private final ObjectNode claims;

    private ReceiptClaims(Appended appended, ObjectNode claims) {
        this.appended = appended;
        this.claims = claims;
    }

    /** A receipt for an appended entry; its kind, time, leaf and promise come from there. */
    public static ReceiptClaims of(Appended appended) {
        return new ReceiptClaims(appended, Json.object());
    }

    /** What the entry is about: the id of the record, exchange, agreement… */
    public ReceiptClaims about(UUID id) {
        return with("id", id.toString());
    }

    /** The entity whose call it was, by its identifier or code. */
    public ReceiptClaims asker(String entity) {
        return with("asker", entity);
    }

    /** The entity that was asked. */
    public ReceiptClaims asked(String entity) {
        return with("asked", entity);
    }

    /** Who made the call for the entity, and the mandate that lets it. */
    public ReceiptClaims through(String centre, UUID mandate) {
        return with("centre", centre).with("mandate", mandate.toString());
    }

    /** Who decided for the entity that was asked, and the mandate that lets it. */
    public ReceiptClaims askedThrough(String centre, UUID mandate) {
        return with("askedCentre", centre).with("askedMandate", mandate.toString());
    }

    /** The agreement that decided. */
    public ReceiptClaims under(UUID agreement, int version, String termsDigest) {
        var json = claims.deepCopy();
        json.putObject("agreement")
                .put("id", agreement.toString())
                .put("version", version)
                .put("termsDigest", termsDigest);
        return new ReceiptClaims(appended, json);
    }

    /** The digest (base64url SHA-256) of what was disclosed. */
    public ReceiptClaims disclosed(String digest) {
        return with("disclosureDigest", digest);
    }

    private ReceiptClaims with(String name, String value) {
        return new ReceiptClaims(appended, claims.deepCopy().put(name, value));
    }

    /** The payload, for the issuer named. */
    ObjectNode toJson(String issuer) {
        var json = Json.object();
        json.put("iss", issuer);
        json.put("kind", appended.kind().code());
        json.put("at", appended.at().toString());
        json.setAll(claims);
        json.put("leaf", appended.leaf());
        json.put("includeBy", appended.includeBy().toString());
        return json;
    }
}
