package comity.client.verify;

import comity.kernel.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a receiver keeps beside an answer, to check it without the node: public keys, log entries,
 * proofs and status lists. Nothing of it is believed for being here; the checks decide.
 *
 * @param issuers by code
 * @param keys entries of the log about keys, in its order
 * @param proofs C2SP {@code tlog-proof}s by the leaf's hash, base64url
 * @param statusLists signed lists by their address
 */
public record Evidence(
        Map<String, Issuer> issuers,
        List<KeyEntry> keys,
        Map<String, String> proofs,
        Map<String, String> statusLists) {

    /**
     * An entity as the directory has it.
     *
     * @param identifier the HTTPS URI that its records name
     * @param jwks its public keys
     */
    public record Issuer(String identifier, JsonNode jwks) {}

    /** An entry of the log about a key, with the proof that it is there. */
    public record KeyEntry(JsonNode entry, String proof) {}

    public Evidence {
        issuers = Map.copyOf(issuers);
        keys = List.copyOf(keys);
        proofs = Map.copyOf(proofs);
        statusLists = Map.copyOf(statusLists);
    }

    /** The proof for a leaf: the one that came along, or the one that was fetched. */
    Optional<String> proof(Optional<String> delivered, String leaf) {
        return delivered.or(() -> Optional.ofNullable(proofs.get(leaf)));
    }

    /** To be kept. */
    public ObjectNode toJson() {
        var json = Json.object();
        var listed = json.putObject("issuers");
        new TreeMap<>(issuers)
                .forEach(
                        (code, issuer) ->
                                listed.putObject(code)
                                        .put("identifier", issuer.identifier())
                                        .set("jwks", issuer.jwks()));
        var entries = json.putArray("keys");
        keys.forEach(
                key -> entries.addObject().put("proof", key.proof()).set("entry", key.entry()));
        var proved = json.putObject("proofs");
        new TreeMap<>(proofs).forEach(proved::put);
        var lists = json.putObject("statusLists");
        new TreeMap<>(statusLists).forEach(lists::put);
        return json;
    }

    /** From what {@link #toJson} wrote. */
    public static Evidence of(JsonNode json) {
        var issuers = new TreeMap<String, Issuer>();
        json.path("issuers")
                .properties()
                .forEach(
                        issuer ->
                                issuers.put(
                                        issuer.getKey(),
                                        new Issuer(
                                                issuer.getValue().path("identifier").asString(""),
                                                issuer.getValue().path("jwks"))));
        var keys = new ArrayList<KeyEntry>();
        json.path("keys")
                .forEach(
                        key ->
                                keys.add(
                                        new KeyEntry(
                                                key.path("entry"),
                                                key.path("proof").asString(""))));
        return new Evidence(
                issuers, keys, texts(json.path("proofs")), texts(json.path("statusLists")));
    }

    private static Map<String, String> texts(JsonNode object) {
        var texts = new TreeMap<String, String>();
        object.properties().forEach(each -> texts.put(each.getKey(), each.getValue().asString("")));
        return texts;
    }
}
