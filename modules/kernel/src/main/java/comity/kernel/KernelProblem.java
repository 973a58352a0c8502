package comity.kernel;

/** The problems that any request can meet. */
public enum KernelProblem implements ProblemType {
    MALFORMED_JSON(
            "malformed-json",
            "The content is not well-formed JSON",
            400,
            "The content is not JSON as RFC 8259 and I-JSON (RFC 7493) define it: the detail says where. Duplicate"
                    + " member names, lone surrogates and numbers beyond I-JSON are refused, not repaired."),
    LIMIT_EXCEEDED(
            "limit-exceeded",
            "A limit is exceeded",
            400,
            "The content is deeper, has more members or longer strings than the node accepts: the member `limit` names"
                    + " the limit."),
    CONTENT_TOO_LARGE(
            "content-too-large",
            "The content is too large",
            413,
            "The content has more bytes than the node accepts: the member `limit` names the limit."),
    UNSUPPORTED_MEDIA_TYPE(
            "unsupported-media-type",
            "The media type is not supported",
            415,
            "The call takes application/json without any Content-Encoding."),
    INVALID_REQUEST(
            "invalid-request",
            "The request is not valid",
            400,
            "A parameter or header is missing, malformed, unknown or repeated: the detail names it."),
    INVALID_CONTENT(
            "invalid-content",
            "The content does not follow its schema",
            422,
            "The content is JSON, but not as the schema of this call says: `errors` lists each place as a JSON"
                    + " Pointer."),
    NOT_FOUND(
            "not-found",
            "Not found",
            404,
            "There is nothing here, or nothing that the caller may see: the two are not told apart."),
    METHOD_NOT_ALLOWED(
            "method-not-allowed",
            "The method is not allowed",
            405,
            "The address exists, but not for this method."),
    NOT_ACCEPTABLE(
            "not-acceptable",
            "Not acceptable",
            406,
            "The address has no representation of the type asked for."),
    UNAVAILABLE(
            "unavailable",
            "The node cannot answer now",
            503,
            "The database does not answer or the node is starting. Whether it was done is not known: repeat it with"
                    + " the same Idempotency-Key and a fresh signature."),
    INTERNAL_ERROR(
            "internal-error",
            "The node failed",
            500,
            "The node failed in a way that it did not foresee. `incident` names the entry in its log.");

    private final String slug;
    private final String title;
    private final int status;
    private final String meaning;

    KernelProblem(String slug, String title, int status, String meaning) {
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
