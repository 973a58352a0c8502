package comity.agreements;

import comity.agreements.decision.Category;
import comity.agreements.decision.LegalBasis;
import comity.agreements.decision.OnwardSharing;
import comity.agreements.decision.RecordShape;
import comity.agreements.decision.Reservation;
import comity.agreements.decision.SensitivityClasses;
import comity.agreements.decision.Terms;
import comity.kernel.Problem.Violation;
import comity.schema.Schemas;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reservations only narrow: what would widen the terms, or says nothing to them, is refused.
 * Source: docs/protocol.md, section 8.
 */
record ReservationRules(Schemas schemas, SensitivityClasses classes, Terms terms) {

    /** Four years have every date that there is. */
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);

    private static final int DAYS = 4 * 365 + 1;

    /** Each place as a JSON Pointer into the act, and what is wrong. */
    List<Violation> violations(List<Reservation> reservations) {
        var violations = new ArrayList<Violation>();
        for (var each : reservations) {
            var at = "/reservations/" + each.index();
            each.unknown()
                    .forEach(
                            member ->
                                    violations.add(
                                            new Violation(
                                                    at + "/" + member,
                                                    "is not understood by this node")));
            named(at + "/recordTypes", each.recordTypes(), terms.recordTypes(), violations);
            named(at + "/purposes", each.purposes(), terms.purposes(), violations);
            named(
                    at + "/legalBases",
                    codes(each.legalBases()),
                    codes(agreed(Category::legalBases)),
                    violations);
            ofPointers(at + "/pointers/", each.pointers(), violations);
            each.ceiling()
                    .filter(code -> !lowers(code))
                    .ifPresent(
                            code ->
                                    violations.add(
                                            new Violation(
                                                    at + "/ceiling",
                                                    "is below no ceiling of the terms")));
            each.retention()
                    .filter(period -> !shortens(period))
                    .ifPresent(
                            period ->
                                    violations.add(
                                            new Violation(
                                                    at + "/retention",
                                                    "is not shorter than that of the terms")));
            each.onwardSharing()
                    .filter(sharing -> !restricts(sharing))
                    .ifPresent(
                            sharing ->
                                    violations.add(
                                            new Violation(
                                                    at + "/onwardSharing",
                                                    "is not stricter than that of the terms")));
        }
        return violations;
    }

    private static void named(
            String at, Set<String> reserved, Set<String> agreed, List<Violation> violations) {
        if (!agreed.containsAll(reserved)) {
            violations.add(new Violation(at, "names something that the terms do not hold"));
        } else if (!agreed.isEmpty() && reserved.containsAll(agreed)) {
            violations.add(new Violation(at, "leaves nothing of the terms"));
        }
    }

    private <T> Set<T> agreed(Function<Category, Set<T>> part) {
        var all = new HashSet<T>();
        terms.categories().forEach(category -> all.addAll(part.apply(category)));
        return all;
    }

    private static Set<String> codes(Collection<LegalBasis> bases) {
        var codes = new HashSet<String>();
        bases.forEach(basis -> codes.add(basis.code()));
        return codes;
    }

    private void ofPointers(String at, List<String> pointers, List<Violation> violations) {
        for (int i = 0; i < pointers.size(); i++) {
            var pointer = pointers.get(i);
            if (!covers(pointer, property -> terms.categoryOf(property.pointer()).isPresent())) {
                violations.add(new Violation(at + i, "covers nothing that the terms cover"));
            } else if (covers(pointer, RecordShape.Property::identity)) {
                violations.add(
                        new Violation(at + i, "covers what identifies a record; exclude its type"));
            }
        }
    }

    private boolean covers(String pointer, Predicate<RecordShape.Property> such) {
        return terms.recordTypes().stream()
                .flatMap(type -> schemas.recordType(type).stream())
                .flatMap(type -> RecordShape.of(type).properties().stream())
                .filter(such)
                .anyMatch(property -> RecordShape.covers(pointer, property));
    }

    private boolean lowers(String code) {
        var reserved = classes.of(code);
        return reserved.isPresent()
                && terms.categories().stream()
                        .map(category -> classes.of(category.ceiling()))
                        .flatMap(Optional::stream)
                        .anyMatch(ceiling -> ceiling.rank() > reserved.get().rank());
    }

    /**
     * On no day longer than the terms, and on some shorter: P30D is neither more nor less than P1M.
     */
    private boolean shortens(Period reserved) {
        boolean shorter = false;
        for (int i = 0; i < DAYS; i++) {
            var day = FIRST_DAY.plusDays(i);
            int order = day.plus(reserved).compareTo(day.plus(terms.retention()));
            if (order > 0) {
                return false;
            }
            shorter |= order < 0;
        }
        return shorter;
    }

    private boolean restricts(OnwardSharing reserved) {
        return reserved.compareTo(terms.onwardSharing()) < 0;
    }
}
