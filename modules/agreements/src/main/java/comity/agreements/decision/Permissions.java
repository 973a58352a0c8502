package comity.agreements.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * All that one version of an agreement permits, use by use, so that two versions, or two states of
 * the sensitivity classes, can be compared. Pure: it asks the same rules as a decision does.
 */
public final class Permissions {

    private static final AgreementVersion NO_VERSION =
            new AgreementVersion(new AgreementId(new UUID(0, 0)), 0);

    /** One property, asked for, for one purpose and on one legal basis. */
    public record Use(String type, String pointer, String purpose, LegalBasis basis) {}

    /** A use to which two say different things. */
    public record Change(Use use, Permission before, Permission after) {

        /** Whether it lets out less than before. */
        public boolean permitsLess() {
            return after.isLessThan(before);
        }

        /** Whether it lets out more than before. */
        public boolean permitsMore() {
            return before.isLessThan(after);
        }
    }

    private final Map<Use, Permission> byUse;

    private Permissions(Map<Use, Permission> byUse) {
        this.byUse = Collections.unmodifiableMap(byUse);
    }

    /**
     * What terms permit between two entities, in a direction that they let flow.
     *
     * @param reservations of the two
     * @param shapes of the record types that are known; terms permit nothing of any other
     */
    public static Permissions of(
            Terms terms,
            List<Reservation> reservations,
            Collection<RecordShape> shapes,
            SensitivityClasses classes) {
        var byUse = new LinkedHashMap<Use, Permission>();
        if (terms.unknown().isEmpty()
                && reservations.stream().allMatch(each -> each.unknown().isEmpty())) {
            var binding = binding(terms, reservations);
            for (var shape : shapes) {
                if (terms.recordTypes().contains(shape.type())
                        && reservations.stream()
                                .noneMatch(each -> each.recordTypes().contains(shape.type()))) {
                    read(binding, classes.raised(shape), classes, byUse);
                }
            }
        }
        return new Permissions(byUse);
    }

    private static Binding binding(Terms terms, List<Reservation> reservations) {
        return new Binding(
                NO_VERSION, terms, "", "", Instant.EPOCH, Instant.MAX, List.of(), reservations);
    }

    private static void read(
            Binding binding,
            RecordShape shape,
            SensitivityClasses classes,
            Map<Use, Permission> byUse) {
        for (var purpose : purposes(binding)) {
            for (var basis : bases(binding.terms())) {
                var request =
                        new DataRequest(
                                "", "", shape.type(), purpose, basis, Optional.empty(), List.of());
                read(binding, shape, classes, request, byUse);
            }
        }
    }

    private static Set<String> purposes(Binding binding) {
        var purposes =
                new LinkedHashSet<String>(binding.terms().purposes().stream().sorted().toList());
        binding.reservations().forEach(each -> purposes.removeAll(each.purposes()));
        return purposes;
    }

    private static Set<LegalBasis> bases(Terms terms) {
        var bases = EnumSet.noneOf(LegalBasis.class);
        terms.categories().forEach(each -> bases.addAll(each.legalBases()));
        return bases;
    }

    private static void read(
            Binding binding,
            RecordShape shape,
            SensitivityClasses classes,
            DataRequest request,
            Map<Use, Permission> byUse) {
        var own = new LinkedHashMap<RecordShape.Property, Permission>();
        Optional<Permission> unidentified = Optional.empty();
        for (var property : shape.properties()) {
            var permission = permission(property, binding, classes, request);
            own.put(property, permission);
            if (property.identity() && !permission.isPermitted() && unidentified.isEmpty()) {
                unidentified = Optional.of(permission);
            }
        }
        for (var each : own.entrySet()) {
            byUse.put(
                    new Use(
                            shape.type(),
                            each.getKey().pointer(),
                            request.purpose(),
                            request.legalBasis()),
                    // Without what identifies a record nothing of it is presented.
                    unidentified.orElse(each.getValue()));
        }
    }

    private static Permission permission(
            RecordShape.Property property,
            Binding binding,
            SensitivityClasses classes,
            DataRequest request) {
        var given = Verdict.of(property, binding, classes, request, Optional.empty());
        var notGiven =
                Verdict.of(property, binding, classes, request, Optional.of(Why.CONSENT_MISSING));
        return new Permission(
                given.clause(),
                given.why(),
                given.why().isEmpty() && notGiven.why().isPresent(),
                given.approval().isPresent());
    }

    /** What is said to a use; to one of which nothing is said, that it is not covered. */
    public Permission to(Use use) {
        return byUse.getOrDefault(use, Permission.NOTHING);
    }

    /** Every use of which something is said, type by type, in the order of the properties. */
    public Map<Use, Permission> all() {
        return byUse;
    }

    /** The uses to which another says less or more, first those of which this one speaks. */
    public List<Change> changesTo(Permissions after) {
        var uses = new LinkedHashSet<>(byUse.keySet());
        uses.addAll(after.byUse.keySet());
        var changes = new ArrayList<Change>();
        for (var use : uses) {
            var change = new Change(use, to(use), after.to(use));
            if (change.permitsLess() || change.permitsMore()) {
                changes.add(change);
            }
        }
        return changes;
    }
}
