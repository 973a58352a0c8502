package comity.exchange;

import comity.agreements.decision.RecordShape;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The record types that this node exchanges, by name. */
public final class RecordTypes {

    private final Map<String, RecordType> byName;
    private final Map<String, RecordType> byUrn;
    private final Map<String, RecordShape> shapes;

    public RecordTypes(Collection<? extends RecordType> types) {
        byName =
                types.stream()
                        .collect(
                                Collectors.toMap(
                                        type -> type.schema().name(), Function.identity()));
        byUrn =
                types.stream()
                        .collect(
                                Collectors.toMap(type -> type.schema().urn(), Function.identity()));
        shapes =
                types.stream()
                        .collect(
                                Collectors.toMap(
                                        type -> type.schema().name(),
                                        type -> RecordShape.of(type.schema())));
    }

    /** The type of a name such as {@code background-verification}. */
    Optional<RecordType> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The type of a urn such as {@code urn:comity:type:background-verification:1}. */
    Optional<RecordType> ofUrn(String urn) {
        return Optional.ofNullable(byUrn.get(urn));
    }

    /** What decisions know of a type. */
    RecordShape shapeOf(RecordType type) {
        var shape = shapes.get(type.schema().name());
        if (shape == null) {
            throw new IllegalArgumentException(type.schema().name());
        }
        return shape;
    }

    /** The shapes of all types, for the modules that check terms against them. */
    public Collection<RecordShape> shapes() {
        return shapes.values();
    }
}
