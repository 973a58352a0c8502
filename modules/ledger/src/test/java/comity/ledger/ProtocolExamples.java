package comity.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import comity.kernel.Json;
import comity.trust.Algorithm;
import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.Jcs;
import comity.trust.Jws;
import comity.trust.SigningKey;
import comity.trust.merkle.Merkle;
import comity.trust.note.LogProof;
import comity.trust.note.SignedNote;
import comity.trust.sdjwt.Pointers;
import comity.trust.sdjwt.RecordClaims;
import comity.trust.sdjwt.SdJwt;
import comity.trust.statuslist.RecordStatus;
import comity.trust.statuslist.StatusList;
import comity.trust.statuslist.StatusListToken;
import comity.trust.statuslist.StatusPlace;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The worked examples of docs/protocol.md, section 12, made by the code that makes the real ones,
 * from keys and salts that anyone can make again.
 */
final class ProtocolExamples {

    static final String AUTHORITY = "comity.example.org";
    static final String ORIGIN = AUTHORITY + "/log";
    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private static final String NODE = "https://" + AUTHORITY;
    private static final Instant SIGNED_AT = Instant.parse("2026-11-20T09:00:00Z");
    private static final Instant PUBLISHED_AT = Instant.parse("2026-11-20T15:30:00.25Z");
    private static final StatusPlace PLACE =
            new StatusPlace(NODE + "/api/v1/status-lists/019aa21f-3a00-7f73-81a4-6789abcdef01", 9);

    /** The annotated pointers of background-verification/1. */
    private static final Pointers ANNOTATED =
            Pointers.of(
                    "/subject",
                    "/elements",
                    "/elements/misconduct",
                    "/elements/academic",
                    "/elements/employment",
                    "/elements/suitability");

    private final Map<String, String> files = new LinkedHashMap<>();
    private final SecureRandom random = new FixedRandom();

    static SigningKey key(String name) {
        return SigningKey.ofSecret(
                Algorithm.ED25519,
                Digests.sha256(("comity protocol example: " + name).getBytes(UTF_8)));
    }

    /** Every file of docs/protocol-examples by its name. */
    static Map<String, String> files() {
        return new ProtocolExamples().all();
    }

    private Map<String, String> all() {
        keys();
        keyRegistration();
        var record = record();
        var termsDigest = terms();
        var acts = List.of(act("UNICEF", termsDigest), act("WFP", termsDigest));
        var publicationDigest =
                Digests.sha256Text(record.compact().substring(0, record.compact().indexOf('~')));
        var presentation = record.present(Pointers.of("/subject", "/elements/academic"));
        put("presentation.sd-jwt.txt", presentation);
        var disclosureDigest =
                Base64Url.encode(Digests.sha256(Jcs.canonical(Json.array().add(presentation))));

        var key = Leaf.of(keyEntry(), random);
        var signings = acts.stream().map(act -> Leaf.of(actEntry(act), random)).toList();
        var publication = Leaf.of(publicationEntry(publicationDigest), random);
        var decision = ExampleContents.decision();
        var exchange = Leaf.of(exchangeEntry(decision, termsDigest, disclosureDigest), random);
        var leaves = List.of(key, signings.get(0), signings.get(1), publication, exchange);

        put("entry.jcs.txt", new String(exchange.bytes(), UTF_8));
        put("opening.json", pretty(exchange.opening().toJson()));
        put("entry-key.jcs.txt", new String(key.bytes(), UTF_8));
        var receipt = receipt(exchange, termsDigest, disclosureDigest);
        put("receipt.jws.txt", receipt);
        put("receipt-payload.json", pretty(Json.read(payloadOf(receipt))));
        var log = new ExampleLog(leaves.stream().map(Leaf::bytes).toList());
        put("log-leaves.txt", log.text());
        var signer = new LogSigner(ORIGIN, key("node log"), key("node cosignature"));
        var checkpoint = signer.sign(leaves.size(), log.root(), NOW.plusSeconds(1));
        put("verifier-keys.txt", String.join("\n", signer.verifierKeys()));
        put("checkpoint.txt", checkpoint);
        put("proof.txt", proof(log, 3, checkpoint));
        statusList();
        put(
                "values.json",
                pretty(
                        Json.object()
                                .put("termsDigest", termsDigest)
                                .put("publicationDigest", publicationDigest)
                                .put("disclosureDigest", disclosureDigest)
                                .put("publicationLeaf", Base64Url.encode(publication.hash()))
                                .put("exchangeLeaf", Base64Url.encode(exchange.hash()))
                                .put("root", Base64Url.encode(log.root()))));

        var published = Json.object();
        published.set("entry", publication.json());
        published.set("opening", publication.opening().toJson());
        published.put("proof", proof(log, 3, checkpoint));
        var answer = ExampleContents.answer(decision, presentation, published);
        answer.put("receipt", receipt);
        answer.set("entry", exchange.json());
        answer.set("opening", exchange.opening().toJson());
        answer.put("proof", proof(log, 4, checkpoint));
        mandate();
        files.putAll(ExampleMessages.of(ExampleContents.request(), ExampleContents.body(answer)));
        return files;
    }

