package comity.console;

import java.util.List;

/**
 * One page of a list, ready to be shown.
 *
 * @param name of the list: the family of its texts, and its address as CSV
 * @param columns the keys of its columns
 * @param found how many rows fit the query, as far as was looked
 * @param hasMore whether a page follows
 * @param isCut whether there are more rows than a search looks at
 */
public record Listing(
        String name,
        List<String> columns,
        List<List<Cell>> rows,
        Query query,
        int found,
        boolean hasMore,
        boolean isCut) {

    public Listing {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Whether it is empty because of what was searched for. */
    public boolean isSearched() {
        return !query.words().isEmpty();
    }

    /** The value of {@code aria-sort}. */
    public String direction(String column) {
        if (!query.sort().equals(column)) {
            return "none";
        }
        return query.isDescending() ? "descending" : "ascending";
    }
}
