package comity.parties;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Proof that a request's signature verified, by a key that its entity may use now. Only {@link
 * Admissions} makes one; {@link Calls} spends it, once.
 */
public final class Caller {

    private final String entity;
    private final String thumbprint;
    private final String nonce;
    private final Instant created;
    private final Optional<String> idempotencyKey;
    private final String method;
    private final String path;
    private final byte[] contentDigest;
    private final AtomicBoolean settled = new AtomicBoolean();

    Caller(
            String entity,
            String thumbprint,
            String nonce,
            Instant created,
            Optional<String> idempotencyKey,
            String method,
            String path,
            byte[] contentDigest) {
        this.entity = entity;
        this.thumbprint = thumbprint;
        this.nonce = nonce;
        this.created = created;
        this.idempotencyKey = idempotencyKey;
        this.method = method;
        this.path = path;
        this.contentDigest = contentDigest.clone();
    }

    /** The code of the entity that calls. */
    public String entity() {
        return entity;
    }

    /** The thumbprint of the key that signed. */
    public String thumbprint() {
        return thumbprint;
    }

    public String nonce() {
        return nonce;
    }

    /** When the caller says that it signed. */
    public Instant created() {
        return created;
    }

    /** Present on every POST. */
    public Optional<String> idempotencyKey() {
        return idempotencyKey;
    }

    public String method() {
        return method;
    }

    /** The raw path, with {@code ?} and the raw query when there is one. */
    public String path() {
        return path;
    }

    /** SHA-256 of the content. */
    public byte[] contentDigest() {
        return contentDigest.clone();
    }

    /** Whether its nonce is stored: nothing may be answered before. */
    boolean isSettled() {
        return settled.get();
    }

    void markSettled() {
        settled.set(true);
    }

    @Override
    public String toString() {
        return entity;
    }
}
