package comity.parties;

import comity.parties.people.PeopleRows;
import java.util.stream.Stream;

/** The classes of this module's tables. */
public final class PartiesRows {

    private PartiesRows() {}

    public static Class<?>[] all() {
        return Stream.concat(Stream.of(EntityRow.class, KeyRow.class), PeopleRows.all().stream())
                .toArray(Class<?>[]::new);
    }
}
