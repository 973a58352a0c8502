package comity.parties.http;

import comity.kernel.Json;
import comity.kernel.JsonLimits;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.parties.Admissions;
import comity.parties.NodeIdentity;
import comity.parties.PartiesProblem;
import comity.parties.RateLimits;
import comity.trust.http.HttpRequest;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What every request passes, before anything else knows of it: limits of its address, the form and
 * size of its content, and, where it is signed, the signature. What is cheap comes first. Whether a
 * signature is needed is {@link SignatureNeeded}'s to say. Source: docs/protocol.md, sections 2 and
 * 9.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class RequestGate implements ContainerRequestFilter {

    private static final Set<String> WITHOUT_CONTENT = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> METHODS = Set.of("GET", "POST");
    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x21-\\x7E]{1,128}");

    @Inject Admissions admissions;
    @Inject RateLimits limits;
    @Inject Arrivals arrivals;
    @Inject NodeIdentity node;
    @Inject CurrentCall call;
    @Inject RequestLine line;

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        var address = limits.ofAddress(line.address());
        call.stands(address);
        address.require();

        requirePlainTarget(request);
        var content = content(request);
        requireAuthority(request);
        if (!isSigned(request)) {
            acceptJsonWithProblems(request);
            return;
        }
        if (!METHODS.contains(request.getMethod())) {
            throw Problem.of(KernelProblem.METHOD_NOT_ALLOWED, "Signed requests are GET and POST.")
                    .withHeader(HttpHeaders.ALLOW, "GET, POST");
        }
        var caller = admissions.admit(signable(request, content), content);
        // From here on every response is signed.
        call.verified(caller);

        var entity = limits.ofEntity(caller.entity());
        call.stands(entity);
        entity.require();
        requireIdempotencyKey(request);
        acceptJsonWithProblems(request);
    }

    /**
     * Whoever takes problems takes JSON: as {@link AcceptedTypes} has it, so the matching of
     * resources. After the signature, which may cover the field.
     */
    private static void acceptJsonWithProblems(ContainerRequestContext request) {
        var accepted = request.getHeaderString(HttpHeaders.ACCEPT);
        if (accepted != null && AcceptedTypes.accepts(accepted, AcceptedTypes.PROBLEM)) {
            // As much as problems and no more: what it wants rather stays so.
            request.getHeaders()
                    .putSingle(
                            HttpHeaders.ACCEPT,
                            "%s, %s;q=%s"
                                    .formatted(
                                            accepted,
                                            MediaType.APPLICATION_JSON,
                                            AcceptedTypes.weightOfProblems(accepted)));
        }
    }

    /**
     * What is signed must be what is routed: no path parameters, and the very path that resources
     * are matched by.
     */
    private void requirePlainTarget(ContainerRequestContext request) {
        var routed = request.getUriInfo().getPath(false);
        if (line.isAmbiguous()
                || routed.indexOf(';') >= 0
                || !line.path().endsWith(routed.startsWith("/") ? routed : "/" + routed)) {
            throw Problem.of(KernelProblem.NOT_FOUND, "There is nothing at this address.");
        }
    }

    /** The content, read within its bound and parsed; the resource gets the same bytes again. */
    private byte[] content(ContainerRequestContext request) throws IOException {
        if (request.getHeaders().containsKey(HttpHeaders.CONTENT_ENCODING)) {
            throw Problem.of(
                    KernelProblem.UNSUPPORTED_MEDIA_TYPE, "No Content-Encoding is supported.");
        }
        int bound = JsonLimits.REQUEST.bytes();
        if (request.getLength() > bound) {
            throw tooLarge(bound);
        }
        var content =
                hasContent(request)
                        ? arrivals.read(line.address(), request.getEntityStream(), bound)
                        : arrivals.readNone(request.getEntityStream(), bound);
        if (content.length > bound) {
            throw tooLarge(bound);
        }
        request.setEntityStream(new ByteArrayInputStream(content));
        if (content.length == 0) {
            return content;
        }
        if (WITHOUT_CONTENT.contains(request.getMethod())) {
            throw Problem.of(
                    PartiesProblem.CONTENT_NOT_ALLOWED,
                    "A request with this method has no content.");
        }
        requireJson(request.getMediaType());
        call.received(Json.read(content));
        return content;
    }

    /** By its fields and its method; what comes without being announced is refused later. */
    private static boolean hasContent(ContainerRequestContext request) {
        return request.getLength() > 0
                || request.getHeaders().containsKey("Transfer-Encoding")
                || !WITHOUT_CONTENT.contains(request.getMethod());
    }

    private static void requireJson(@Nullable MediaType type) {
        var parameters = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        if (type != null) {
            parameters.putAll(type.getParameters());
        }
        var charset = parameters.remove(MediaType.CHARSET_PARAMETER);
        if (type == null
                || !MediaType.APPLICATION_JSON_TYPE.isCompatible(type)
                || type.isWildcardType()
                || type.isWildcardSubtype()
                || !parameters.isEmpty()
                || (charset != null && !"utf-8".equals(charset.toLowerCase(Locale.ROOT)))) {
            throw Problem.of(
                    KernelProblem.UNSUPPORTED_MEDIA_TYPE,
                    "The content must be application/json, in UTF-8, with no parameter but that charset.");
        }
    }

    /**
     * Any trace of a signature counts: a request with half of one is refused, not let in as none.
     */
    private static boolean isSigned(ContainerRequestContext request) {
        return request.getHeaders().containsKey("Signature-Input")
                || request.getHeaders().containsKey("Signature");
    }

    /**
     * "{@code @authority} is the node's configured public authority …; another gets 421", signed or
     * not. Compared with what the request itself is addressed to, never with a forwarded header:
     * with Host, and with the authority of its target ({@code :authority}, or the absolute form),
     * which the server prefers to Host.
     */
    private void requireAuthority(ContainerRequestContext request) {
        var host = request.getHeaderString(HttpHeaders.HOST);
        if ((host != null && !node.isAuthority(host))
                || !node.isAuthority(line.name(), line.port())) {
            throw Problem.of(
                    PartiesProblem.WRONG_AUTHORITY,
                    "This node is %s; sign for it and address it so.".formatted(node.authority()));
        }
    }

    private HttpRequest signable(ContainerRequestContext request, byte[] content) {
        return new HttpRequest(
                request.getMethod(),
                node.authority(),
                line.path(),
                line.query(),
                name -> request.getHeaders().getOrDefault(name, List.of()),
                content.length > 0);
    }

    private static void requireIdempotencyKey(ContainerRequestContext request) {
        if (!request.getMethod().equals("POST")) {
            return;
        }
        var given = request.getHeaders().getOrDefault("Idempotency-Key", List.of());
        if (given.size() != 1 || !IDEMPOTENCY_KEY.matcher(given.get(0)).matches()) {
            throw Problem.of(
                    PartiesProblem.IDEMPOTENCY_KEY_MISSING,
                    "A POST carries one Idempotency-Key, 1 to 128 visible ASCII characters.");
        }
    }

    private static Problem tooLarge(int bound) {
        return Problem.of(
                        KernelProblem.CONTENT_TOO_LARGE,
                        "The limit 'bytes' is %d.".formatted(bound))
                .with("limit", Json.object().put("name", "bytes").put("bound", bound));
    }
}
