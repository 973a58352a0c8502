package comity.agreements.decision;

import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What one agreement, on its own, says to a request. */
final class Reading {

    private final Binding binding;
    private final List<Verdict> permitted;
    private final List<Withheld> withheld;
    private final int wanted;
    private final Optional<NearestMiss> miss;

    private Reading(
            Binding binding,
            List<Verdict> permitted,
            List<Withheld> withheld,
            int wanted,
            Optional<NearestMiss> miss) {
        this.binding = binding;
        this.permitted = permitted;
        this.withheld = withheld;
        this.wanted = wanted;
        this.miss = miss;
    }

    /** The rules in the order in which they are asked. */
    static Reading of(Binding binding, DataRequest request, Facts facts) {
        if (binding.isSuspendedAt(facts.at())) {
            return missed(binding, Clause.SUSPENSION, Why.AGREEMENT_SUSPENDED, Optional.empty());
        }
        var terms = binding.terms();
        if (!terms.unknown().isEmpty()) {
            var first = new TreeSet<>(terms.unknown()).first();
            return missed(binding, new Clause(first), Why.UNKNOWN_CONSTRAINT, Optional.empty());
        }
        var misread = reserving(binding, each -> !each.unknown().isEmpty());
        if (misread.isPresent()) {
            return missed(binding, misread.get(), Why.UNKNOWN_CONSTRAINT, Optional.empty());
        }
        if (!terms.letsFlow(request.issuer(), request.asker())) {
            return missed(binding, Clause.FLOWS, Why.FLOW_NOT_AGREED, Optional.empty());
        }
        if (!terms.recordTypes().contains(request.type())) {
            return missed(
                    binding, Clause.RECORD_TYPES, Why.RECORD_TYPE_NOT_AGREED, Optional.empty());
        }
        var withoutType = reserving(binding, each -> each.recordTypes().contains(request.type()));
        if (withoutType.isPresent()) {
            return missed(binding, withoutType.get(), Why.RECORD_TYPE_RESERVED, Optional.empty());
        }
        if (!terms.purposes().contains(request.purpose())) {
            return missed(binding, Clause.PURPOSES, Why.PURPOSE_NOT_AGREED, Optional.empty());
        }
        var withoutPurpose =
                reserving(binding, each -> each.purposes().contains(request.purpose()));
        if (withoutPurpose.isPresent()) {
            return missed(binding, withoutPurpose.get(), Why.PURPOSE_RESERVED, Optional.empty());
        }
        return readProperties(binding, request, facts);
    }

    /** The first reservation that says something. */
    private static Optional<Clause> reserving(Binding binding, Predicate<Reservation> says) {
        for (var reservation : binding.reservations()) {
            if (says.test(reservation)) {
                return Optional.of(reservation.clause());
            }
        }
        return Optional.empty();
    }

    private static Reading readProperties(Binding binding, DataRequest request, Facts facts) {
        var flaw = flawOfConsent(request, facts.at());
        var permitted = new ArrayList<Verdict>();
        var withheld = new ArrayList<Withheld>();
        int wanted = 0;
        for (var property : facts.shape().properties()) {
            boolean isWanted = request.wants(property.pointer());
            if (!isWanted && !property.identity()) {
                continue;
            }
            var verdict = Verdict.of(property, binding, facts.classes(), request, flaw);
            if (verdict.why().isEmpty()) {
                permitted.add(verdict);
                wanted += isWanted ? 1 : 0;
            } else if (property.identity()) {
                return missed(binding, verdict.withheld());
            } else {
                withheld.add(verdict.withheld());
            }
        }
        for (var unknown : facts.shape().unknownOf(request.want())) {
            withheld.add(new Withheld(unknown, Clause.RECORD_TYPES, Why.UNKNOWN_PROPERTY));
        }
        if (wanted == 0) {
            return withheld.stream()
                    .max(Comparator.comparing(Withheld::why))
                    .map(nearest -> missed(binding, nearest))
                    .orElseGet(
                            () ->
                                    missed(
                                            binding,
                                            Clause.CATEGORIES,
                                            Why.NOT_COVERED,
                                            Optional.empty()));
        }
        return new Reading(binding, permitted, withheld, wanted, Optional.empty());
    }