    private void keys() {
        var json = Json.object();
        for (var name :
                List.of(
                        "UNICEF http",
                        "UNICEF record",
                        "UNICEF agreement",
                        "UNICEF record 2",
                        "WFP http",
                        "WFP agreement",
                        "UNDP record",
                        "node message",
                        "node receipt",
                        "node status-list",
                        "node log",
                        "node cosignature")) {
            json.set(name, key(name).privateJwk().put("kid", key(name).thumbprint()));
        }
        put("keys.json", pretty(json));
    }

    /** A second record key for UNICEF: the new key's own proof, and that of the agreement key. */
    private void keyRegistration() {
        var key = key("UNICEF record 2");
        var proof = Json.object().put("entity", "UNICEF");
        proof.set("jwk", key.verificationKey().jwk());
        proof.putArray("uses").add("record");
        proof.put("custody", "entity")
                .put("exp", Instant.parse("2029-01-01T00:00:00Z").getEpochSecond())
                .put("iat", NOW.getEpochSecond())
                .put("jti", "example-key-proof-1");
        var jws = Jws.sign(key, "comity-key+jwt", proof);
        var authorization =
                Json.object()
                        .put("act", "register")
                        .put("entity", "UNICEF")
                        .put("keyDigest", Digests.sha256Text(jws))
                        .put("iat", NOW.getEpochSecond())
                        .put("jti", "example-key-authorization-1");
        put("key-proof-payload.json", pretty(proof));
        put("key-authorization-payload.json", pretty(authorization));
        var content = Json.object().put("key", jws);
        content.put(
                "authorization",
                Jws.sign(key("UNICEF agreement"), "comity-key-authorization+jwt", authorization));
        put("key-registration.json", pretty(content));
    }

    private SdJwt record() {
        var content = ExampleContents.content();
        var claims =
                new RecordClaims(
                        "https://www.unicef.org/",
                        ExampleContents.RECORD,
                        Instant.parse("2026-11-20T15:29:00Z"),
                        Optional.empty(),
                        Optional.of(Instant.parse("2029-11-20T00:00:00Z")),
                        "urn:comity:type:background-verification:1",
                        PLACE,
                        Optional.empty());
        var record = SdJwt.issue(key("UNICEF record"), claims, content, ANNOTATED, random);
        put("record-content.json", pretty(content));
        put("record.sd-jwt.txt", record.compact());
        put("record-payload.json", pretty(Json.read(payloadOf(record.compact()))));
        var parts = record.compact().split("~", -1);
        var listed = Json.array();
        for (int i = 0; i < record.disclosures().size(); i++) {
            var encoded = parts[i + 1];
            var line = listed.addObject();
            line.put("pointer", record.disclosures().get(i));
            line.put("disclosure", encoded);
            line.put("digest", Digests.sha256Text(encoded));
            line.put("decoded", new String(Base64Url.decode(encoded), UTF_8));
        }
        put("record-disclosures.json", pretty(listed));
        return record;
    }

    private String terms() {
        var terms = ExampleContents.terms();
        put("terms.json", pretty(terms));
        put("terms.jcs.txt", new String(Jcs.canonical(terms), UTF_8));
        return Base64Url.encode(Digests.sha256(Jcs.canonical(terms)));
    }

    private String act(String entity, String termsDigest) {
        var payload =
                Json.object()
                        .put("agreement", ExampleContents.AGREEMENT.toString())
                        .put("version", 1)
                        .put("termsDigest", termsDigest)
                        .put("act", "sign")
                        .put("entity", entity)
                        .put("signatory", "The Director of Human Resources")
                        .put("iat", SIGNED_AT.getEpochSecond())
                        .put("jti", "example-act-of-" + entity);
        var jws = Jws.sign(key(entity + " agreement"), "comity-act+jwt", payload);
        if (entity.equals("UNICEF")) {
            put("act-payload.json", pretty(payload));
            put("act.jws.txt", jws);
        }
        return jws;
    }

