package comity.schema;

/**
 * One property of a record type at which agreements may draw a line. Source: docs/protocol.md,
 * section 3.
 *
 * @param pattern a JSON Pointer into the content, {@code *} for any array element
 * @param sensitivity the code of its default sensitivity class
 * @param container whether it has annotated descendants: then its disclosure goes with any of
 *     theirs and counts for nothing in a decision
 * @param array whether it is an array, so that each of its elements is a disclosure of its own too
 */
public record Annotated(String pattern, String sensitivity, boolean container, boolean array) {}
