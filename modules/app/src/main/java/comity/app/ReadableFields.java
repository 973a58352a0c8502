package comity.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request some of whose fields are not as they were sent, since they could not be parsed. A
 * signature over such a field does not verify.
 */
final class ReadableFields extends HttpServletRequestWrapper {

    /** A media type that nothing has; {@code .invalid} is reserved for this (RFC 2606). */
    private static final String NOTHING = "none/none.invalid";

    /** By name, in whatever case; none is a field that is left out. */
    private final Map<String, List<String>> instead;

    private ReadableFields(HttpServletRequest request, Map<String, List<String>> instead) {
        super(request);
        this.instead = instead;
    }

    /** The request itself where all can be parsed. */
    static HttpServletRequest of(HttpServletRequest request) {
        var instead = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        if (!lines(request, "Accept").stream().allMatch(FieldSyntax::isAccept)) {
            instead.put("Accept", List.of(NOTHING));
        }
        if (!lines(request, "Accept-Language").stream().allMatch(FieldSyntax::isAcceptLanguage)) {
            instead.put("Accept-Language", List.of());
        }
        return instead.isEmpty() ? request : new ReadableFields(request, instead);
    }

    @Override
    public @Nullable String getHeader(String name) {
        var values = instead.get(name);
        if (values == null) {
            return super.getHeader(name);
        }
        return values.isEmpty() ? null : values.get(0);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        var values = instead.get(name);
        return values == null ? super.getHeaders(name) : Collections.enumeration(values);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        var names = lines(super.getHeaderNames());
        names.removeIf(name -> instead.getOrDefault(name, List.of(name)).isEmpty());
        return Collections.enumeration(names);
    }

    private static List<String> lines(HttpServletRequest request, String name) {
        return lines(request.getHeaders(name));
    }

    private static List<String> lines(Enumeration<String> values) {
        return Collections.list(values);
    }
}