    private static Reading missed(Binding binding, Withheld nearest) {
        return missed(binding, nearest.clause(), nearest.why(), Optional.of(nearest.pointer()));
    }

    private static Reading missed(
            Binding binding, Clause clause, Why why, Optional<String> pointer) {
        var miss = new NearestMiss(binding.version(), clause, why, pointer);
        return new Reading(binding, List.of(), List.of(), 0, Optional.of(miss));
    }

    /** Why the consent does not carry this request; empty if it does. */
    private static Optional<Why> flawOfConsent(DataRequest request, Instant at) {
        if (request.consent().isEmpty()) {
            return Optional.of(Why.CONSENT_MISSING);
        }
        var consent = request.consent().get();
        if (!consent.purposes().contains(request.purpose())) {
            return Optional.of(Why.CONSENT_PURPOSE_NOT_COVERED);
        }
        if (!consent.recipients().contains(request.asker())) {
            return Optional.of(Why.CONSENT_RECIPIENT_NOT_COVERED);
        }
        if (at.isBefore(consent.givenAt())) {
            return Optional.of(Why.CONSENT_NOT_YET_GIVEN);
        }
        return consent.expiresAt()
                .filter(end -> !at.isBefore(end))
                .map(expired -> Why.CONSENT_EXPIRED);
    }

    Binding binding() {
        return binding;
    }

    /** How many of the properties that are wanted it permits. */
    int wanted() {
        return wanted;
    }

    boolean permitsAnything() {
        return miss.isEmpty();
    }

    /** Whether a person at the issuer has to approve what it permits. */
    boolean needsApproval() {
        for (var verdict : permitted) {
            if (verdict.approval().isPresent()) {
                return true;
            }
        }
        return false;
    }

    NearestMiss miss() {
        return miss.orElseThrow();
    }

    Decision decision(DataRequest request, Facts facts) {
        var terms =
                new Decision.Permitted(
                        binding.version(),
                        binding.terms().digest(),
                        clauses(),
                        granted(facts.shape()),
                        permitted.stream().map(verdict -> verdict.property().pointer()).toList(),
                        Gathering.gathered(
                                withheld, facts.shape(), Withheld::pointer, Withheld::at),
                        obligations(request),
                        facts.classes().version());
        return needsApproval() ? new Decision.NeedsApproval(terms, approval()) : terms;
    }

    private List<Granted> granted(RecordShape shape) {
        var each = new ArrayList<Granted>(permitted.size());
        for (var verdict : permitted) {
            each.add(new Granted(verdict.property().pointer(), verdict.clause()));
        }
        return Gathering.gathered(each, shape, Granted::pointer, Granted::at);
    }

    private List<Clause> approval() {
        return permitted.stream()
                .flatMap(verdict -> verdict.approval().stream())
                .distinct()
                .toList();
    }

    private List<Clause> clauses() {
        var clauses = new LinkedHashSet<Clause>();
        clauses.add(Clause.RECORD_TYPES);
        clauses.add(Clause.PURPOSES);
        binding.terms().categories().stream()
                .map(Category::clause)
                .filter(
                        each ->
                                permitted.stream()
                                        .anyMatch(verdict -> verdict.clause().equals(each)))
                .forEach(clauses::add);
        return List.copyOf(clauses);
    }

    private Obligations obligations(DataRequest request) {
        var terms = binding.terms();
        var retentions = new LinkedHashSet<Period>();
        retentions.add(terms.retention());
        var sharing = terms.onwardSharing();
        var hours = terms.breachNoticeHours();
        for (var reservation : binding.reservations()) {
            reservation.retention().ifPresent(retentions::add);
            sharing = sharing.and(reservation.onwardSharing().orElse(sharing));
        }
        for (var verdict : permitted) {
            var controls = verdict.controls();
            controls.longestRetention().ifPresent(retentions::add);
            sharing = sharing.and(controls.onwardSharing());
            hours = earlier(hours, controls.breachNoticeHours());
        }
        return new Obligations(request.purpose(), List.copyOf(retentions), sharing, hours);
    }

    private static OptionalInt earlier(OptionalInt one, OptionalInt other) {
        return one.isPresent() && (other.isEmpty() || one.getAsInt() <= other.getAsInt())
                ? one
                : other;
    }
}
