package comity.console;

/**
 * One line of a description.
 *
 * @param label in words
 * @param value in words
 * @param link the address of what it names; empty for none
 * @param tone as {@link Cell}'s
 */
public record Fact(String label, String value, String link, String tone) {

    /** Plain. */
    public static Fact of(String label, String value) {
        return new Fact(label, value, "", "");
    }

    /** The same, marked. */
    public Fact as(String mark) {
        return new Fact(label, value, link, mark);
    }

    /** The same, leading somewhere. */
    public Fact to(String address) {
        return new Fact(label, value, address, tone);
    }
}
