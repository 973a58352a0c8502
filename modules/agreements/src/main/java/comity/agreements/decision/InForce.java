package comity.agreements.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The agreements and classes as one epoch knows them. Immutable; valid only in the transaction that
 * asked for it.
 */
public final class InForce {

    private final long epoch;
    private final SensitivityClasses classes;
    private final Map<AgreementId, SignedAgreement> agreements;

    /** By the code of one party, then of the other; both ways. */
    private final Map<String, Map<String, List<SignedAgreement>>> byPair;

    private InForce(
            long epoch,
            SensitivityClasses classes,
            Map<AgreementId, SignedAgreement> agreements,
            Map<String, Map<String, List<SignedAgreement>>> byPair) {
        this.epoch = epoch;
        this.classes = classes;
        this.agreements = agreements;
        this.byPair = byPair;
    }

    /** What is in force when there are these agreements and no others. */
    public static InForce of(
            long epoch, SensitivityClasses classes, Collection<SignedAgreement> agreements) {
        return new InForce(epoch, classes, Map.of(), Map.of()).with(epoch, classes, agreements);
    }

    /** The same at a later epoch, with the agreements that changed since. */
    public InForce with(
            long later, SensitivityClasses laterClasses, Collection<SignedAgreement> changed) {
        var all = new HashMap<>(agreements);
        changed.forEach(agreement -> all.put(agreement.version().agreement(), agreement));
        var pairs = new HashMap<String, Map<String, List<SignedAgreement>>>();
        for (var agreement : new TreeMap<>(all).values()) {
            for (var one : agreement.signedAt().keySet()) {
                for (var other : agreement.signedAt().keySet()) {
                    if (!one.equals(other)) {
                        pairs.computeIfAbsent(one, any -> new HashMap<>())
                                .computeIfAbsent(other, any -> new ArrayList<>())
                                .add(agreement);
                    }
                }
            }
        }
        pairs.values().forEach(byOther -> byOther.replaceAll((other, list) -> List.copyOf(list)));
        return new InForce(later, laterClasses, all, pairs);
    }

    /** Counts every act on every agreement of the node. */
    public long epoch() {
        return epoch;
    }

    /** The sensitivity classes. */
    public SensitivityClasses classes() {
        return classes;
    }

    /** The agreements that both entities signed, whether or not their term has begun or ended. */
    public List<SignedAgreement> between(String one, String other) {
        return byPair.getOrDefault(one, Map.of()).getOrDefault(other, List.of());
    }

    /**
     * Codes of the entities that an agreement in force at an instant lets disclose to the asker, in
     * order.
     */
    public SortedSet<String> issuersFor(String asker, Instant at) {
        var issuers = new TreeSet<String>();
        byPair.getOrDefault(asker, Map.of())
                .forEach(
                        (issuer, agreements) -> {
                            if (agreements.stream()
                                    .anyMatch(
                                            each ->
                                                    each.terms().letsFlow(issuer, asker)
                                                            && each.isInForceBetween(
                                                                    issuer, asker, at))) {
                                issuers.add(issuer);
                            }
                        });
        return issuers;
    }

    /** What the agreements say to a request. */
    public Decision decide(DataRequest request, RecordShape shape, Instant at) {
        return DisclosurePolicy.decide(
                request, new Facts(at, shape, classes, between(request.issuer(), request.asker())));
    }
}