    /** UNDP may publish for UNICEF, and does: last, so that the rest draws what it drew before. */
    private void mandate() {
        var terms = ExampleContents.mandate();
        var payload =
                Json.object()
                        .put("mandate", ExampleContents.MANDATE.toString())
                        .put("termsDigest", Base64Url.encode(Digests.sha256(Jcs.canonical(terms))))
                        .put("act", "grant")
                        .put("entity", "UNICEF")
                        .put("signatory", "The Director of Human Resources")
                        .put("iat", SIGNED_AT.getEpochSecond())
                        .put("jti", "example-grant-of-UNICEF");
        put("mandate-terms.json", pretty(terms));
        put("mandate-act-payload.json", pretty(payload));
        put("mandate-act.jws.txt", Jws.sign(key("UNICEF agreement"), "comity-act+jwt", payload));
        var act = new RecordClaims.Act("https://www.undp.org/", ExampleContents.MANDATE.toString());
        var claims =
                new RecordClaims(
                        "https://www.unicef.org/",
                        ExampleContents.MANDATED_RECORD,
                        Instant.parse("2026-11-20T15:29:00Z"),
                        Optional.empty(),
                        Optional.empty(),
                        "urn:comity:type:background-verification:1",
                        new StatusPlace(PLACE.uri(), PLACE.index() + 1),
                        Optional.of(act));
        var record =
                SdJwt.issue(
                        key("UNDP record"), claims, ExampleContents.content(), ANNOTATED, random);
        put("mandated-record.sd-jwt.txt", record.compact());
        put("mandated-record-payload.json", pretty(Json.read(payloadOf(record.compact()))));
    }

    private static Entry keyEntry() {
        var members = Json.object().put("entity", "UNICEF");
        members.put("thumbprint", key("UNICEF record").thumbprint());
        members.putArray("uses").add("record");
        members.put("custody", "entity").put("nbf", "2026-01-01T00:00:00Z");
        return Entry.clear(EntryKind.KEY, Instant.parse("2026-01-01T08:00:00Z"), members);
    }

    private static Entry actEntry(String jws) {
        var payload = Json.read(payloadOf(jws));
        var members = new LinkedHashMap<String, JsonNode>();
        for (var name :
                List.of("agreement", "version", "termsDigest", "act", "entity", "signatory")) {
            members.put(name, payload.required(name));
        }
        members.put("jws", Json.object().put("jws", jws).required("jws"));
        return Entry.committed(EntryKind.ACT, SIGNED_AT, members);
    }

    private static Entry publicationEntry(String digest) {
        var members =
                Json.object()
                        .put("issuer", "UNICEF")
                        .put("record", ExampleContents.RECORD.toString())
                        .put("type", "urn:comity:type:background-verification:1")
                        .put("key", key("UNICEF record").thumbprint())
                        .put("digest", digest);
        return Entry.committed(EntryKind.PUBLICATION, PUBLISHED_AT, map(members));
    }

    private static Entry exchangeEntry(
            ObjectNode decision, String termsDigest, String disclosureDigest) {
        var members =
                Json.object()
                        .put("asker", "WFP")
                        .put("type", "background-verification")
                        .put("purpose", "recruitment")
                        .put("legalBasis", "consent");
        members.set("decision", decision);
        members.put("termsDigest", termsDigest)
                .put("exchange", ExampleContents.EXCHANGE.toString())
                .put("issuer", "UNICEF")
                .put("disclosureDigest", disclosureDigest);
        return Entry.committed(EntryKind.EXCHANGE, NOW, map(members));
    }

    private static String receipt(Leaf leaf, String termsDigest, String disclosureDigest) {
        var claims =
                ReceiptClaims.of(new Appended(leaf, NOW.plus(Duration.ofMinutes(5))))
                        .about(ExampleContents.EXCHANGE)
                        .asker("WFP")
                        .asked("UNICEF")
                        .disclosed(disclosureDigest)
                        .under(ExampleContents.AGREEMENT, 1, termsDigest);
        return new Receipts(key("node receipt"), NODE).sign(claims);
    }

    private static String proof(ExampleLog log, int index, String checkpoint) {
        var path = Merkle.inclusionProof(index, log.size(), log);
        return LogProof.of(index, path, SignedNote.parse(checkpoint)).toString();
    }

    private void statusList() {
        var list = StatusList.ofSize(16);
        list.set(2, RecordStatus.SUSPENDED);
        list.set(PLACE.index(), RecordStatus.WITHDRAWN);
        var token =
                StatusListToken.sign(
                        key("node status-list"),
                        PLACE.uri(),
                        list,
                        NOW.plus(Duration.ofHours(1)),
                        StatusListToken.MAX_TERM);
        put("status-list.jws.txt", token);
        put("status-list-payload.json", pretty(Json.read(payloadOf(token))));
    }

    private static Map<String, JsonNode> map(ObjectNode members) {
        var map = new LinkedHashMap<String, JsonNode>();
        members.properties().forEach(member -> map.put(member.getKey(), member.getValue()));
        return map;
    }

    private static byte[] payloadOf(String jws) {
        return Base64Url.decode(jws.split("[.]", -1)[1]);
    }

    private void put(String name, String text) {
        files.put(name, text.endsWith("\n") ? text : text + "\n");
    }

    private static String pretty(JsonNode json) {
        return json.toPrettyString().replace("\r\n", "\n");
    }
}
