package comity.trust;

import tools.jackson.databind.node.ObjectNode;

/** A JWS whose signature verified: only {@link Jws#verify} makes one. */
public final class VerifiedJws {

    private final ObjectNode header;
    private final ObjectNode payload;
    private final VerificationKey key;

    VerifiedJws(ObjectNode header, ObjectNode payload, VerificationKey key) {
        this.header = header;
        this.payload = payload;
        this.key = key;
    }

    /** The protected header. */
    public ObjectNode header() {
        return header;
    }

    /** The payload. */
    public ObjectNode payload() {
        return payload;
    }

    /** The key that signed. */
    public VerificationKey key() {
        return key;
    }
}
