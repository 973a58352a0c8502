package comity.console;

import java.util.Optional;
import java.util.function.Consumer;

/** A front door's pages, one after another. */
public final class Pages {

    private Pages() {}

    /**
     * Uses items in the front door's order.
     *
     * @param most how many at most
     * @return whether there are more
     */
    public static <T> boolean each(Roll.Source<T> source, int most, Consumer<? super T> use) {
        Optional<String> cursor = Optional.empty();
        int seen = 0;
        do {
            var page = source.after(cursor);
            for (var item : page.items()) {
                if (seen == most) {
                    return true;
                }
                seen++;
                use.accept(item);
            }
            cursor = page.next();
        } while (cursor.isPresent());
        return false;
    }
}
