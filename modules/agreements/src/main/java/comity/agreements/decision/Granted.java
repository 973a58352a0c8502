package comity.agreements.decision;

/**
 * Something that is permitted.
 *
 * @param pointer a property of the type, or a container of which everything is permitted
 * @param clause the category of the terms that permits it
 */
public record Granted(String pointer, Clause clause) {

    Granted at(String container) {
        return new Granted(container, clause);
    }
}
