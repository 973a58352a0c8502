package comity.client.http;

import comity.client.ProblemException;
import comity.kernel.Json;
import comity.kernel.Problem;
import comity.trust.TrustException;
import comity.trust.VerificationKey;
import comity.trust.http.HttpResponse;
import comity.trust.http.ResponseSignature;
import comity.trust.http.SignedRequest;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Stands between the network and everything else: verifies the node's signature over each response
 * to a signed request, reads JSON strictly, and turns problems into {@link ProblemException}. A
 * response that the node did not sign passes only as a problem that says so.
 */
public final class ResponseCheck implements ClientResponseFilter {

    private final Function<String, Optional<VerificationKey>> nodeKeys;

    /**
     * @param nodeKeys the node's message keys by thumbprint
     */
    public ResponseCheck(Function<String, Optional<VerificationKey>> nodeKeys) {
        this.nodeKeys = nodeKeys;
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response)
            throws IOException {
        var content = read(response);
        response.setEntityStream(new ByteArrayInputStream(content));
        boolean authentic = isAuthentic(request, response, content);
        boolean json = isJson(response);
        var document = json ? strict(content) : Json.object();
        if (response.getStatus() >= 300) {
            throw new ProblemException(response.getStatus(), authentic, document);
        }
    }

    private boolean isAuthentic(
            ClientRequestContext request, ClientResponseContext response, byte[] content) {
        if (!(request.getProperty(MessageSigner.SIGNED_REQUEST) instanceof SignedRequest signed)) {
            // Discovery is public and unsigned; nothing is believed for coming from there.
            return false;
        }
        if (fields(response).apply("signature").isEmpty()) {
            if (response.getStatus() >= 400) {
                return false;
            }
            throw new TrustException(
                    "response-unsigned",
                    "The node answered %d without a signature: the answer is not believed."
                            .formatted(response.getStatus()));
        }
        ResponseSignature.verify(
                new HttpResponse(response.getStatus(), fields(response)),
                content,
                signed,
                nodeKeys);
        return true;
    }

    private static Function<String, List<String>> fields(ClientResponseContext response) {
        return name -> {
            var lines = response.getHeaders().get(name);
            return lines == null ? List.of() : lines;
        };
    }

    private static byte[] read(ClientResponseContext response) throws IOException {
        if (!response.hasEntity()) {
            return new byte[0];
        }
        int bound = Binding.ANSWER.bytes();
        var content = response.getEntityStream().readNBytes(bound + 1);
        if (content.length > bound) {
            throw new TrustException(
                    "response-too-large",
                    "The node's answer has more than %d bytes.".formatted(bound));
        }
        return content;
    }

    private static boolean isJson(ClientResponseContext response) {
        var type = response.getMediaType();
        return type != null
                && (type.getSubtype().equals("json") || type.getSubtype().endsWith("+json"));
    }

    private static JsonNode strict(byte[] content) {
        try {
            return Json.read(content, Binding.ANSWER);
        } catch (Problem broken) {
            throw new TrustException("response-malformed", "The node's answer: " + broken.detail());
        }
    }
}
