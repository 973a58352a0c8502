package comity.agreements;

import comity.agreements.decision.Terms;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The days of which terms warn ahead.
 *
 * @param today in UTC
 * @param expires the last day of the term
 * @param review the next day of review, today or later
 */
record Calendar(LocalDate today, Optional<LocalDate> expires, Optional<LocalDate> review) {

    /** How long ahead. */
    static final int WARN_DAYS = 60;

    static Calendar of(Terms terms, Instant at) {
        var today = at.atOffset(ZoneOffset.UTC).toLocalDate();
        return new Calendar(
                today,
                terms.term().until(),
                terms.review().flatMap(review -> next(review, terms.term().from(), today)));
    }

    private static Optional<LocalDate> next(Terms.Review review, LocalDate from, LocalDate today) {
        var first = review.first().orElse(from.plus(review.every()));
        var day = first;
        // Counted from the first, so that the 31st does not become the 28th for ever.
        for (int times = 1; day.isBefore(today); times++) {
            var next = first.plus(review.every().multipliedBy(times));
            if (!next.isAfter(day)) {
                return Optional.empty();
            }
            day = next;
        }
        return Optional.of(day);
    }

    /** The last day of the term, from {@link #WARN_DAYS} before it on. */
    Optional<LocalDate> expiring() {
        return expires.filter(this::isNear);
    }

    /** The next day of review, from {@link #WARN_DAYS} before it on. */
    Optional<LocalDate> reviewDue() {
        return review.filter(this::isNear);
    }

    private boolean isNear(LocalDate day) {
        return !day.isBefore(today) && !day.isAfter(today.plusDays(WARN_DAYS));
    }

    void addTo(ObjectNode json) {
        expires.ifPresent(day -> json.put("expiresOn", day.toString()));
        review.ifPresent(day -> json.put("reviewOn", day.toString()));
        var warnings = json.putArray("warnings");
        expiring().ifPresent(day -> warnings.add("expiring"));
        reviewDue().ifPresent(day -> warnings.add("review-due"));
    }
}
