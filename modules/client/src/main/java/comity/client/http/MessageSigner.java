package comity.client.http;

import comity.trust.SigningKey;
import comity.trust.http.ContentDigest;
import comity.trust.http.HttpRequest;
import comity.trust.http.RequestSignature;
import comity.trust.http.SignedRequest;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Signs every request as docs/protocol.md, section 2, asks: one without content when it is
 * filtered, one with content once its exact bytes are known. Each signing takes a fresh nonce.
 */
public final class MessageSigner implements ClientRequestFilter, WriterInterceptor {

    /** Where {@link ResponseCheck} finds the request that was signed. */
    static final String SIGNED_REQUEST = "comity.signedRequest";

    private static final String TARGET = "comity.target";
    private static final String METHOD = "comity.method";

    private final SigningKey key;
    private final String authority;
    private final InstantSource clock;
    private final SecureRandom random;

    /**
     * @param authority of the node that the request is meant for, as the caller knows it: what a
     *     node says of itself is not believed here, or another could have the request passed on
     */
    public MessageSigner(
            SigningKey key, String authority, InstantSource clock, SecureRandom random) {
        this.key = key;
        this.authority = authority;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void filter(ClientRequestContext request) {
        if (request.hasEntity()) {
            request.setProperty(TARGET, request.getUri());
            request.setProperty(METHOD, request.getMethod());
            return;
        }
        var headers = request.getHeaders();
        if (!request.getMethod().equals("GET")) {
            headers.putSingle("Content-Digest", ContentDigest.of(new byte[0]));
        }
        var signed = sign(request.getMethod(), request.getUri(), fields(headers), false);
        request.setProperty(SIGNED_REQUEST, signed);
        signed.fields().forEach(headers::putSingle);
    }

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        var wire = context.getOutputStream();
        var content = new ByteArrayOutputStream();
        context.setOutputStream(content);
        context.proceed();
        context.setOutputStream(wire);

        var headers = context.getHeaders();
        var bytes = content.toByteArray();
        headers.putSingle("Content-Digest", ContentDigest.of(bytes));
        headers.putSingle("Content-Type", context.getMediaType().toString());
        if (context.getProperty(METHOD) instanceof String method
                && context.getProperty(TARGET) instanceof URI target) {
            var signed = sign(method, target, fields(headers), bytes.length > 0);
            context.setProperty(SIGNED_REQUEST, signed);
            signed.fields().forEach(headers::putSingle);
        }
        // Only now: the first byte sends the headers.
        wire.write(bytes);
    }

    private SignedRequest sign(
            String method, URI target, Function<String, List<String>> fields, boolean hasContent) {
        var path = target.getRawPath();
        var request =
                new HttpRequest(
                        method,
                        authority,
                        path.isEmpty() ? "/" : path,
                        Optional.ofNullable(target.getRawQuery()),
                        fields,
                        hasContent);
        return RequestSignature.sign(request, key, clock.instant(), RequestSignature.nonce(random));
    }

    private static Function<String, List<String>> fields(MultivaluedMap<String, Object> headers) {
        return name ->
                headers.entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase(name))
                        .flatMap(header -> header.getValue().stream())
                        .map(Object::toString)
                        .toList();
    }
}
