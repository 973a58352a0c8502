package comity.agreements.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One version of an agreement, who has signed it, and what they did since.
 *
 * @param signatures by the entity's code
 * @param conduct by the entity's code; who is missing did nothing
 */
public record SignedAgreement(
        AgreementVersion version,
        Terms terms,
        Map<String, Signature> signatures,
        Map<String, Conduct> conduct) {

    public SignedAgreement {
        signatures = Map.copyOf(signatures);
        conduct = Map.copyOf(conduct);
    }

    /**
     * What acts have made of a version.
     *
     * @param deeds on the agreement, whatever version they name, in the order of time
     */
    public static SignedAgreement of(AgreementVersion version, Terms terms, List<Deed> deeds) {
        var signatures = new HashMap<String, Signature>();
        var conduct = new HashMap<String, Conduct>();
        for (var deed : deeds) {
            var at = deed.at();
            var entity = deed.entity();
            if (deed.act() == ActKind.SUSPEND) {
                change(conduct, entity, each -> each.suspended(entity, at));
            } else if (deed.act() == ActKind.RESUME) {
                change(conduct, entity, each -> each.resumed(at));
            } else if (deed.act() == ActKind.TERMINATE) {
                change(conduct, entity, each -> each.ended(at));
            } else if (deed.version() == version.number()) {
                sign(signatures, deed);
            }
        }
        return new SignedAgreement(version, terms, signatures, conduct);
    }

    private static void sign(Map<String, Signature> signatures, Deed deed) {
        if (deed.act() == ActKind.SIGN) {
            signatures.putIfAbsent(deed.entity(), Signature.at(deed.at(), deed.reservations()));
        } else if (deed.act() == ActKind.COUNTERSIGN) {
            signatures.computeIfPresent(
                    deed.accession(),
                    (any, signed) -> signed.countersigned(deed.entity(), deed.at()));
        } else {
            signatures.computeIfPresent(
                    deed.accession(), (any, signed) -> signed.objected(deed.entity(), deed.at()));
        }
    }

    private static void change(
            Map<String, Conduct> conduct, String entity, UnaryOperator<Conduct> change) {
        conduct.put(entity, change.apply(conduct.getOrDefault(entity, Conduct.NONE)));
    }

    /** The same as if everyone had signed whom the terms admit, and all admitted each other. */
    public static SignedAgreement supposed(AgreementVersion version, Terms terms) {
        var everyone =
                Stream.concat(terms.parties().stream(), terms.eligible().stream())
                        .distinct()
                        .toList();
        var admitted = new HashMap<String, Instant>();
        everyone.forEach(entity -> admitted.put(entity, Instant.EPOCH));
        var signatures = new HashMap<String, Signature>();
        everyone.forEach(
                entity ->
                        signatures.put(
                                entity,
                                new Signature(Instant.EPOCH, List.of(), admitted, Map.of())));
        return new SignedAgreement(version, terms, signatures, Map.of());
    }

    /** What the entity did. */
    public Conduct conductOf(String entity) {
        return conduct.getOrDefault(entity, Conduct.NONE);
    }

    /**
     * How it binds two entities: once both have signed, each that acceded was admitted by the
     * other, and the term has begun. Empty if it cannot yet be said when; the instant may lie
     * ahead.
     */
    public Optional<Binding> between(String one, String other) {
        var first = signatures.get(one);
        var second = signatures.get(other);
        if (first == null || second == null || one.equals(other)) {
            return Optional.empty();
        }
        var signed = later(first.at(), second.at());
        var firstAdmitted = admitted(one, other, signed);
        var secondAdmitted = admitted(other, one, signed);
        if (firstAdmitted.isEmpty() || secondAdmitted.isEmpty()) {
            return Optional.empty();
        }
        var since =
                later(
                        later(firstAdmitted.get(), secondAdmitted.get()),
                        later(signed, terms.term().begins()));
        var suspensions = new ArrayList<>(conductOf(one).suspensions());
        suspensions.addAll(conductOf(other).suspensions());
        var reservations = new ArrayList<>(first.reservations());
        reservations.addAll(second.reservations());
        return Optional.of(
                new Binding(
                        version,
                        terms,
                        one,
                        other,
                        since,
                        earlier(conductOf(one).ended(), conductOf(other).ended()),
                        suspensions,
                        reservations));
    }

    /**
     * When the other came to admit an entity: a party of the terms from the beginning, another by
     * countersignature or by the other's silence.
     *
     * @param signed when both had signed
     */
    private Optional<Instant> admitted(String entity, String by, Instant signed) {
        if (terms.parties().contains(entity)) {
            return Optional.of(signed);
        }
        var signature = signatures.get(entity);
        if (signature == null || !terms.eligible().contains(entity)) {
            return Optional.empty();
        }
        var countersigned = Optional.ofNullable(signature.countersigned().get(by));
        return Stream.concat(countersigned.stream(), silence(signature, by, signed).stream())
                .min(Instant::compareTo);
    }

    private Optional<Instant> silence(Signature signature, String by, Instant signed) {
        var objected = signature.objected().getOrDefault(by, Instant.MAX);
        return objectionEnds(signed).filter(end -> !objected.isBefore(end));
    }

    /**
     * Until when a party can object to an accession; empty if only its countersignature counts.
     *
     * @param signed when both had signed
     */
    public Optional<Instant> objectionEnds(Instant signed) {
        return terms.objectionDays().isPresent()
                ? Optional.of(signed.plus(Duration.ofDays(terms.objectionDays().getAsInt())))
                : Optional.empty();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
