package comity.trust.merkle;

/** A tree's stored parts are missing or are not what the arithmetic says that they must be. */
public final class MerkleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MerkleException(String message) {
        super(message);
    }
}
