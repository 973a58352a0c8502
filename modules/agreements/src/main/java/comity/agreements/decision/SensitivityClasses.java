package comity.agreements.decision;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The classes that a node keeps, in one version. Immutable. */
public final class SensitivityClasses {

    /** No class at all, so that nothing is permitted. */
    static final SensitivityClasses NONE =
            new SensitivityClasses(0, List.of(), Map.of(), List.of());

    private final int version;
    private final Collection<SensitivityClass> all;

    /** Under their own codes and those that they stand for. */
    private final Map<String, SensitivityClass> byCode;

    private final Map<String, List<Raise>> raisesByType;

    /** What {@link #raised} has answered, by type: a decision must not work it out again. */
    private final Map<String, Raised> known = new ConcurrentHashMap<>();

    private record Raised(RecordShape from, RecordShape to) {}

    /**
     * Classes without raises, in their first version.
     *
     * @throws IllegalArgumentException if two share a code or a rank
     */
    public SensitivityClasses(Collection<SensitivityClass> classes) {
        this(1, classes, Map.of(), List.of());
    }

    /**
     * @param version from 1
     * @param standsFor codes of other sets, and the code of the class that each means here
     * @throws IllegalArgumentException if two share a code or a rank, or a code stands for nothing
     */
    public SensitivityClasses(
            int version,
            Collection<SensitivityClass> classes,
            Map<String, String> standsFor,
            Collection<Raise> raises) {
        var codes = new HashMap<String, SensitivityClass>();
        var ranks = new HashMap<Integer, SensitivityClass>();
        for (var each : classes) {
            if (codes.put(each.code(), each) != null || ranks.put(each.rank(), each) != null) {
                throw new IllegalArgumentException(
                        "Two sensitivity classes share the code '%s' or the rank %d."
                                .formatted(each.code(), each.rank()));
            }
        }
        var own = Map.copyOf(codes);
        standsFor.forEach(
                (code, meant) -> {
                    var level = own.get(meant);
                    if (level == null || codes.put(code, level) != null) {
                        throw new IllegalArgumentException(
                                "The code '%s' means no class, or two.".formatted(code));
                    }
                });
        this.version = version;
        this.all = List.copyOf(classes);
        this.byCode = Map.copyOf(codes);
        this.raisesByType =
                raises.stream()
                        .collect(
                                Collectors.collectingAndThen(
                                        Collectors.groupingBy(Raise::type), Map::copyOf));
    }

    /** Its number, from 1: what a decision names. */
    public int version() {
        return version;
    }

    /** The class that a code means here; empty if it means none. */
    public Optional<SensitivityClass> of(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** All of them, in no order. */
    public Collection<SensitivityClass> all() {
        return all;
    }

    /** The same shape, each property in the class that it has here: its schema's, or a higher. */
    public RecordShape raised(RecordShape shape) {
        var raises = raisesByType.get(shape.type());
        if (raises == null) {
            return shape;
        }
        var last = known.get(shape.type());
        if (last == null || last.from() != shape) {
            last = new Raised(shape, shape.with(property -> raised(property, raises)));
            known.put(shape.type(), last);
        }
        return last.to();
    }

    /** A class that is not known counts as the highest: it permits nothing. */
    private String raised(RecordShape.Property property, List<Raise> raises) {
        var highest = byCode.get(property.sensitivity());
        if (highest == null) {
            return property.sensitivity();
        }
        for (var raise : raises) {
            if (Pointers.covers(raise.pointer(), property.pointer())) {
                var level = byCode.get(raise.code());
                if (level == null) {
                    return raise.code();
                }
                highest = level.rank() > highest.rank() ? level : highest;
            }
        }
        return highest.code();
    }
}
