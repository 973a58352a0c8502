package comity.agreements;

import comity.agreements.decision.LegalBasis;
import comity.agreements.decision.RecordShape;
import comity.agreements.decision.SensitivityClasses;
import comity.agreements.decision.Terms;
import comity.kernel.Problem.Violation;
import comity.schema.Schemas;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the schema of the terms cannot say. Source: docs/protocol.md, section 8.
 *
 * @param isEntity whether the directory knows an entity by this code
 */
record TermsRules(Schemas schemas, SensitivityClasses classes, Predicate<String> isEntity) {

    /** What forbids terms to become a draft: each place as a JSON Pointer, and what is wrong. */
    List<Violation> violations(Terms terms) {
        var violations = new ArrayList<Violation>();
        for (int i = 0; i < terms.parties().size(); i++) {
            if (!isEntity.test(terms.parties().get(i))) {
                violations.add(new Violation("/parties/" + i, "is no entity of this node"));
            }
        }
        var admitted = new HashSet<>(terms.parties());
        for (var entity : terms.eligible()) {
            if (!admitted.add(entity)) {
                violations.add(
                        new Violation("/accession/eligible", entity + " is a party already"));
            } else if (!isEntity.test(entity)) {
                violations.add(
                        new Violation(
                                "/accession/eligible", entity + " is no entity of this node"));
            }
        }
        if (admitted.size() < 2) {
            violations.add(new Violation("/parties", "names fewer than two entities"));
        }
        for (var type : terms.recordTypes()) {
            if (schemas.recordType(type).filter(each -> each.name().equals(type)).isEmpty()) {
                violations.add(new Violation("/recordTypes", type + " is no record type"));
            }
        }
        ofCategories(terms, violations);
        terms.term()
                .until()
                .filter(until -> until.isBefore(terms.term().from()))
                .ifPresent(any -> violations.add(new Violation("/term/until", "is before from")));
        for (var flow : terms.flows().orElse(Set.of())) {
            if (flow.from().equals(flow.to())
                    || !terms.admits(flow.from())
                    || !terms.admits(flow.to())) {
                violations.add(
                        new Violation(
                                "/flows",
                                "%s to %s is no pair of parties"
                                        .formatted(flow.from(), flow.to())));
            }
        }
        for (var member : terms.unknown()) {
            violations.add(new Violation("/" + member, "is not understood by this node"));
        }
        return violations;
    }

    private void ofCategories(Terms terms, List<Violation> violations) {
        var shapes =
                terms.recordTypes().stream()
                        .flatMap(type -> schemas.recordType(type).stream())
                        .map(RecordShape::of)
                        .toList();
        var pointers = new HashSet<String>();
        for (var category : terms.categories()) {
            var at = "/" + category.clause();
            if (classes.of(category.ceiling()).isEmpty()) {
                violations.add(new Violation(at + "/ceiling", "is no sensitivity class"));
            }
            for (int i = 0; i < category.pointers().size(); i++) {
                var pointer = category.pointers().get(i);
                // "The longest category pointer decides; two equal ones are refused."
                if (!pointers.add(pointer)) {
                    violations.add(new Violation(at + "/pointers/" + i, "is there twice"));
                } else if (shapes.stream().noneMatch(shape -> shape.knows(pointer))) {
                    violations.add(
                            new Violation(
                                    at + "/pointers/" + i,
                                    "is no property at which the record types draw a line"));
                }
            }
        }
    }

    /**
     * What forbids terms to be signed: a record type whose identifying properties they permit on no
     * legal basis, so that nothing of it could ever be presented. Source: docs/protocol.md, section
     * 3.
     */
    List<Violation> unpermittedIdentities(Terms terms) {
        var violations = new ArrayList<Violation>();
        for (var type : terms.recordTypes()) {
            schemas.recordType(type)
                    .map(RecordShape::of)
                    .map(classes::raised)
                    .flatMap(shape -> unpermittedIdentity(terms, shape))
                    .ifPresent(violations::add);
        }
        return violations;
    }

    private Optional<Violation> unpermittedIdentity(Terms terms, RecordShape shape) {
        var bases = new HashSet<>(List.of(LegalBasis.values()));
        for (var property : shape.properties()) {
            if (!property.identity()) {
                continue;
            }
            var category = terms.categoryOf(property.pointer());
            var level = classes.of(property.sensitivity());
            var ceiling = category.flatMap(covering -> classes.of(covering.ceiling()));
            if (category.isEmpty()
                    || level.isEmpty()
                    || ceiling.isEmpty()
                    || level.get().rank() > ceiling.get().rank()
                    || !level.get().controls().allowsAny(terms.purposes())) {
                return Optional.of(refusal(shape, property));
            }
            bases.retainAll(category.get().legalBases());
            if (bases.isEmpty()) {
                return Optional.of(refusal(shape, property));
            }
        }
        return Optional.empty();
    }

    private static Violation refusal(RecordShape shape, RecordShape.Property property) {
        return new Violation(
                "/categories",
                "do not permit %s, which identifies a record of type %s"
                        .formatted(property.pointer(), shape.type()));
    }
}
