package comity.parties.http;

import comity.kernel.Json;
import comity.kernel.http.Public;
import comity.ledger.LedgerSettings;
import comity.ledger.LogSigner;
import comity.parties.NodeIdentity;
import comity.trust.Algorithm;
import comity.trust.SigningKey;
import comity.trust.vault.NodeKeys;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a node says of itself. Source: docs/protocol.md, section 1. */
@Path("/.well-known")
@RequestScoped
@Public
@Produces(MediaType.APPLICATION_JSON)
public class WellKnownResource {

    private static final String API = "/api/v1";

    @Inject NodeIdentity node;
    @Inject NodeKeys keys;
    @Inject LedgerSettings ledger;
    @Inject LogSigner log;

    @GET
    @Path("/comity")
    public ObjectNode node() {
        var json = Json.object();
        json.put("name", node.name())
                .put("version", node.version())
                .put("protocol", 1)
                .put("authority", node.authority());
        var algorithms = json.putArray("signatureAlgorithms");
        for (var algorithm : Algorithm.values()) {
            algorithms.add(algorithm.httpName());
        }
        var logged = json.putObject("log");
        logged.put("origin", ledger.origin()).put("prefix", address("/log"));
        var verifierKeys = logged.putArray("verifierKeys");
        log.verifierKeys().forEach(verifierKeys::add);
        logged.put("maxMergeDelay", ledger.maxMergeDelay().toSeconds());
        json.putObject("links")
                .put("keys", address("/.well-known/jwks.json"))
                .put("entities", address(API + "/entities"))
                .put("schemas", address("/schemas"))
                .put("openapi", address("/openapi"))
                .put("problems", address("/problems"))
                .put("log", address("/log/checkpoint"))
                .put("api", address(API));
        return json;
    }

    /** "The node's public keys, each with one purpose." */
    @GET
    @Path("/jwks.json")
    public ObjectNode keys() {
        var json = Json.object();
        var listed = json.putArray("keys");
        add(listed, keys.message(), "message");
        add(listed, keys.receipt(), "receipt");
        add(listed, keys.statusList(), "status-list");
        add(listed, keys.log(), "log");
        add(listed, keys.cosignature(), "cosignature");
        return json;
    }

    private static void add(ArrayNode listed, SigningKey key, String purpose) {
        listed.add(
                key.verificationKey()
                        .jwk()
                        .put("kid", key.thumbprint())
                        .put("use", "sig")
                        .put("purpose", purpose));
    }

    private String address(String path) {
        return node.address(path).toString();
    }
}
