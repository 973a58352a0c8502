package comity.schema;

import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One published schema in one version, compiled once. Immutable; any thread may use it. */
public final class Schema {

    /** No answer lists more violations than this. */
    public static final int MAX_VIOLATIONS = 20;

    private final String name;
    private final int version;
    private final JsonNode document;
    private final byte[] text;
    private final Validation validation;

    Schema(String name, int version, JsonNode document) {
        this.name = name;
        this.version = version;
        this.document = document;
        this.text = Json.write(document);
        this.validation = Validation.of(name + "/" + version, document);
    }

    /** The type's name, such as {@code exchange-request}. */
    public String name() {
        return name;
    }

    public int version() {
        return version;
    }

    /** Its {@code $id}. */
    public String urn() {
        return document.path("$id").asString();
    }

    /** What it describes, in a person's words. */
    public String title() {
        return document.path("title").asString("");
    }

    /** Where every node publishes it, below the node's root: {@code /schemas/<name>/<version>}. */
    public String path() {
        return "/schemas/" + name + "/" + version;
    }

    /** The JSON Schema, UTF-8. */
    public byte[] text() {
        return text.clone();
    }

    Validation validation() {
        return validation;
    }

    JsonNode document() {
        return document;
    }

    /**
     * What is wrong with a value, at most {@link #MAX_VIOLATIONS} places; empty if nothing is. The
     * sentences name the rule and never quote the content, which may be personal data.
     */
    public List<Problem.Violation> validate(JsonNode value) {
        return validation.violations(value);
    }

    /**
     * Demands that a value follows this schema.
     *
     * @throws Problem {@link KernelProblem#INVALID_CONTENT} with a JSON Pointer for each violation
     */
    public void requireValid(JsonNode value) {
        requireNone(validate(value));
    }

    void requireNone(List<Problem.Violation> violations) {
        if (!violations.isEmpty()) {
            throw Problem.of(
                            KernelProblem.INVALID_CONTENT,
                            "The content does not follow the schema %s.".formatted(path()))
                    .withViolations(violations);
        }
    }
}
