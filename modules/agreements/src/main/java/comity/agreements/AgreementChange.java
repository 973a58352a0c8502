package comity.agreements;

import comity.agreements.decision.AgreementId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Something happened to an agreement of which entities are to be told.
 *
 * @param version the one that it happened to; for an act, the one that it names
 * @param by who acted; empty if it was the clock
 * @param told codes of the entities whose pairs it changes, without the one that acted
 * @param recordTypes that its terms are about
 * @param due by when copies are to be returned or erased, where the terms say so; or the day of
 *     which is warned
 */
public record AgreementChange(
        Kind kind,
        AgreementId agreement,
        int version,
        Instant at,
        Optional<String> by,
        SortedSet<String> told,
        Set<String> recordTypes,
        Optional<LocalDate> due) {

    /** What happened. */
    public enum Kind {
        SUSPENDED,
        RESUMED,
        ENDED,
        EXPIRED,
        EXPIRING,
        REVIEW_DUE
    }

    public AgreementChange {
        told = Collections.unmodifiableSortedSet(new TreeSet<>(told));
        recordTypes = Set.copyOf(recordTypes);
    }
}
