package comity.agreements.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** JSON Pointers (RFC 6901) to the properties of a type, where {@code *} is any array element. */
final class Pointers {

    private Pointers() {}

    /** A pointer covers itself and all below it. Source: docs/protocol.md, section 3. */
    static boolean covers(String pointer, String property) {
        return property.startsWith(pointer)
                && (property.length() == pointer.length()
                        || property.charAt(pointer.length()) == '/');
    }

    static boolean anyCovers(Collection<String> pointers, String property) {
        for (var pointer : pointers) {
            if (covers(pointer, property)) {
                return true;
            }
        }
        return false;
    }

    /** The containers of a property, the outermost first: array elements do not count as one. */
    static List<String> above(String property) {
        var above = new ArrayList<String>();
        for (int end = property.indexOf('/', 1); end > 0; end = property.indexOf('/', end + 1)) {
            var container = property.substring(0, end);
            if (!container.endsWith("/*")) {
                above.add(container);
            }
        }
        return above;
    }
}
