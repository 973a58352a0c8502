package comity.parties.people;

import java.util.List;

/** The classes of this package's tables. */
public final class PeopleRows {

    private PeopleRows() {}

    public static List<Class<?>> all() {
        return List.of(PersonRow.class, RoleRow.class, AttemptRow.class);
    }
}
