package comity.trust;

/** For assertions about what was thrown: {@code extracting(Reasons::of)}. */
public final class Reasons {

    private Reasons() {}

    /** The machine's reason, or the exception itself if it is of another kind. */
    public static String of(Throwable thrown) {
        return thrown instanceof TrustException refused ? refused.reason() : thrown.toString();
    }
}
