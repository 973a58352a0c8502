package comity.acceptance;

import comity.client.EntityKeys;
import comity.client.KeyUse;
import comity.kernel.Ids;
import comity.kernel.Json;
import comity.schema.Annotated;
import comity.schema.Schemas;
import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.Jws;
import comity.trust.SigningKey;
import comity.trust.sdjwt.Pointers;
import comity.trust.sdjwt.RecordClaims;
import comity.trust.sdjwt.SdJwt;
import comity.trust.statuslist.StatusPlace;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What only an entity's own keys can make: records, acts, and statements about keys. */
final class SignedDocuments {

    static final String TYPE = "background-verification";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Ids IDS = new Ids(InstantSource.system(), RANDOM);

    private SignedDocuments() {}

    /** The properties that are to be disclosures of their own. */
    static List<String> annotated() {
        return Schemas.published().recordType(TYPE).orElseThrow().annotated().stream()
                .map(Annotated::pattern)
                .toList();
    }

    /** A record as the protocol wants it, in a place reserved for it. */
    static String record(Wire issuer, JsonNode content) {
        return record(issuer, content, annotated());
    }

    /** A record whose disclosures are these. */
    static String record(Wire issuer, JsonNode content, List<String> own) {
        var claims =
                new RecordClaims(
                        issuer.keys().identifier(),
                        IDS.next(),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        Optional.empty(),
                        Optional.empty(),
                        Schemas.published().recordType(TYPE).orElseThrow().urn(),
                        place(issuer),
                        Optional.empty());
        return SdJwt.issue(
                        issuer.keys().key(KeyUse.RECORD),
                        claims,
                        (ObjectNode) content,
                        Pointers.of(own),
                        RANDOM)
                .compact();
    }

    private static StatusPlace place(Wire issuer) {
        var reply =
                issuer.post("/api/v1/status-lists/places", Json.object().put("count", 1)).send();
        var place = reply.json().at("/items/0");
        return new StatusPlace(place.get("uri").stringValue(), place.get("idx").intValue());
    }

    /** The same record with a top-level member in the clear in place of its disclosure. */
    static String inTheClear(EntityKeys keys, String sdJwt, String name, JsonNode value) {
        var parts = new ArrayList<>(List.of(sdJwt.split("~")));
        var payload = (ObjectNode) Json.read(Base64Url.decode(parts.get(0).split("\\.", -1)[1]));
        var disclosure =
                parts.stream()
                        .skip(1)
                        .filter(
                                each ->
                                        Json.read(Base64Url.decode(each))
                                                .path(1)
                                                .asString("")
                                                .equals(name))
                        .findFirst()
                        .orElseThrow();
        var digests = (ArrayNode) payload.get("_sd");
        for (int i = digests.size() - 1; i >= 0; i--) {
            if (digests.get(i).stringValue().equals(Digests.sha256Text(disclosure))) {
                digests.remove(i);
            }
        }
        payload.set(name, value);
        parts.remove(disclosure);
        parts.set(0, Jws.sign(keys.key(KeyUse.RECORD), SdJwt.TYPE, payload));
        return String.join("~", parts) + "~";
    }

    /** A signature under a draft, as {@code POST /agreements} answered it. */
    static String signature(EntityKeys keys, JsonNode draft) {
        var act = Json.object();
        act.set("agreement", draft.get("id"));
        act.set("version", draft.get("version"));
        act.set("termsDigest", draft.get("termsDigest"));
        act.put("act", "sign");
        act.put("entity", keys.entity());
        act.put("signatory", "A fictional signatory of " + keys.entity());
        act.putArray("reservations");
        act.put("iat", Instant.now().getEpochSecond());
        act.put("jti", IDS.next().toString());
        return Jws.sign(keys.key(KeyUse.AGREEMENT), "comity-act+jwt", act);
    }

    /** The client's grant of a mandate, as {@code POST /mandates} answered it. */
    static String grant(EntityKeys keys, JsonNode draft) {
        var act = statement(keys).put("act", "grant");
        act.set("mandate", draft.get("id"));
        act.set("termsDigest", draft.get("termsDigest"));
        act.put("signatory", "A fictional signatory of " + keys.entity());
        return Jws.sign(keys.key(KeyUse.AGREEMENT), "comity-act+jwt", act);
    }

    /** The content of a registration of a new key for messages. */
    static ObjectNode registration(EntityKeys keys, SigningKey added) {
        var statement = statement(keys);
        statement.set("jwk", added.verificationKey().jwk());
        statement.putArray("uses").add("http");
        statement.put("custody", "entity");
        var key = Jws.sign(added, "comity-key+jwt", statement);
        var authorization =
                statement(keys).put("act", "register").put("keyDigest", Digests.sha256Text(key));
        return Json.object().put("key", key).put("authorization", authorized(keys, authorization));
    }

    /** The same content with the proof that the entity wants this key revoked. */
    static ObjectNode revocation(EntityKeys keys, String thumbprint, ObjectNode content) {
        var authorization = statement(keys).put("act", "revoke").put("thumbprint", thumbprint);
        for (var member : List.of("revokedAt", "compromisedSince")) {
            Optional.ofNullable(content.get(member)).ifPresent(at -> authorization.set(member, at));
        }
        return content.deepCopy().put("authorization", authorized(keys, authorization));
    }

    private static ObjectNode statement(EntityKeys keys) {
        return Json.object()
                .put("entity", keys.entity())
                .put("iat", Instant.now().getEpochSecond())
                .put("jti", UUID.randomUUID().toString());
    }

    private static String authorized(EntityKeys keys, ObjectNode authorization) {
        return Jws.sign(keys.key(KeyUse.AGREEMENT), "comity-key-authorization+jwt", authorization);
    }
}
