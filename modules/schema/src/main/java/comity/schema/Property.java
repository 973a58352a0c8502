package comity.schema;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An annotated property, or the elements of one that is an array, with what is annotated below.
 *
 * @param name of the member; {@code *} for the elements of an array
 * @param sensitivity class code; an element has its array's
 * @param members annotated members, if it is an object that is a container
 * @param element the elements, if it is an array
 */
record Property(
        String name, String sensitivity, List<Property> members, @Nullable Property element) {

    Property {
        members = List.copyOf(members);
    }

    boolean container() {
        return element == null ? !members.isEmpty() : element.container();
    }

    /** Adds this and what is annotated below to a type's lines and to the patterns it knows. */
    void list(String parent, List<Annotated> lines, Set<String> patterns) {
        var pattern = Pointers.child(parent, name);
        lines.add(new Annotated(pattern, sensitivity, container(), element != null));
        patterns.add(pattern);
        listBelow(pattern, lines, patterns);
    }

    private void listBelow(String pattern, List<Annotated> lines, Set<String> patterns) {
        members.forEach(member -> member.list(pattern, lines, patterns));
        if (element != null) {
            var elements = pattern + "/*";
            patterns.add(elements);
            element.listBelow(elements, lines, patterns);
        }
    }

    /** Adds the disclosures that this property has in its parent, and those below it. */
    void disclosures(JsonNode parent, String parentPointer, List<String> pointers) {
        var value = parent.get(name);
        if (value != null) {
            disclosuresOf(value, Pointers.child(parentPointer, name), pointers);
        }
    }

    private void disclosuresOf(JsonNode value, String pointer, List<String> pointers) {
        pointers.add(pointer);
        for (var member : members) {
            member.disclosures(value, pointer, pointers);
        }
        if (element != null) {
            for (int i = 0; i < value.size(); i++) {
                element.disclosuresOf(value.get(i), Pointers.child(pointer, i), pointers);
            }
        }
    }
}
