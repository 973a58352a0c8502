package comity.parties.people;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Somebody with an account. Immutable: what was read at one time.
 *
 * @param signIn the name to sign in with, lower case
 * @param locale in which the pages speak
 * @param entity the code of the entity that employs the person
 * @param roles by the code of the entity for which they are held; {@link #NODE} for the node
 * @param active false once the account is closed
 * @param passwordNumber which of the account's passwords counts, from 1: a session that began under
 *     an earlier one has ended
 */
public record Person(
        UUID id,
        String signIn,
        String name,
        Locale locale,
        String entity,
        SortedMap<String, Set<Role>> roles,
        boolean active,
        int passwordNumber) {

    /** Stands for the node where an entity's code would. No entity has it. */
    public static final String NODE = "";

    public Person {
        var copy = new TreeMap<String, Set<Role>>();
        roles.forEach((code, held) -> copy.put(code, Set.copyOf(held)));
        if (copy.containsKey(NODE)) {
            // Whoever operates the node belongs to no entity there, whatever a table says.
            copy.keySet().retainAll(Set.of(NODE));
        }
        roles = Collections.unmodifiableSortedMap(copy);
    }

    /** The roles held for an entity, together with those for the node. */
    public Set<Role> rolesAt(String code) {
        var held = new java.util.TreeSet<>(roles.getOrDefault(code, Set.of()));
        held.addAll(roles.getOrDefault(NODE, Set.of()));
        return Collections.unmodifiableSet(held);
    }

    /** Whether the person may act for an entity at all: holds a role there, or works there. */
    public boolean actsFor(String code) {
        return roles.containsKey(code) || entity.equals(code);
    }

    /** Says who without saying the name: ids are no personal data in a log. */
    @Override
    public String toString() {
        return "Person[" + id + "]";
    }

    /** For callers that build one. */
    static SortedMap<String, Set<Role>> sorted(Map<String, Set<Role>> roles) {
        return new TreeMap<>(roles);
    }
}
