package comity.agreements.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Decides from facts alone: no clock, no database, and no look at the subject. Source:
 * docs/agreements.md, "How a request is decided".
 */
public final class DisclosurePolicy {

    private DisclosurePolicy() {}

    /**
     * The decision of the agreement that permits most of what is wanted, or why none permits
     * anything. Each agreement is decided on its own; terms are never combined. Total and
     * deterministic.
     */
    public static Decision decide(DataRequest request, Facts facts) {
        var readings = new ArrayList<Reading>();
        for (var binding :
                Binding.latest(facts.bindings(), request.issuer(), request.asker(), facts.at())) {
            if (!binding.isOverAt(facts.at())) {
                readings.add(Reading.of(binding, request, facts));
            }
        }
        return readings.stream()
                .filter(Reading::permitsAnything)
                .min(byPreference(facts.at()))
                .map(reading -> reading.decision(request, facts))
                .orElseGet(() -> refusal(readings, facts.classes().version()));
    }

    /**
     * What can be answered at once before what waits for a person; then "most permitted wins, then
     * shortest retention, then latest binding, then lowest id."
     */
    private static Comparator<Reading> byPreference(Instant at) {
        return Comparator.comparing(Reading::needsApproval)
                .thenComparing(Comparator.comparingInt(Reading::wanted).reversed())
                .thenComparing(reading -> reading.binding().retainedUntil(at))
                .thenComparing(reading -> reading.binding().since(), Comparator.reverseOrder())
                .thenComparing(reading -> reading.binding().version());
    }

    private static Decision refusal(List<Reading> readings, int classes) {
        var misses =
                readings.stream()
                        .map(Reading::miss)
                        .sorted(
                                Comparator.comparing(NearestMiss::why, Comparator.reverseOrder())
                                        .thenComparing(NearestMiss::version))
                        .toList();
        return misses.isEmpty()
                ? new Decision.Refused(
                        Clause.AGREEMENTS, Why.NO_AGREEMENT_IN_FORCE, misses, classes)
                : new Decision.Refused(
                        misses.get(0).clause(), misses.get(0).why(), misses, classes);
    }
}
