package comity.agreements.sensitivity;

/**
 * A property that a change of the sensitivity classes concerns.
 *
 * @param type the record type's name, without its version
 * @param pointer {@code *} stands for any array element
 * @param from the code of its class before
 * @param to the code of its class after: the same if only what the class demands has changed
 */
public record PropertyChange(String type, String pointer, String from, String to) {}
