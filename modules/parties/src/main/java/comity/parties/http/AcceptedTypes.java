package comity.parties.http;

import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/**
 * Refuses who takes nothing of what there is (RFC 9110, section 12.5.1). Leniently: whoever takes
 * problems takes JSON, and no Accept takes everything. A POST is refused before it has an effect,
 * since all of them answer JSON; a GET by what it would have answered. Problems are sent to
 * everyone.
 */
@Provider
@Priority(Priorities.ENTITY_CODER)
@ApplicationScoped
public class AcceptedTypes implements ContainerRequestFilter, ContainerResponseFilter {

    static final MediaType PROBLEM = MediaType.valueOf(Problem.MEDIA_TYPE);

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getMethod().equals("POST")
                && !accepts(
                        request.getHeaderString(HttpHeaders.ACCEPT),
                        MediaType.APPLICATION_JSON_TYPE)) {
            throw refusal();
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        var type =
                response.getMediaType() == null
                        ? MediaType.APPLICATION_JSON_TYPE
                        : response.getMediaType();
        if (response.getStatus() < 300
                && response.hasEntity()
                && !accepts(request.getHeaderString(HttpHeaders.ACCEPT), type)) {
            var refusal = refusal();
            // They speak of what is not sent: a cache would keep the refusal as long as that.
            response.getHeaders().clear();
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setStatus(refusal.type().status());
            response.setEntity(Json.write(refusal.toJson()), new Annotation[0], PROBLEM);
        }
    }

    private static Problem refusal() {
        return Problem.of(
                KernelProblem.NOT_ACCEPTABLE, "Accept excludes what this address answers.");
    }

    static boolean accepts(@Nullable String header, MediaType type) {
        if (header == null || header.isBlank()) {
            return true;
        }
        return weight(header, type) > 0
                || (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
                        && weight(header, PROBLEM) > 0);
    }

    /** Whether an Accept says that it would rather have one type than another. */
    public static boolean prefers(@Nullable String header, MediaType type, MediaType other) {
        return header != null && weight(header, type) > weight(header, other);
    }

    /** How much it wants problems; 0 where it takes none. */
    static double weightOfProblems(String header) {
        return header.isBlank() ? 1 : weight(header, PROBLEM);
    }

    /** The quality that the most specific range gives the type; 0 where none matches. */
    private static double weight(String header, MediaType type) {
        int closest = -1;
        double weight = 0;
        for (var part : header.split(",", -1)) {
            try {
                var range = MediaType.valueOf(part.strip());
                int closeness = range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
                if (range.isCompatible(type) && closeness > closest) {
                    closest = closeness;
                    weight = Double.parseDouble(range.getParameters().getOrDefault("q", "1"));
                }
            } catch (IllegalArgumentException malformed) {
                // Matches nothing.
            }
        }
        return weight;
    }
}
