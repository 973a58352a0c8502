package comity.ledger;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long a caller prefers to wait for a proof: {@code Prefer: wait=N}, whole seconds. Source: RFC
 * 7240, section 4.3, and docs/protocol.md, section 6.
 */
public final class PreferredWait {

    /** No caller occupies a thread for longer: whoever prefers more waits so long. */
    public static final Duration LONGEST = Duration.ofSeconds(10);

    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;\\s])wait=0*([0-9]+)(?:$|[,;\\s])", Pattern.CASE_INSENSITIVE);

    /** As many digits as the longest wait has: a longer number is more than that. */
    private static final int DIGITS = 2;

    private PreferredWait() {}

    /**
     * The first that the field names, at most {@link #LONGEST}; empty if it names none, or
     * something that is no number of seconds.
     *
     * @param prefer the value of the header field
     */
    public static Optional<Duration> of(String prefer) {
        var wait = WAIT.matcher(prefer);
        if (!wait.find()) {
            return Optional.empty();
        }
        var seconds = wait.group(1);
        var wanted =
                seconds.length() > DIGITS ? LONGEST : Duration.ofSeconds(Long.parseLong(seconds));
        return Optional.of(wanted.compareTo(LONGEST) < 0 ? wanted : LONGEST);
    }
}
