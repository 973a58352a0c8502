package comity.trust.http;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a signature can cover of a request.
 *
 * @param method in upper case
 * @param authority the node's public authority, as configured: never what a forwarded header says
 * @param path the raw path of the target, still percent-encoded
 * @param query the raw query of the target, without its question mark
 * @param fields the lines of a field by its lower-case name, in order; empty if absent
 * @param hasContent whether there is at least one octet of content
 */
public record HttpRequest(
        String method,
        String authority,
        String path,
        Optional<String> query,
        Function<String, List<String>> fields,
        boolean hasContent) {

    /** GET and HEAD carry neither content nor an effect; every other method must cover a digest. */
    boolean needsDigest() {
        return !method.equals("GET") && !method.equals("HEAD");
    }
}
