package comity.agreements.decision;

/**
 * Something that was wanted and is not given.
 *
 * @param pointer a property of the type, or what was wanted where the type has no such property
 */
public record Withheld(String pointer, Clause clause, Why why) {}
