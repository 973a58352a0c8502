package comity.parties.http;

import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.parties.Caller;
import comity.parties.Calls;
import comity.trust.http.ContentDigest;
import comity.trust.http.HttpResponse;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Signs every response to a request whose signature verified, problems included, and lets none out
 * before the request's nonce is stored. Source: docs/protocol.md, section 2, "Response".
 */
@Provider
@Priority(Priorities.HEADER_DECORATOR)
@ApplicationScoped
public class ResponseSigner implements ContainerResponseFilter {

    private static final Logger LOG = System.getLogger(ResponseSigner.class.getName());

    @Inject Calls calls;
    @Inject NodeSigner signer;
    @Inject InstantSource clock;
    @Inject CurrentCall call;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        call.standing()
                .ifPresent(
                        standing -> {
                            set(response, "RateLimit-Policy", standing.policy());
                            set(response, "RateLimit", standing.limit());
                        });
        var caller = call.verified();
        if (caller.isEmpty()) {
            return;
        }
        settle(caller.get(), response);
        // A replay found out late: as if the signature had not been accepted.
        if (response.getStatus() != 401) {
            sign(caller.get(), response);
        }
    }

    /** For what never reached {@link Calls}: an unknown address, a refused method, a limit. */
    private void settle(Caller caller, ContainerResponseContext response) {
        if (caller.isSettled()) {
            return;
        }
        try {
            calls.settle(caller);
        } catch (Problem replayed) {
            answer(response, replayed);
        } catch (RuntimeException away) {
            LOG.log(Level.WARNING, "A nonce could not be stored: {0}", away.getClass().getName());
            if (response.getStatus() < 500) {
                answer(
                        response,
                        Problem.of(
                                KernelProblem.UNAVAILABLE,
                                "The database did not do the work; nothing was done."));
            }
        }
    }

    private static void answer(ContainerResponseContext response, Problem problem) {
        response.setStatus(problem.type().status());
        response.setEntity(
                Json.write(problem.toJson()),
                new Annotation[0],
                MediaType.valueOf(Problem.MEDIA_TYPE));
        response.getHeaders().remove(HttpHeaders.LOCATION);
        problem.headers().forEach((name, value) -> set(response, name, value));
    }

    private void sign(Caller caller, ContainerResponseContext response) {
        var content = content(response.getEntity());
        var type = type(response.getMediaType());
        response.setEntity(content, new Annotation[0], type);
        set(response, HttpHeaders.CONTENT_TYPE, type);
        set(response, "Content-Digest", ContentDigest.of(content));
        set(response, HttpHeaders.CACHE_CONTROL, "no-store");
        var location = response.getLocation();
        if (location != null) {
            // What is signed is what is sent: a relative address would be resolved after this.
            set(response, HttpHeaders.LOCATION, signer.absolute(location).toString());
        }
        var signable = new HttpResponse(response.getStatus(), name -> lines(response, name));
        signer.sign(signable, caller.signed(), clock.instant())
                .forEach((name, value) -> set(response, name, value));
    }

    /** Signed responses have content, and hold it in memory: nothing is streamed here. */
    private static byte[] content(@Nullable Object entity) {
        if (entity instanceof JsonNode json) {
            return Json.write(json);
        }
        if (entity instanceof byte[] bytes) {
            return bytes;
        }
        if (entity instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (entity == null) {
            return Json.write(Json.object());
        }
        throw new IllegalStateException("Cannot sign content of " + entity.getClass());
    }

    /** With its charset where it is text: containers add it later, when all is signed. */
    private static MediaType type(@Nullable MediaType type) {
        if (type == null) {
            return MediaType.APPLICATION_JSON_TYPE;
        }
        return type.getType().toLowerCase(Locale.ROOT).equals("text")
                        && !type.getParameters().containsKey(MediaType.CHARSET_PARAMETER)
                ? type.withCharset("utf-8")
                : type;
    }

    private static List<String> lines(ContainerResponseContext response, String name) {
        var values = response.getHeaders().get(name);
        return values == null
                ? List.of()
                : values.stream().map(Objects::toString).map(String::strip).toList();
    }

    private static void set(ContainerResponseContext response, String name, Object value) {
        response.getHeaders().putSingle(name, value);
    }
}
