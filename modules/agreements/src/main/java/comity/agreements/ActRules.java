package comity.agreements;

import comity.agreements.decision.ActKind;
import comity.agreements.decision.SignedAgreement;
import comity.kernel.Problem;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether an act can follow what was done before. Source: docs/protocol.md, section 8.
 *
 * @param text the version that the act names
 * @param signed what acts have made of it
 * @param laterIsOpen whether a later version is open for signature
 * @param at when the act is handed in
 */
record ActRules(AgreementText text, SignedAgreement signed, boolean laterIsOpen, Instant at) {

    /**
     * @param accession the signature that a countersignature or an objection is about
     * @throws Problem naming what stands against it
     */
    void require(ActKind act, String entity, Optional<Act> accession) {
        if (signed.conductOf(entity).hasEnded()) {
            throw untimely("%s has terminated the agreement.".formatted(entity));
        }
        if (act == ActKind.SIGN) {
            requireSignable(entity);
            return;
        }
        if (!signed.signatures().containsKey(entity)) {
            throw untimely("%s has not signed version %d.".formatted(entity, text.version));
        }
        if (act.answersAccession()) {
            requireAccession(entity, act, accession);
        }
        boolean suspended = signed.conductOf(entity).isSuspended();
        if (act == ActKind.SUSPEND && suspended) {
            throw untimely("%s has suspended the agreement already.".formatted(entity));
        }
        if (act == ActKind.RESUME && !suspended) {
            throw untimely("%s has not suspended the agreement.".formatted(entity));
        }
    }

    private void requireSignable(String entity) {
        if (!signed.terms().admits(entity)) {
            throw Problem.of(
                    AgreementsProblem.NOT_A_PARTY,
                    "Version %d does not name %s.".formatted(text.version, entity));
        }
        if (signed.signatures().containsKey(entity)) {
            throw Problem.of(
                    AgreementsProblem.ALREADY_SIGNED,
                    "%s has signed version %d.".formatted(entity, text.version));
        }
        if (laterIsOpen) {
            throw untimely("A later version is open for signature.");
        }
        if (!at.isBefore(signed.terms().term().ends())) {
            throw untimely("The term has ended.");
        }
        if (!signed.terms().parties().contains(entity) && !text.isOpen()) {
            throw untimely("Version %d is not open for signature.".formatted(text.version));
        }
    }

    private void requireAccession(String entity, ActKind act, Optional<Act> accession) {
        var acceded =
                accession
                        .filter(each -> each.act.equals(ActKind.SIGN.code()))
                        .filter(each -> each.version == text.version)
                        .filter(each -> !each.entity.equals(entity))
                        .filter(each -> !signed.terms().parties().contains(each.entity))
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                        AgreementsProblem.ACT_ELSEWHERE,
                                                        "The act is about no accession.")
                                                .at(
                                                        "/accession",
                                                        "is no accession to this version"))
                        .entity;
        var signature = signed.signatures().get(acceded);
        var own = signed.signatures().get(entity);
        if (signature == null || own == null) {
            throw new IllegalStateException(
                    "an act of " + acceded + " is not among the signatures");
        }
        if (signature.countersigned().containsKey(entity)) {
            throw untimely("%s has countersigned.".formatted(entity));
        }
        if (act == ActKind.OBJECT) {
            if (signature.objected().containsKey(entity)) {
                throw untimely("%s has objected.".formatted(entity));
            }
            var both = signature.at().isAfter(own.at()) ? signature.at() : own.at();
            if (signed.objectionEnds(both).filter(end -> !at.isBefore(end)).isPresent()) {
                throw untimely("The time for objection has passed.");
            }
        }
    }

    private static Problem untimely(String sentence) {
        return Problem.of(AgreementsProblem.ACT_UNTIMELY, sentence);
    }
}
