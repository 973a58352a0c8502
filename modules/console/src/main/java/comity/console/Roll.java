package comity.console;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.RuleBasedCollator;
import comity.kernel.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A list over a front door's pages, read no further than it must be: to the page that is shown, or,
 * to search and to sort, to {@value #MOST} rows. What is found is what a person sees: the rows as
 * they are written in that person's language.
 *
 * @param name of the list
 * @param columns the keys of its columns
 * @param source the front door's pages, in its own order
 * @param render one item as a row of cells
 */
public record Roll<T>(
        String name,
        List<String> columns,
        Source<T> source,
        Function<T, List<Cell>> render,
        Locale locale) {

    /** How many rows a page shows. */
    public static final int PAGE = 25;

    /** How many rows a search, a sorted list and a CSV look at. */
    public static final int MOST = 2000;

    /** A front door's pages. */
    @FunctionalInterface
    public interface Source<T> {
        /** The page after a cursor; the first without one. */
        Page<T> after(Optional<String> cursor);
    }

    private record Read(List<List<Cell>> rows, boolean isCut) {}

    public Roll {
        columns = List.copyOf(columns);
    }

    /** One page. */
    public Listing page(Query query) {
        int from = (query.page() - 1) * PAGE;
        boolean isWhole = !query.words().isEmpty() || !query.sort().isEmpty();
        var read = read(query, isWhole ? MOST : Math.min(MOST, from + PAGE + 1));
        var rows = read.rows();
        int begin = Math.min(from, rows.size());
        int end = Math.min(from + PAGE, rows.size());
        return new Listing(
                name,
                columns,
                rows.subList(begin, end),
                query,
                rows.size(),
                rows.size() > end,
                read.isCut() && (isWhole || from + PAGE + 1 > MOST));
    }

    /** All rows that fit, as far as a search looks, as one page. */
    public Listing all(Query query) {
        var read = read(query, MOST);
        return new Listing(
                name, columns, read.rows(), query, read.rows().size(), false, read.isCut());
    }

    private Read read(Query query, int most) {
        var rows = new ArrayList<List<Cell>>();
        boolean isCut =
                Pages.each(
                        source,
                        most,
                        item -> {
                            var row = render.apply(item);
                            if (fits(row, query)) {
                                rows.add(row);
                            }
                        });
        return new Read(sorted(rows, query), isCut);
    }

    private static boolean fits(List<Cell> row, Query query) {
        if (query.words().isEmpty()) {
            return true;
        }
        var text = new StringBuilder();
        row.forEach(cell -> text.append(folded(cell.text())).append('\n'));
        for (var word : folded(query.words()).split("\\s+", -1)) {
            if (text.indexOf(word) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Without case and accents: who searches for "prufer" finds "Prüfer". */
    private static String folded(String text) {
        return Normalizer2.getNFKDInstance()
                .normalize(text)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }

    private List<List<Cell>> sorted(List<List<Cell>> rows, Query query) {
        int column = columns.indexOf(query.sort());
        if (column < 0) {
            return rows;
        }
        var collator = (RuleBasedCollator) Collator.getInstance(locale);
        collator.setNumericCollation(true);
        Comparator<List<Cell>> order =
                Comparator.comparing(row -> row.get(column).order(), collator::compare);
        rows.sort(query.isDescending() ? order.reversed() : order);
        return rows;
    }
}
