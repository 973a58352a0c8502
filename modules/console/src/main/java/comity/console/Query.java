package comity.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What of a list is asked for. It is all in the address, so that a list can be linked to, and goes
 * back with the browser.
 *
 * @param words each must be in a row somewhere; empty for all rows
 * @param sort the column to sort by; empty for the list's own order
 * @param page from 1
 */
public record Query(String words, String sort, boolean isDescending, int page) {

    private static final int LONGEST = 100;
    private static final int MOST_PAGES = 1000;

    /** Reads parameters as they came; what makes no sense is left out. */
    public static Query of(String words, String sort, String page, List<String> columns) {
        boolean isDescending = sort.startsWith("-");
        var column = isDescending ? sort.substring(1) : sort;
        var bounded = words.strip();
        return new Query(
                bounded.substring(0, Math.min(bounded.length(), LONGEST)),
                columns.contains(column) ? column : "",
                isDescending && columns.contains(column),
                page.matches("[1-9]\\d{0,3}") ? Math.min(Integer.parseInt(page), MOST_PAGES) : 1);
    }

    /** The same list from its first page, sorted by a column: the other way if it is already. */
    public String sortedBy(String column) {
        boolean turn = sort.equals(column) && !isDescending;
        return address(words, (turn ? "-" : "") + column, 1);
    }

    /** Another page of the same. */
    public String at(int other) {
        return address(words, (isDescending ? "-" : "") + sort, other);
    }

    private static String address(String words, String sort, int page) {
        var address = new StringBuilder("?page=").append(page);
        if (!words.isEmpty()) {
            address.append("&q=").append(URLEncoder.encode(words, StandardCharsets.UTF_8));
        }
        if (!sort.isEmpty()) {
            address.append("&sort=").append(sort);
        }
        return address.toString();
    }
}
