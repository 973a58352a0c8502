package comity.trust.http;

import comity.trust.TrustException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** The values of components (RFC 9421, sections 2.1 and 2.2). */
final class Components {

    static final Component METHOD = Component.of("@method");
    static final Component AUTHORITY = Component.of("@authority");
    static final Component PATH = Component.of("@path");
    static final Component QUERY = Component.of("@query");
    static final Component STATUS = Component.of("@status");
    static final Component CONTENT_DIGEST = Component.of(ContentDigest.FIELD);
    static final Component CONTENT_TYPE = Component.of("content-type");
    static final Component IDEMPOTENCY_KEY = Component.of("idempotency-key");
    static final Component LOCATION = Component.of("location");

    /** Fields of which two lines would let two readers see two values. */
    private static final Set<String> SINGLE =
            Set.of("content-type", "idempotency-key", "location", "host", "date");

    private Components() {}

    static String ofRequest(Component component, HttpRequest request) {
        return switch (component.name()) {
            case "@method" -> request.method();
            case "@authority" -> request.authority().toLowerCase(Locale.ROOT);
            // RFC 9421, 2.2.6: "an empty path string is normalized as a single slash".
            case "@path" -> request.path().isEmpty() ? "/" : request.path();
            // RFC 9421, 2.2.7: an absent query is "the leading ? character alone".
            case "@query" -> "?" + request.query().orElse("");
            default -> field(component, request.fields());
        };
    }

    static String ofResponse(Component component, HttpResponse response) {
        return component.equals(STATUS)
                ? Integer.toString(response.status())
                : field(component, response.fields());
    }

    private static String field(Component component, Function<String, List<String>> fields) {
        var name = component.name();
        // Signatures that cover signatures: only a response covers one, its request's.
        if (component.isDerived()
                || name.equals(SignatureInput.FIELD)
                || name.equals(SignatureInput.SIGNATURE_FIELD)) {
            throw new TrustException(
                    "component-unsupported", "The signature covers a component not known here.");
        }
        var lines = fields.apply(name);
        if (lines.isEmpty()) {
            throw new TrustException(
                    "component-absent", "The signature covers the field " + name + ", not there.");
        }
        if (lines.size() > 1 && SINGLE.contains(name)) {
            throw new TrustException("field-repeated", "The field " + name + " is there twice.");
        }
        return lines.size() == 1 ? lines.get(0).strip() : combined(lines);
    }

    /** RFC 9421, 2.1: the lines, stripped, "with a single comma and a single space between". */
    private static String combined(List<String> lines) {
        return String.join(", ", lines.stream().map(String::strip).toList());
    }
}
