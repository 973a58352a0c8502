package comity.console;

/**
 * One cell of a list.
 *
 * @param text as shown, and as searched
 * @param order as sorted; the text where nothing else is said
 * @param link the address of what it names; empty for none
 * @param tone how it is marked: {@code good}, {@code warn}, {@code bad}, {@code calm}, {@code
 *     code}; empty for plain text
 */
public record Cell(String text, String order, String link, String tone) {

    /** Plain text. */
    public static Cell of(String text) {
        return new Cell(text, text, "", "");
    }

    /** The same, leading somewhere. */
    public Cell to(String address) {
        return new Cell(text, order, address, tone);
    }

    /** The same, sorted by something else than its text. */
    public Cell by(Object key) {
        return new Cell(text, key.toString(), link, tone);
    }

    /** The same, marked. */
    public Cell as(String mark) {
        return new Cell(text, order, link, mark);
    }
}
