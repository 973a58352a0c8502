package comity.agreements.decision;

import java.util.Optional;

/**
 * What one agreement says to one property.
 *
 * @param clause that permits or withholds
 * @param why it is withheld; empty if it is permitted
 * @param approval the clause that calls for a person's approval, if one does
 */
record Verdict(
        RecordShape.Property property,
        Clause clause,
        Optional<Why> why,
        SensitivityClass.Controls controls,
        Optional<Clause> approval) {

    /**
     * @param flawOfConsent why the request's consent would not carry it, where consent is needed
     */
    static Verdict of(
            RecordShape.Property property,
            Binding binding,
            SensitivityClasses classes,
            DataRequest request,
            Optional<Why> flawOfConsent) {
        var terms = binding.terms();
        var category = terms.categoryOf(property.pointer()).orElse(null);
        if (category == null) {
            return withheld(property, Clause.CATEGORIES, Why.NOT_COVERED);
        }
        var clause = category.clause();
        for (var reservation : binding.reservations()) {
            if (Pointers.anyCovers(reservation.pointers(), property.pointer())) {
                return withheld(property, reservation.clause(), Why.PROPERTY_RESERVED);
            }
        }
        var level = classes.of(property.sensitivity()).orElse(null);
        var ceiling = classes.of(category.ceiling()).orElse(null);
        if (level == null || ceiling == null) {
            return withheld(property, clause, Why.UNKNOWN_CLASS);
        }
        if (level.rank() > ceiling.rank()) {
            return withheld(property, clause, Why.ABOVE_AGREED_CLASS);
        }
        for (var reservation : binding.reservations()) {
            var reserved = reservation.ceiling().flatMap(classes::of);
            if (reservation.ceiling().isPresent()
                    && (reserved.isEmpty() || level.rank() > reserved.get().rank())) {
                return withheld(property, reservation.clause(), Why.ABOVE_RESERVED_CLASS);
            }
        }
        var controls = level.controls();
        if (!controls.allows(request.purpose())) {
            return withheld(
                    property, Clause.ofClass(level.code()), Why.PURPOSE_NOT_ALLOWED_FOR_CLASS);
        }
        if (!category.legalBases().contains(request.legalBasis())) {
            return withheld(property, clause, Why.LEGAL_BASIS_NOT_AGREED);
        }
        for (var reservation : binding.reservations()) {
            if (reservation.legalBases().contains(request.legalBasis())) {
                return withheld(property, reservation.clause(), Why.LEGAL_BASIS_RESERVED);
            }
        }
        if (flawOfConsent.isPresent()) {
            if (request.legalBasis() == LegalBasis.CONSENT) {
                return withheld(property, clause, flawOfConsent.get());
            }
            if (controls.consent()) {
                return withheld(property, Clause.ofClass(level.code()), flawOfConsent.get());
            }
        }
        return new Verdict(property, clause, Optional.empty(), controls, approval(category, level));
    }

    private static Optional<Clause> approval(Category category, SensitivityClass level) {
        if (category.approval()) {
            return Optional.of(category.clause());
        }
        return level.controls().approval()
                ? Optional.of(Clause.ofClass(level.code()))
                : Optional.empty();
    }

    private static Verdict withheld(RecordShape.Property property, Clause clause, Why why) {
        return new Verdict(
                property,
                clause,
                Optional.of(why),
                SensitivityClass.Controls.NONE,
                Optional.empty());
    }

    Withheld withheld() {
        return new Withheld(property.pointer(), clause, why.orElseThrow());
    }
}
