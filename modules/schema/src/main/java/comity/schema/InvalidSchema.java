package comity.schema;

/** A schema that cannot be published: it breaks a rule that the message names. Stops the start. */
public final class InvalidSchema extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidSchema(String schema, String reason) {
        super("Schema %s: %s".formatted(schema, reason));
    }

    InvalidSchema(String schema, String reason, Throwable cause) {
        super("Schema %s: %s".formatted(schema, reason), cause);
    }
}
