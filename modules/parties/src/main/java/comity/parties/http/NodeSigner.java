package comity.parties.http;

import comity.parties.NodeIdentity;
import comity.trust.SigningKey;
import comity.trust.http.HttpResponse;
import comity.trust.http.ResponseSignature;
import comity.trust.http.SignedRequest;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** Signs messages in the node's name. */
final class NodeSigner {

    private final SigningKey key;
    private final NodeIdentity node;

    NodeSigner(SigningKey key, NodeIdentity node) {
        this.key = key;
        this.node = node;
    }

    Map<String, String> sign(HttpResponse response, SignedRequest request, Instant created) {
        return ResponseSignature.sign(response, request, key, created);
    }

    /** The address on this node as callers know it, whatever the container takes for its base. */
    URI absolute(URI location) {
        var query = location.getRawQuery() == null ? "" : "?" + location.getRawQuery();
        return node.address(location.getRawPath() + query);
    }
}
