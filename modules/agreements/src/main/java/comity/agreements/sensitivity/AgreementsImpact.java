package comity.agreements.sensitivity;

import comity.agreements.decision.AgreementVersion;
import comity.agreements.decision.Binding;
import comity.agreements.decision.Permissions;
import comity.agreements.decision.RecordShape;
import comity.agreements.decision.Reservation;
import comity.agreements.decision.SensitivityClasses;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Compares what agreements permit under two states of the sensitivity classes. */
final class AgreementsImpact {

    private final Collection<RecordShape> shapes;
    private final SensitivityClasses before;
    private final SensitivityClasses after;

    /** Many pairs are bound by the same terms: each is compared once. */
    private final Map<Compared, List<Permissions.Change>> known = new HashMap<>();

    private final Set<AgreementVersion> looked = new LinkedHashSet<>();
    private final Set<AgreementVersion> less = new LinkedHashSet<>();
    private final Set<AgreementVersion> more = new LinkedHashSet<>();
    private final Map<AgreementVersion, Impact.Agreement> examples = new TreeMap<>();

    private record Compared(String termsDigest, List<Reservation> reservations) {}

    AgreementsImpact(
            Collection<RecordShape> shapes, SensitivityClasses before, SensitivityClasses after) {
        this.shapes = shapes;
        this.before = before;
        this.after = after;
    }

    /**
     * Looks at one agreement between two: another's is nothing to who does not run the node.
     *
     * @param viewer whose own can become an example
     */
    void look(Binding binding, Viewer viewer) {
        boolean isOwn = viewer.isOneOf(binding.one(), binding.other());
        if (!isOwn && !viewer.countsAll()) {
            return;
        }
        looked.add(binding.version());
        var changes =
                known.computeIfAbsent(
                        new Compared(binding.terms().digest(), binding.reservations()),
                        any -> compare(binding));
        if (changes.stream().anyMatch(Permissions.Change::permitsLess)) {
            less.add(binding.version());
        }
        if (changes.stream().anyMatch(Permissions.Change::permitsMore)) {
            more.add(binding.version());
        }
        if (!changes.isEmpty() && isOwn && examples.size() < Impact.EXAMPLES) {
            examples.putIfAbsent(
                    binding.version(),
                    new Impact.Agreement(
                            binding.version(),
                            binding.terms().title(),
                            changes.subList(0, Math.min(changes.size(), Impact.EXAMPLES))));
        }
    }

    private List<Permissions.Change> compare(Binding binding) {
        return permissions(binding, before).changesTo(permissions(binding, after));
    }

    private Permissions permissions(Binding binding, SensitivityClasses classes) {
        return Permissions.of(binding.terms(), binding.reservations(), shapes, classes);
    }

    int looked() {
        return looked.size();
    }

    int less() {
        return less.size();
    }

    int more() {
        return more.size();
    }

    List<Impact.Agreement> examples() {
        return new ArrayList<>(examples.values());
    }
}
