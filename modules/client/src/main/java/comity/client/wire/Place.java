package comity.client.wire;

/**
 * A reserved place in a status list.
 *
 * @param uri the list's address
 * @param idx the place in it
 */
public record Place(String uri, Long idx) {}
