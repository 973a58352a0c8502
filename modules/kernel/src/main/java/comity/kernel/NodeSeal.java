package comity.kernel;

/**
 * Knows a node's keys by their fingerprint, so that a database is never served with another node's
 * keys: what they sealed could not be opened, and what they sign would not verify.
 */
public interface NodeSeal {

    /**
     * The fingerprint of the keys, at most 64 characters, the same for as long as any of them is in
     * use.
     *
     * @param mayCreate whether absent keys may be made: only before the database is first used
     * @throws RuntimeException with a sentence for the administrator if there are no keys
     */
    String fingerprint(boolean mayCreate);
}
