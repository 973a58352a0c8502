package comity.ledger;

import java.time.Duration;

/**
 * How the log works.
 *
 * @param origin the log's name in checkpoints (C2SP tlog-checkpoint), such as {@code
 *     comity.example.org/log}; never changed afterwards
 * @param maxMergeDelay within which every receipt's entry is in the tree: what is promised, not
 *     what is aimed at
 * @param pollInterval how often a node looks for other nodes' entries; its own wake it
 * @param batch how many entries one checkpoint takes in at most
 * @param open whether anyone may read the log, not entities alone
 */
public record LedgerSettings(
        String origin, Duration maxMergeDelay, Duration pollInterval, int batch, boolean open) {

    public static final Duration DEFAULT_MAX_MERGE_DELAY = Duration.ofMinutes(5);
    public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofMillis(500);
    public static final int DEFAULT_BATCH = 4096;

    public LedgerSettings {
        require(
                !origin.isEmpty()
                        && origin.chars().noneMatch(c -> Character.isWhitespace(c) || c == '+'),
                "comity.log.origin must be an address without a scheme, such as"
                        + " comity.example.org/log, without spaces and plus signs");
        require(
                between(maxMergeDelay, Duration.ofSeconds(2), Duration.ofHours(24)),
                "comity.log.max-merge-delay must be from 2 seconds to 24 hours");
        require(
                between(pollInterval, Duration.ofMillis(10), Duration.ofMillis(500)),
                "comity.log.poll-interval must be from 10 to 500 milliseconds");
        require(batch >= 1 && batch <= 4096, "comity.log.batch must be from 1 to 4096");
    }

    /** The defaults, for a log of this name. */
    public static LedgerSettings of(String origin) {
        return new LedgerSettings(
                origin, DEFAULT_MAX_MERGE_DELAY, DEFAULT_POLL_INTERVAL, DEFAULT_BATCH, false);
    }

    private static boolean between(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static void require(boolean valid, String otherwise) {
        if (!valid) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
