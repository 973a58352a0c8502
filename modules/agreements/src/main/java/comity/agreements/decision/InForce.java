package comity.agreements.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The agreements and classes as one epoch knows them. Immutable; valid only in the transaction that
 * asked for it.
 */
public final class InForce {

    private final long epoch;
    private final ClassHistory classes;

    /** Those that someone has signed. */
    private final Map<AgreementVersion, SignedAgreement> agreements;

    /** By the code of one party, then of the other; both ways. */
    private final Map<String, Map<String, List<Binding>>> byPair;

    private InForce(
            long epoch,
            ClassHistory classes,
            Map<AgreementVersion, SignedAgreement> agreements,
            Map<String, Map<String, List<Binding>>> byPair) {
        this.epoch = epoch;
        this.classes = classes;
        this.agreements = agreements;
        this.byPair = byPair;
    }

    /** What is in force when there are these agreements and no others. */
    public static InForce of(
            long epoch, SensitivityClasses classes, Collection<SignedAgreement> agreements) {
        return of(epoch, ClassHistory.always(classes), agreements);
    }

    /** What is in force when there are these agreements and no others. */
    public static InForce of(
            long epoch, ClassHistory classes, Collection<SignedAgreement> agreements) {
        return new InForce(epoch, classes, Map.of(), Map.of()).with(epoch, classes, agreements);
    }

    /**
     * The same at a later epoch. Only the pairs of what changed are made anew.
     *
     * @param changed every version of the agreements that changed since
     */
    public InForce with(
            long later, ClassHistory laterClasses, Collection<SignedAgreement> changed) {
        var all = new HashMap<>(agreements);
        var pairs = new HashMap<>(byPair);
        var copied = new HashMap<String, Map<String, List<Binding>>>();
        for (var agreement : changed) {
            all.put(agreement.version(), agreement);
            for (var one : agreement.signatures().keySet()) {
                var others =
                        copied.computeIfAbsent(
                                one, any -> new HashMap<>(pairs.getOrDefault(one, Map.of())));
                pairs.put(one, others);
                for (var other : agreement.signatures().keySet()) {
                    others.compute(other, (any, known) -> renewed(known, agreement, one, other));
                }
            }
        }
        return new InForce(later, laterClasses, all, pairs);
    }

    private static @Nullable List<Binding> renewed(
            @Nullable List<Binding> known, SignedAgreement agreement, String one, String other) {
        var bindings = new ArrayList<Binding>(known == null ? List.of() : known);
        bindings.removeIf(each -> each.version().equals(agreement.version()));
        agreement.between(one, other).ifPresent(bindings::add);
        bindings.sort(Comparator.comparing(Binding::version));
        return bindings.isEmpty() ? null : List.copyOf(bindings);
    }

    /** The same as if one more version were signed by everyone whom its terms admit. */
    public InForce supposing(AgreementVersion version, Terms terms) {
        return with(epoch, classes, List.of(SignedAgreement.supposed(version, terms)));
    }

    /** Counts every act on every agreement of the node. */
    public long epoch() {
        return epoch;
    }

    /** The sensitivity classes, now, before, and as far as it is decided later. */
    public ClassHistory classes() {
        return classes;
    }

    /** Every version that someone has signed, in no order. */
    public Collection<SignedAgreement> agreements() {
        return Collections.unmodifiableCollection(agreements.values());
    }

    /** What joins two entities, whether or not it has begun or ended. */
    public List<Binding> between(String one, String other) {
        return byPair.getOrDefault(one, Map.of()).getOrDefault(other, List.of());
    }

    /**
     * All that binds any two at an instant, or is to bind them later: without what is over then, or
     * replaced.
     */
    public List<Binding> standing(Instant at) {
        var standing = new ArrayList<Binding>();
        byPair.forEach(
                (one, others) ->
                        others.forEach(
                                (other, bindings) -> {
                                    if (one.compareTo(other) < 0) {
                                        standing.addAll(standing(bindings, one, other, at));
                                    }
                                }));
        return standing;
    }

    private static List<Binding> standing(
            List<Binding> bindings, String one, String other, Instant at) {
        var latest = Binding.latest(bindings, one, other, at);
        return bindings.stream()
                .filter(each -> !each.isOverAt(at))
                .filter(
                        each ->
                                at.isBefore(each.since())
                                        || latest.stream()
                                                .anyMatch(
                                                        last ->
                                                                last.version()
                                                                        .equals(each.version())))
                .toList();
    }

    /**
     * Codes of the entities that an agreement in force at an instant lets disclose to the asker, in
     * order.
     */
    public SortedSet<String> issuersFor(String asker, Instant at) {
        var issuers = new TreeSet<String>();
        byPair.getOrDefault(asker, Map.of())
                .forEach(
                        (issuer, bindings) -> {
                            if (Binding.latest(bindings, issuer, asker, at).stream()
                                    .anyMatch(each -> each.letsFlow(issuer, asker, at))) {
                                issuers.add(issuer);
                            }
                        });
        return issuers;
    }

    /** What the agreements say to a request. */
    public Decision decide(DataRequest request, RecordShape shape, Instant at) {
        return DisclosurePolicy.decide(
                request,
                new Facts(at, shape, classes.at(at), between(request.issuer(), request.asker())));
    }
}
