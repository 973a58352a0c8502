package comity.client;

import comity.kernel.Problem.Violation;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A node's refusal, as RFC 9457 says it. One that the node did not sign ({@link #authentic()} is
 * false: the request's own signature did not verify, or a limit was met before) is told, and never
 * taken for an answer.
 */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean authentic;
    private final transient JsonNode document;

    public ProblemException(int status, boolean authentic, JsonNode document) {
        super(sentence(status, document));
        this.status = status;
        this.authentic = authentic;
        this.document = document;
    }

    private static String sentence(int status, JsonNode document) {
        var title = document.path("title").asString("The node answered " + status);
        var detail = document.path("detail").asString("");
        return detail.isEmpty() ? title + "." : title + ": " + detail;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Whether the node signed it, for this request. */
    public boolean authentic() {
        return authentic;
    }

    /** The last segment of the problem's type, stable: {@code idempotency-key-reused}. */
    public String slug() {
        var type = type();
        return type.substring(type.lastIndexOf('/') + 1);
    }

    /** The problem's type. */
    public String type() {
        return document.path("type").asString("about:blank");
    }

    /** What is wrong with this request. */
    public String detail() {
        return document.path("detail").asString("");
    }

    /** Where the content breaks its schema. */
    public List<Violation> errors() {
        var errors = new ArrayList<Violation>();
        for (var error : document.path("errors")) {
            errors.add(
                    new Violation(
                            error.path("pointer").asString(""), error.path("detail").asString("")));
        }
        return errors;
    }

    /** The whole document, with its further members. */
    public JsonNode document() {
        return document;
    }
}
