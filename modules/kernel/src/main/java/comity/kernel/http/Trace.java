package comity.kernel.http;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a failure came from, without what it says: a message may quote the content that was being
 * worked on, and the log holds no personal data.
 */
public final class Trace {

    private static final int MOST_CAUSES = 8;
    private static final int MOST_FRAMES = 40;

    private Trace() {}

    /** The classes of a failure and its causes, each with its innermost frames. */
    public static String of(Throwable failure) {
        var trace = new StringBuilder(one(failure));
        var cause = failure.getCause();
        for (int i = 1; i < MOST_CAUSES && cause != null; i++) {
            trace.append("\ncaused by ").append(one(cause));
            cause = cause.getCause();
        }
        return trace.toString();
    }

    private static String one(Throwable failure) {
        return Stream.of(failure.getStackTrace())
                .limit(MOST_FRAMES)
                .map(frame -> "\n\tat " + frame)
                .collect(Collectors.joining("", failure.getClass().getName(), ""));
    }
}
