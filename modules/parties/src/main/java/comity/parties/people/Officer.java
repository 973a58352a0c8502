package comity.parties.people;

import java.util.Arrays;
import java.util.Set;

/**
 * Proof that a person has signed in and may act for an entity, with the roles held there now. Only
 * {@link People} makes one, from the database, for each request: what was taken from a person
 * counts no more on the next.
 */
public final class Officer {

    private final Person person;
    private final String entity;
    private final Set<Role> roles;

    Officer(Person person, String entity) {
        this.person = person;
        this.entity = entity;
        this.roles = person.rolesAt(entity);
    }

    /** Who it is. */
    public Person person() {
        return person;
    }

    /** The code of the entity that the person acts for. */
    public String entity() {
        return entity;
    }

    /** What the person may do there. */
    public Set<Role> roles() {
        return roles;
    }

    /** Whether one of these roles is held. */
    public boolean is(Role... anyOf) {
        return Arrays.stream(anyOf).anyMatch(roles::contains);
    }

    /**
     * Demands one of these roles.
     *
     * @throws NotPermitted otherwise
     */
    public void require(Role... anyOf) {
        if (!is(anyOf)) {
            throw new NotPermitted();
        }
    }

    @Override
    public String toString() {
        return "Officer[" + person.id() + " at " + entity + "]";
    }
}
