package comity.agreements.decision;

/**
 * An administrator's word that properties are more sensitive than their schema says. It never
 * lowers: where the schema's class is the higher one, that counts. Source: design, "Sensitivity".
 *
 * @param type the record type's name, without its version
 * @param pointer covers the property that it names and all below it
 * @param code of the class that they have at least
 */
public record Raise(String type, String pointer, String code) {}
