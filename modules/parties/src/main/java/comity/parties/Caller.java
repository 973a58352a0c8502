package comity.parties;

import comity.parties.Credentials.Earlier;
import comity.trust.Digests;
import comity.trust.http.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Proof that a request's signature verified, by a key that its entity may use now. Only {@link
 * Admissions} makes one; {@link Calls} spends its nonce, once, before anything is answered.
 */
public final class Caller {

    private final String entity;
    private final SignedRequest signed;
    private final String method;
    private final String path;
    private final Optional<String> idempotencyKey;
    private final byte[] contentDigest;
    private final Optional<Earlier> earlier;

    private final AtomicBoolean performed = new AtomicBoolean();
    private final AtomicBoolean settled = new AtomicBoolean();

    Caller(
            String entity,
            SignedRequest signed,
            String method,
            String path,
            Optional<String> idempotencyKey,
            byte[] contentDigest,
            Optional<Earlier> earlier) {
        this.entity = entity;
        this.signed = signed;
        this.method = method;
        this.path = path;
        this.idempotencyKey = idempotencyKey;
        this.contentDigest = contentDigest.clone();
        this.earlier = earlier;
    }

    /** The code of the entity that calls. */
    public String entity() {
        return entity;
    }

    /** The thumbprint of the key that signed. */
    public String thumbprint() {
        return signed.keyid();
    }

    /** What makes the request one of a kind. */
    public String nonce() {
        return signed.nonce();
    }

    /** When the caller says that it signed. */
    public Instant created() {
        return signed.created();
    }

    /** In upper case. */
    public String method() {
        return method;
    }

    /** The raw path, with {@code ?} and the raw query when there is one. */
    public String path() {
        return path;
    }

    /** What a POST and its retries have in common. */
    public Optional<String> idempotencyKey() {
        return idempotencyKey;
    }

    /** SHA-256 of the content received. */
    public byte[] contentDigest() {
        return contentDigest.clone();
    }

    /** The request as it was signed, which the signature of its response covers. */
    public SignedRequest signed() {
        return signed;
    }

    /** Equal for a retry: method, path and content. */
    byte[] requestDigest() {
        var line = method + " " + path + "\n";
        return Digests.sha256(line.getBytes(StandardCharsets.UTF_8), contentDigest);
    }

    /** What the same call answered before, as it was when the key was looked up. */
    Optional<Earlier> earlier() {
        return earlier;
    }

    /** A caller's work is done once. */
    void perform() {
        if (performed.getAndSet(true)) {
            throw new IllegalStateException("A call is performed once");
        }
    }

    /** Whether the nonce is stored. */
    public boolean isSettled() {
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
