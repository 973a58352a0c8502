package comity.trust.http;

import java.util.List;
import java.util.function.Function;

/**
 * What a signature can cover of a response.
 *
 * @param status the status code
 * @param fields the lines of a field by its lower-case name, in order; empty if absent
 */
public record HttpResponse(int status, Function<String, List<String>> fields) {}
