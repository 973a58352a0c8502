package comity.kernel;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A bounded part of a list, and the cursor after it when there may be more.
 *
 * @param items at most {@link #LIMIT}
 * @param next opaque to callers
 */
public record Page<T>(List<T> items, Optional<String> next) {

    /** Source: docs/protocol.md, section 9. */
    public static final int LIMIT = 200;

    /** How many rows to read for a page: one more than it holds tells whether there is another. */
    public static final int FETCH = LIMIT + 1;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * The page that begins with what was read.
     *
     * @param read at most {@link #FETCH} rows, in the list's order
     * @param cursor of the page's last row, where there is another page
     */
    public static <T> Page<T> of(List<? extends T> read, Function<? super T, String> cursor) {
        return read.size() <= LIMIT
                ? new Page<>(List.copyOf(read), Optional.empty())
                : new Page<>(
                        List.copyOf(read.subList(0, LIMIT)),
                        Optional.of(cursor.apply(read.get(LIMIT - 1))));
    }

    /** {@code {"items": […], "next": "…"}}. */
    public static ObjectNode toJson(Page<? extends JsonNode> page) {
        var json = Json.object();
        var items = json.putArray("items");
        page.items().forEach(items::add);
        page.next().ifPresent(next -> json.put("next", next));
        return json;
    }

    /** The same page with each item rendered. */
    public <R> Page<R> map(Function<? super T, ? extends R> render) {
        return new Page<>(items.stream().<R>map(render).toList(), next);
    }
}
