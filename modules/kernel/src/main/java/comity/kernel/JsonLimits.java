package comity.kernel;

/**
 * Bounds of a JSON text. Source: docs/protocol.md, section 9.
 *
 * @param bytes octets of the text
 * @param depth nested objects and arrays
 * @param members object members and array elements in all
 * @param stringLength characters (UTF-16 units) of one string or member name
 */
public record JsonLimits(int bytes, int depth, int members, int stringLength) {

    /** What the protocol sets for a request's content. */
    public static final JsonLimits REQUEST = new JsonLimits(1 << 20, 32, 10_000, 64 << 10);
}
