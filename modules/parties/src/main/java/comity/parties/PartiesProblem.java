package comity.parties;

import comity.kernel.ProblemType;

/** The problems of callers, their keys and their messages. */
public enum PartiesProblem implements ProblemType {
    SIGNATURE_MISSING(
            "signature-missing",
            "The request is not signed",
            401,
            "This address answers signed requests only (RFC 9421, docs/protocol.md section 2): `Accept-Signature` says what to cover."),
    SIGNATURE_INVALID(
            "signature-invalid",
            "The signature does not verify",
            401,
            "The signature labelled `comity` is malformed, does not cover what it must, or does not verify under the key that it names."),
    DIGEST_MISMATCH(
            "digest-mismatch",
            "The content does not match its digest",
            401,
            "`Content-Digest` (RFC 9530) is malformed, or one of its digests is not that of the content received."),
    SIGNATURE_STALE(
            "signature-stale",
            "The signature's time is outside the window",
            401,
            "`created` may be at most 300 seconds old and 30 seconds ahead of the node's clock, which the response's `Date` shows. Sign again."),
    NONCE_REPLAYED(
            "nonce-replayed",
            "The nonce was used before",
            401,
            "Every request needs a fresh nonce. A retry is signed anew and keeps its `Idempotency-Key`."),
    KEY_UNKNOWN(
            "key-unknown",
            "The key is not known",
            401,
            "No key of this thumbprint is registered here."),
    KEY_REVOKED(
            "key-revoked",
            "The key is revoked",
            401,
            "The key was revoked, or is reported compromised: sign with another."),
    KEY_NOT_VALID(
            "key-not-valid",
            "The key is not valid now",
            401,
            "The key is not yet valid, or has expired: the key set of its entity shows its term."),
    KEY_USE(
            "key-use",
            "The key may not sign messages",
            401,
            "The key is registered, but without the use `http`."),
    ENTITY_INACTIVE(
            "entity-inactive",
            "The entity is not active",
            401,
            "The entity that this key signs for takes no part at present."),
    WRONG_AUTHORITY(
            "wrong-authority",
            "The request is for another authority",
            421,
            "`@authority` is the node's configured public authority, which `/.well-known/comity` names."),
    RATE_LIMITED(
            "rate-limited",
            "Too many requests",
            429,
            "The quota in `RateLimit-Policy` is used up: retry, with a fresh signature, after `Retry-After` seconds."),
    IDEMPOTENCY_KEY_MISSING(
            "idempotency-key-missing",
            "The Idempotency-Key is missing",
            400,
            "Every POST carries an `Idempotency-Key`, 1 to 128 visible ASCII characters, covered by the signature."),
    IDEMPOTENCY_KEY_REUSED(
            "idempotency-key-reused",
            "The Idempotency-Key was used for another request",
            422,
            "Within 24 hours an `Idempotency-Key` belongs to one method, path and content: nothing was done."),
    REQUEST_IN_PROGRESS(
            "request-in-progress",
            "The same request is in progress",
            409,
            "A request with this `Idempotency-Key` has not finished: retry shortly, with a fresh signature."),
    ANSWER_ERASED(
            "answer-erased",
            "The stored answer is erased",
            410,
            "The request was carried out; what it answered has been erased since, with the record."),
    CONTENT_NOT_ALLOWED(
            "content-not-allowed", "A GET has no content", 400, "A GET with content is refused."),
    NOT_YOUR_ENTITY(
            "not-your-entity",
            "The address is another entity's",
            403,
            "An entity changes its own keys only."),
    KEY_EXISTS(
            "key-exists",
            "The key is registered already",
            409,
            "A thumbprint belongs to one entity, for ever, and is registered once."),
    KEY_REFUSED(
            "key-refused",
            "The key cannot be registered so",
            422,
            "The registration does not verify, or contradicts itself or the request: the detail says where."),
    REVOCATION_REFUSED(
            "revocation-refused",
            "The revocation cannot be recorded so",
            422,
            "The authorisation does not verify or does not say what the request says, or would move a recorded time in the wrong direction."),
    ENTITY_EXISTS(
            "entity-exists",
            "The entity is registered already",
            409,
            "A code and an identifier belong to one entity.");

    private final String slug;
    private final String title;
    private final int status;
    private final String meaning;

    PartiesProblem(String slug, String title, int status, String meaning) {
        this.slug = slug;
        this.title = title;
        this.status = status;
        this.meaning = meaning;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
