package comity.parties;

/**
 * Seals the answers that are kept for a retry, so that the database alone shows nothing of them. Two
 * implementations: the node's vault, and the tests'.
 */
public interface SealedAnswers {

    /**
     * The sealed form.
     *
     * @param context what it belongs to: it opens in no other
     */
    byte[] seal(byte[] plain, byte[] context);

    /** What was sealed in this context. */
    byte[] open(byte[] sealed, byte[] context);
}
