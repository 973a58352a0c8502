package comity.trust;

/**
 * Something did not prove what it should. The reason is for machines and stable; the sentence is
 * for people and never holds what was in the message, so that neither carries personal data.
 */
public final class TrustException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * @param reason lower case with hyphens, such as {@code signature-invalid}
     * @param sentence what is wrong, in words
     */
    public TrustException(String reason, String sentence) {
        // Expected and frequent: no stack trace, which costs more than the check that failed.
        super(sentence, null, false, false);
        this.reason = reason;
    }

    /** With its cause: for what is broken on our side, such as a vault that cannot be read. */
    public TrustException(String reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    /** The stable reason, lower case with hyphens. */
    public String reason() {
        return reason;
    }

    /** The sentence. */
    public String sentence() {
        var message = getMessage();
        return message == null ? reason : message;
    }
}
