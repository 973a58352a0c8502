package comity.agreements.decision;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Names a container instead of its parts, where the same is said of all of them. */
final class Gathering {

    private Gathering() {}

    /**
     * The same in fewer lines.
     *
     * @param said one line a property, in the schema's order
     * @param at the same said of a container
     * @return the outermost containers that are whole, and the properties that are in none
     */
    static <T> List<T> gathered(
            List<T> said,
            RecordShape shape,
            Function<T, String> pointer,
            BiFunction<T, String, T> at) {
        var alike = new HashMap<T, Integer>();
        for (var each : said) {
            for (var container : shape.above(pointer.apply(each))) {
                alike.merge(at.apply(each, container), 1, Integer::sum);
            }
        }
        var gathered = new LinkedHashSet<T>();
        for (var each : said) {
            var line = each;
            for (var container : shape.above(pointer.apply(each))) {
                var whole = at.apply(each, container);
                if (alike.getOrDefault(whole, 0) == shape.countBelow(container)) {
                    line = whole;
                    break;
                }
            }
            gathered.add(line);
        }
        return List.copyOf(gathered);
    }
}
