package comity.agreements.decision;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The classes that a node keeps, in one version. Immutable. */
public final class SensitivityClasses {

    private final Map<String, SensitivityClass> byCode;

    /**
     * @throws IllegalArgumentException if two share a code or a rank
     */
    public SensitivityClasses(Collection<SensitivityClass> classes) {
        var codes = new HashMap<String, SensitivityClass>();
        var ranks = new HashMap<Integer, SensitivityClass>();
        for (var each : classes) {
            if (codes.put(each.code(), each) != null || ranks.put(each.rank(), each) != null) {
                throw new IllegalArgumentException(
                        "Two sensitivity classes share the code '%s' or the rank %d."
                                .formatted(each.code(), each.rank()));
            }
        }
        this.byCode = Map.copyOf(codes);
    }

    /** The class with this code; empty if the node keeps none. */
    public Optional<SensitivityClass> of(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** All of them, in no order. */
    public Collection<SensitivityClass> all() {
        return byCode.values();
    }
}
