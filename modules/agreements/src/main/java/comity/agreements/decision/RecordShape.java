package comity.agreements.decision;

import comity.schema.Annotated;
import comity.schema.RecordSchema;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a decision knows of a record type: the properties at which a line can be drawn. It comes
 * from the type's schema alone, never from a record. Make one per type and keep it.
 */
public final class RecordShape {

    private final String type;
    private final List<Property> properties;

    /** How many properties lie below each container. */
    private final Map<String, Integer> containers;

    /** The containers of each property, the outermost first. */
    private final Map<String, List<String>> above;

    /**
     * A property at which an agreement can draw a line.
     *
     * @param pointer a JSON Pointer into the content; {@code *} stands for any array element
     * @param sensitivity the code of its effective class
     * @param identity whether every presentation includes it
     */
    public record Property(String pointer, String sensitivity, boolean identity) {

        public Property(String pointer, String sensitivity) {
            this(pointer, sensitivity, false);
        }
    }

    /**
     * @param type the type's name, without its version
     * @param properties the annotated properties that are no containers, in the schema's order
     * @throws IllegalArgumentException if a property is there twice or lies below another, which
     *     then is a container and does not belong here
     */
    public RecordShape(String type, List<Property> properties) {
        this.type = type;
        this.properties = List.copyOf(properties);
        var counts = new HashMap<String, Integer>();
        var containersOf = new HashMap<String, List<String>>();
        var pointers = new HashSet<String>();
        for (var property : properties) {
            if (!pointers.add(property.pointer())) {
                throw new IllegalArgumentException(property.pointer() + " is there twice.");
            }
            var containing = List.copyOf(Pointers.above(property.pointer()));
            containing.forEach(each -> counts.merge(each, 1, Integer::sum));
            containersOf.put(property.pointer(), containing);
        }
        for (var pointer : pointers) {
            if (counts.containsKey(pointer)) {
                throw new IllegalArgumentException(pointer + " has other properties below it.");
            }
        }
        this.containers = Map.copyOf(counts);
        this.above = Map.copyOf(containersOf);
    }

    /**
     * A shape whose identifying properties are all that some pointers cover.
     *
     * @throws IllegalArgumentException as the constructor, or if one of them covers nothing
     */
    public static RecordShape of(
            String type, List<Property> properties, Collection<String> identity) {
        for (var pointer : identity) {
            if (properties.stream().noneMatch(each -> Pointers.covers(pointer, each.pointer()))) {
                throw new IllegalArgumentException(pointer + " identifies nothing.");
            }
        }
        return new RecordShape(
                type,
                properties.stream()
                        .map(
                                each ->
                                        new Property(
                                                each.pointer(),
                                                each.sensitivity(),
                                                Pointers.anyCovers(identity, each.pointer())))
                        .toList());
    }

    /**
     * The shape of a published record type, with the classes that its schema gives. The elements of
     * an annotated array are what a line is drawn at; the array goes with any of them.
     */
    public static RecordShape of(RecordSchema schema) {
        return of(
                schema.name(),
                schema.annotated().stream()
                        .filter(each -> !each.container())
                        .map(each -> new Property(finest(schema, each), each.sensitivity()))
                        .toList(),
                schema.identityPointers());
    }

    private static String finest(RecordSchema schema, Annotated property) {
        var pattern = property.pattern();
        while (schema.knows(pattern + "/*")) {
            pattern += "/*";
        }
        return pattern;
    }

    /** The same with other classes. */
    RecordShape with(Function<Property, String> sensitivity) {
        return new RecordShape(
                type,
                properties.stream()
                        .map(
                                each ->
                                        new Property(
                                                each.pointer(),
                                                sensitivity.apply(each),
                                                each.identity()))
                        .toList());
    }

    /** The type's name, without its version. */
    public String type() {
        return type;
    }

    /** The properties, in the schema's order. */
    public List<Property> properties() {
        return properties;
    }

    /** Whether a pointer names a property of the type or a container of some. */
    public boolean knows(String pointer) {
        for (var property : properties) {
            if (Pointers.covers(pointer, property.pointer())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a pointer covers a property. */
    public static boolean covers(String pointer, Property property) {
        return Pointers.covers(pointer, property.pointer());
    }

    /** The containers of a property, the outermost first; none of what is no property. */
    List<String> above(String pointer) {
        return above.getOrDefault(pointer, List.of());
    }

    /** How many properties lie below a pointer; 0 if it is no container. */
    int countBelow(String pointer) {
        return containers.getOrDefault(pointer, 0);
    }

    /**
     * Those of the pointers that name no property of the type, nor a container of any, in their
     * order. A part of a property cannot be asked for: what lies below it goes with it.
     */
    public List<String> unknownOf(List<String> want) {
        return want.stream().filter(pointer -> !knows(pointer)).toList();
    }
}
