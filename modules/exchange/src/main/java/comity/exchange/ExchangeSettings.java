package comity.exchange;

import comity.kernel.Settings;
import java.time.Duration;

/**
 * The settings of this module.
 *
 * @param approvalWithin {@code comity.approval.within}: how long an exchange waits for a person's
 *     approval at most
 */
public record ExchangeSettings(Duration approvalWithin) {

    /** An officer may be away for a week. */
    private static final Duration USUAL = Duration.ofDays(10);

    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofDays(90);

    /** Reads them. */
    public static ExchangeSettings read(Settings settings) {
        return settings.read(
                from ->
                        new ExchangeSettings(
                                from.duration("comity.approval.within", USUAL, LEAST, MOST)));
    }
}
