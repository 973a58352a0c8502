package comity.trust.sdjwt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A set of JSON Pointers (RFC 6901) in which {@code *} stands for any array element; each covers
 * itself and all below it. Source: docs/protocol.md, section 3. Immutable.
 *
 * <p>A pointer cannot say whether {@code 0} is an array's element or an object's member of that
 * name, so {@code *} covers both, and another {@code *}.
 */
public final class Pointers {

    /** The characters that a pointer may have. */
    public static final int MAX_LENGTH = 4096;

    private static final Pointers NONE = new Pointers(Set.of());

    private final Set<String> all;
    private final String[] each;
    private final String[] patterns;

    private Pointers(Set<String> all) {
        this.all = all;
        this.each = all.toArray(String[]::new);
        this.patterns =
                all.stream().filter(pointer -> pointer.contains("/*")).toArray(String[]::new);
    }

    /** No pointer: covers nothing. */
    public static Pointers none() {
        return NONE;
    }

    /**
     * These pointers.
     *
     * @throws IllegalArgumentException if one of them is not well-formed
     */
    public static Pointers of(String... pointers) {
        return of(List.of(pointers));
    }

    /**
     * These pointers, in their order.
     *
     * @throws IllegalArgumentException if one of them is not well-formed
     */
    public static Pointers of(Collection<String> pointers) {
        var all = new LinkedHashSet<String>();
        for (var pointer : pointers) {
            if (!isWellFormed(pointer)) {
                throw new IllegalArgumentException("not a JSON Pointer: " + pointer);
            }
            all.add(pointer);
        }
        return new Pointers(Collections.unmodifiableSet(all));
    }

    /** Whether a text is a JSON Pointer: empty, or segments that each begin with a slash. */
    public static boolean isWellFormed(String pointer) {
        if (pointer.length() > MAX_LENGTH || (!pointer.isEmpty() && pointer.charAt(0) != '/')) {
            return false;
        }
        for (int i = pointer.indexOf('~'); i >= 0; i = pointer.indexOf('~', i + 1)) {
            if (i + 1 == pointer.length()
                    || (pointer.charAt(i + 1) != '0' && pointer.charAt(i + 1) != '1')) {
                return false;
            }
        }
        return true;
    }

    /** The pointer to a member of the object at a pointer. */
    public static String child(String pointer, String name) {
        return pointer + "/" + escaped(name);
    }

    /** The pointer to an element of the array at a pointer. */
    public static String child(String pointer, int index) {
        return pointer + "/" + index;
    }

    private static String escaped(String name) {
        return name.indexOf('~') < 0 && name.indexOf('/') < 0
                ? name
                : name.replace("~", "~0").replace("/", "~1");
    }

    /** The names and indices along a pointer. */
    public static List<String> segments(String pointer) {
        var segments = new ArrayList<String>();
        for (int start = 1; start <= pointer.length(); ) {
            int end = segmentEnd(pointer, start);
            segments.add(pointer.substring(start, end).replace("~1", "/").replace("~0", "~"));
            start = end + 1;
        }
        return segments;
    }

    /** The pointers, in the order in which they were given. */
    public Set<String> all() {
        return all;
    }

    public boolean isEmpty() {
        return each.length == 0;
    }

    /** Whether one of them is this pointer or above it. */
    public boolean covers(String pointer) {
        for (var own : each) {
            if (covers(own, pointer)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of them is this pointer itself. */
    public boolean has(String pointer) {
        if (all.contains(pointer)) {
            return true;
        }
        for (var pattern : patterns) {
            if (matches(pattern, pointer)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Every place in the content that has a disclosure of its own where these pointers are the
     * annotated ones: each that one of them names, "and where it is an array, each element too,
     * recursively". A place before those below it.
     */
    public Set<String> in(JsonNode content) {
        var places = new LinkedHashSet<String>();
        expand(content, "", false, places);
        return places;
    }

    private void expand(JsonNode value, String at, boolean ownElements, Set<String> places) {
        if (value.isObject()) {
            for (var member : value.properties()) {
                var pointer = child(at, member.getKey());
                boolean own = has(pointer);
                if (own) {
                    places.add(pointer);
                }
                expand(member.getValue(), pointer, own, places);
            }
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                var pointer = child(at, i);
                boolean own = ownElements || has(pointer);
                if (own) {
                    places.add(pointer);
                }
                expand(value.get(i), pointer, own, places);
            }
        }
    }

    /** Whether {@code above} is {@code pointer} or above it. */
    public static boolean covers(String above, String pointer) {
        return agree(above, pointer) == above.length();
    }

    /** Whether both stand for the same place. */
    public static boolean matches(String pattern, String pointer) {
        return covers(pattern, pointer) && depth(pattern) == depth(pointer);
    }

    /**
     * How far into the pattern its segments agree with those of the pointer, to the end of a
     * segment.
     */
    private static int agree(String pattern, String pointer) {
        int at = 0;
        int other = 0;
        while (at < pattern.length() && other < pointer.length()) {
            int end = segmentEnd(pattern, at + 1);
            int otherEnd = segmentEnd(pointer, other + 1);
            if (!segmentsAgree(pattern, at + 1, end, pointer, other + 1, otherEnd)) {
                return at;
            }
            at = end;
            other = otherEnd;
        }
        return at;
    }

    private static boolean segmentsAgree(
            String pattern, int from, int to, String pointer, int start, int end) {
        if (to - from == 1 && pattern.charAt(from) == '*') {
            return isElement(pointer, start, end);
        }
        return to - from == end - start && pattern.regionMatches(from, pointer, start, to - from);
    }

    private static boolean isElement(String pointer, int start, int end) {
        if (end - start == 1 && pointer.charAt(start) == '*') {
            return true;
        }
        for (int i = start; i < end; i++) {
            if (pointer.charAt(i) < '0' || pointer.charAt(i) > '9') {
                return false;
            }
        }
        return end > start;
    }

    private static int segmentEnd(String pointer, int from) {
        int slash = pointer.indexOf('/', from);
        return slash < 0 ? pointer.length() : slash;
    }

    private static int depth(String pointer) {
        int depth = 0;
        for (int i = 0; i < pointer.length(); i++) {
            if (pointer.charAt(i) == '/') {
                depth++;
            }
        }
        return depth;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pointers that && all.equals(that.all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    @Override
    public String toString() {
        return all.toString();
    }
}
