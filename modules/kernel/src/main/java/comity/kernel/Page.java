package comity.kernel;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A bounded part of a list, and the cursor after it when there may be more.
 *
 * @param items at most {@link #LIMIT}
 * @param next opaque to callers
 */
public record Page<T>(List<T> items, Optional<String> next) {

    /** Source: docs/protocol.md, section 9. */
    public static final int LIMIT = 200;

    public Page {
        items = List.copyOf(items);
    }

    /** The same page with each item rendered. */
    public <R> Page<R> map(Function<? super T, ? extends R> render) {
        return new Page<>(items.stream().<R>map(render).toList(), next);
    }
}
