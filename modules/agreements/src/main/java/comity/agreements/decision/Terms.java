package comity.agreements.decision;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The machine-readable terms of one version of an agreement. Source: docs/protocol.md, section 8.
 *
 * @param digest base64url SHA-256 of the JCS form of the whole document
 * @param recordTypes names of record types, without their versions
 * @param flows the only directions in which may be disclosed; empty means every party to every
 *     other
 * @param eligible who may accede beside the parties
 * @param objectionDays after how many days of silence an accession is admitted; empty means never
 * @param returnWithinDays from the end of the agreement to that of the copies
 * @param unknown names of members that this node does not know; any makes the terms permit nothing
 */
public record Terms(
        String digest,
        String title,
        String area,
        List<String> parties,
        Set<String> recordTypes,
        Set<String> purposes,
        List<Category> categories,
        Period retention,
        OnwardSharing onwardSharing,
        OptionalInt breachNoticeHours,
        Term term,
        Optional<Set<Flow>> flows,
        Set<String> eligible,
        OptionalInt objectionDays,
        Optional<Review> review,
        OptionalInt returnWithinDays,
        Set<String> unknown) {

    /**
     * When the parties look at the terms again.
     *
     * @param first empty means one period after the term's first day
     */
    public record Review(Period every, Optional<LocalDate> first) {}

    /** One entity's disclosing to another. */
    public record Flow(String from, String to) {}

    /**
     * First and last day, UTC.
     *
     * @param until inclusive; empty means without end
     */
    public record Term(LocalDate from, Optional<LocalDate> until) {

        public Instant begins() {
            return from.atStartOfDay().toInstant(ZoneOffset.UTC);
        }

        /** The first instant after the last day. */
        public Instant ends() {
            return until.map(day -> day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC))
                    .orElse(Instant.MAX);
        }
    }

    public Terms {
        parties = List.copyOf(parties);
        recordTypes = Set.copyOf(recordTypes);
        purposes = Set.copyOf(purposes);
        categories = List.copyOf(categories);
        flows = flows.map(Set::copyOf);
        eligible = Set.copyOf(eligible);
        unknown = Set.copyOf(unknown);
    }

    /**
     * Reads terms that follow the schema {@code agreement-terms}. What it does not know it keeps in
     * {@link #unknown}, so that nothing is permitted that a later version of the terms forbids.
     */
    public static Terms of(JsonNode json) {
        return TermsReader.read(json);
    }

    /** Whether the one may disclose to the other. */
    public boolean letsFlow(String from, String to) {
        return flows.map(agreed -> agreed.contains(new Flow(from, to)))
                .orElse(!from.equals(to) && admits(from) && admits(to));
    }

    /** Whether the entity is a party, or may become one. */
    public boolean admits(String entity) {
        return parties.contains(entity) || eligible.contains(entity);
    }

    /** The last day on which a copy may be kept that was disclosed at an instant. */
    LocalDate retainedUntil(Instant disclosedAt) {
        return daysAfter(disclosedAt, retention);
    }

    static LocalDate daysAfter(Instant disclosedAt, Period period) {
        return disclosedAt.atOffset(ZoneOffset.UTC).toLocalDate().plus(period);
    }

    /** The category that decides on a property: the one with the longest pointer that covers it. */
    public Optional<Category> categoryOf(String property) {
        Optional<Category> found = Optional.empty();
        int longest = -1;
        for (var category : categories) {
            for (var pointer : category.pointers()) {
                if (pointer.length() > longest && Pointers.covers(pointer, property)) {
                    longest = pointer.length();
                    found = Optional.of(category);
                }
            }
        }
        return found;
    }
}
