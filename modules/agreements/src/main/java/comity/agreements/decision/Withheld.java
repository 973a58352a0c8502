package comity.agreements.decision;

/**
 * Something that was wanted and is not given.
 *
 * @param pointer a property of the type, a container of which nothing is given for one reason, or
 *     what was wanted where the type has no such property
 */
public record Withheld(String pointer, Clause clause, Why why) {

    Withheld at(String container) {
        return new Withheld(container, clause, why);
    }
}
