package comity.client;

import comity.client.monitor.LogSource;
import comity.client.verify.Evidence;
import comity.client.verify.LogEntry;
import comity.client.wire.Answer;
import comity.client.wire.DataRequest;
import comity.client.wire.Decision;
import comity.client.wire.Exchange;
import comity.client.wire.ReceivedRecord;
import comity.kernel.Ids;
import comity.kernel.Json;
import comity.trust.Algorithm;
import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.Jcs;
import comity.trust.Jws;
import comity.trust.SigningKey;
import comity.trust.merkle.EntryBundle;
import comity.trust.merkle.GrowingTree;
import comity.trust.merkle.Merkle;
import comity.trust.merkle.Tile;
import comity.trust.merkle.TileHashReader;
import comity.trust.merkle.TileReader;
import comity.trust.note.Checkpoint;
import comity.trust.note.LogProof;
import comity.trust.note.NoteSigner;
import comity.trust.note.SignedNote;
import comity.trust.sdjwt.Pointers;
import comity.trust.sdjwt.RecordClaims;
import comity.trust.sdjwt.SdJwt;
import comity.trust.statuslist.RecordStatus;
import comity.trust.statuslist.StatusList;
import comity.trust.statuslist.StatusListToken;
import comity.trust.statuslist.StatusPlace;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The keys, the log and the answers of a node, made with real cryptography, that serves nothing:
 * what a receiver would hold.
 */
public final class SampleNode {

    public static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    public static final String ORIGIN = "comity.example.org/log";
    public static final String LIST = "https://comity.example.org/api/v1/status-lists/1";

    public final SecureRandom random = new SecureRandom();
    public final SigningKey message = key();
    public final SigningKey receipt = key();
    public final SigningKey statusList = key();
    public final EntityKeys unicef =
            EntityKeys.generate("UNICEF", "https://unicef.example/", Algorithm.ED25519, random);
    public final EntityKeys wfp =
            EntityKeys.generate("WFP", "https://wfp.example/", Algorithm.ES256, random);
    public final EntityKeys undp =
            EntityKeys.generate("UNDP", "https://undp.example/", Algorithm.ED25519, random);
    public final StatusList statuses = StatusList.ofSize(64);

    private final NoteSigner log = NoteSigner.ed25519(ORIGIN, key());
    private final NoteSigner cosigner = NoteSigner.cosigner("comity.example.org/cosigner", key());
    private final List<byte[]> leaves = new ArrayList<>();
    private final Ids ids = new Ids(InstantSource.fixed(NOW), random);
    private Instant signsAt = NOW;

    public SigningKey key() {
        return SigningKey.generate(Algorithm.ED25519, random);
    }

    public ObjectNode discovery() {
        var json = Json.object().put("name", "Sample node").put("version", "1");
        json.put("authority", "comity.example.org");
        var logged = json.putObject("log");
        logged.put("origin", ORIGIN).put("prefix", "https://comity.example.org/log");
        logged.putArray("verifierKeys")
                .add(log.verifierKey().vkey())
                .add(cosigner.verifierKey().vkey());
        logged.put("maxMergeDelay", 300);
        return json;
    }

    public ObjectNode jwks() {
        var json = Json.object();
        var keys = json.putArray("keys");
        keys.add(jwk(message, "message"));
        keys.add(jwk(receipt, "receipt"));
        keys.add(jwk(statusList, "status-list"));
        return json;
    }

    private static ObjectNode jwk(SigningKey key, String purpose) {
        return key.verificationKey().jwk().put("kid", key.thumbprint()).put("purpose", purpose);
    }

    public NodeTrust trust() {
        return NodeTrust.of(discovery(), jwks());
    }

    // The log.

    /** Appends an entry as it is. */
    public LogEntry append(JsonNode entry) {
        leaves.add(Jcs.canonical(entry));
        return LogEntry.of(entry);
    }

    /** Replaces what was appended: what no honest log does. */
    public void forge(int index, JsonNode entry) {
        leaves.set(index, Jcs.canonical(entry));
    }

    /** Forgets what was appended last. */
    public void shrink() {
        leaves.remove(leaves.size() - 1);
    }

    public long size() {
        return leaves.size();
    }

    /** An entry about a key. */
    public ObjectNode keyEntry(EntityKeys entity, KeyUse use, Instant at) {
        var entry = Json.object().put("v", 1).put("kind", "key").put("at", at.toString());
        var members = entry.putObject("members");
        members.put("entity", entity.entity()).put("thumbprint", entity.key(use).thumbprint());
        members.putArray("uses").add(use.code());
        members.put("custody", "entity").put("nbf", at.toString());
        return entry;
    }

    /** An entry that commits to values, and its opening. */
    public record Committed(ObjectNode entry, ObjectNode opening) {}

    public Committed commit(String kind, Instant at, Map<String, String> values) {
        var entry = Json.object().put("v", 1).put("kind", kind).put("at", at.toString());
        var commitments = entry.putObject("commitments");
        var opening = Json.object();
        values.forEach(
                (name, value) -> {
                    var salt = new byte[32];
                    random.nextBytes(salt);
                    var node = JsonNodeFactory.instance.stringNode(value);
                    commitments.put(
                            name, Base64Url.encode(Digests.sha256(salt, Jcs.canonical(node))));
                    opening.putObject(name).put("salt", Base64Url.encode(salt)).set("value", node);
                });
        return new Committed(entry, opening);
    }

    private GrowingTree tree() {
        var tree = GrowingTree.empty();
        leaves.forEach(leaf -> tree.append(Merkle.leafHash(leaf)));
        return tree;
    }

    /** From now on checkpoints state this time. */
    public void signAt(Instant at) {
        signsAt = at;
    }

    public SignedNote checkpoint() {
        var tree = tree();
        var note = Checkpoint.of(ORIGIN, tree.size(), tree.root()).note();
        return cosigner.sign(log.sign(note, signsAt), signsAt);
    }

    public String proof(String leaf) {
        return find(leaf).orElseThrow();
    }

    private Optional<String> find(String leaf) {
        for (int i = 0; i < leaves.size(); i++) {
            if (Base64Url.encode(Merkle.leafHash(leaves.get(i))).equals(leaf)) {
                var tiles = tree().changedTiles();
                TileReader reader =
                        wanted -> {
                            var read = new LinkedHashMap<Tile, byte[]>();
                            wanted.forEach(tile -> read.put(tile, tiles.get(tile)));
                            return read;
                        };
                var hashes =
                        Merkle.inclusionProof(
                                i, leaves.size(), new TileHashReader(leaves.size(), reader));
                return Optional.of(LogProof.of(i, hashes, checkpoint()).toString());
            }
        }
        return Optional.empty();
    }

    /** The log as it is served. */
    public LogSource source() {
        return (path, query) -> {
            if (path.equals("checkpoint")) {
                return Optional.of(utf8(checkpoint().toString()));
            }
            if (path.equals("proof")) {
                return Optional.ofNullable(query.get("leaf"))
                        .flatMap(this::find)
                        .map(SampleNode::utf8);
            }
            var bundle = EntryBundle.atPath(path);
            if (bundle.isPresent()) {
                int from = (int) bundle.get().index() * Tile.FULL;
                int to = from + bundle.get().width();
                return to > leaves.size()
                        ? Optional.empty()
                        : Optional.of(EntryBundle.encode(leaves.subList(from, to)));
            }
            return Tile.atPath(path).flatMap(this::served);
        };
    }

    /** A partial tile of any earlier size is the beginning of the one there is now. */
    private Optional<byte[]> served(Tile asked) {
        return tree().changedTiles().entrySet().stream()
                .filter(tile -> tile.getKey().full().equals(asked.full()))
                .filter(tile -> tile.getKey().width() >= asked.width())
                .map(tile -> Arrays.copyOf(tile.getValue(), asked.bytes()))
                .findFirst();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    // Receipts and answers.

    public String receipt(ObjectNode entry, ObjectNode claims) {
        var payload = Json.object().put("iss", "https://comity.example.org");
        payload.set("kind", entry.get("kind"));
        payload.set("at", entry.get("at"));
        payload.setAll(claims);
        payload.put("leaf", LogEntry.of(entry).leaf());
        payload.put("includeBy", LogEntry.of(entry).at().plusSeconds(300).toString());
        return Jws.sign(receipt, "comity-receipt+jwt", payload);
    }

    public SdJwt record(SigningKey signer, ObjectNode content) {
        return record(signer, Optional.empty(), content);
    }

    /** One that says who signed it for UNICEF, or that nobody did. */
    public SdJwt record(SigningKey signer, Optional<RecordClaims.Act> act, ObjectNode content) {
        var claims =
                new RecordClaims(
                        unicef.identifier(),
                        ids.next(),
                        NOW,
                        Optional.empty(),
                        Optional.empty(),
                        "urn:comity:type:background-verification:1",
                        new StatusPlace(LIST, 5),
                        act);
        var own =
                Pointers.of(
                        "/subject",
                        "/elements",
                        "/elements/academic",
                        "/elements/academic/*",
                        "/elements/misconduct",
                        "/elements/misconduct/*");
        return SdJwt.issue(signer, claims, content, own, random);
    }

    public static ObjectNode content() {
        return (ObjectNode)
                Json.read(
                        utf8(
                                """
                                {"subject": {"familyName": "Wanjiru", "birthDate": "1988-04-12",
                                  "documents": [{"type": "passport", "issuer": "KEN", "number": "AK 0123456"}]},
                                 "elements": {"academic": [{"id": "AC-1"}], "misconduct": [{"id": "MC-1"}]}}
                                """));
    }

    public static DataRequest request() {
        var subject =
                Json.read(
                        utf8(
                                """
                                {"familyName": "Wanjiru", "birthDate": "1988-04-12",
                                 "documents": [{"type": "passport", "issuer": "KEN", "number": "ak0123456"}]}
                                """));
        return new DataRequest(
                "background-verification",
                "recruitment",
                "consent",
                null,
                subject,
                List.of("/elements/academic", "/elements/misconduct"),
                List.of("UNICEF"),
                null,
                null,
                null);
    }

    /** What WFP is answered about a record of UNICEF. */
    public Exchange answer(SdJwt record, String presentation, Committed publication) {
        var came =
                new ReceivedRecord.Publication(
                        publication.entry(), publication.opening(), null, null);
        return answer(record, presentation, came, Map.of());
    }

    /**
     * The same, whoever asked.
     *
     * @param through {@code centre} and {@code mandate}, where a centre asked for WFP
     */
    public Exchange answer(
            SdJwt record,
            String presentation,
            ReceivedRecord.Publication publication,
            Map<String, String> through) {
        var exchange = ids.next().toString();
        var values = new LinkedHashMap<>(through);
        values.putAll(Map.of("asker", "WFP", "issuer", "UNICEF", "exchange", exchange));
        var logged = commit("exchange", NOW, values);
        append(logged.entry());
        var claims = Json.object().put("id", exchange).put("asker", "WFP").put("asked", "UNICEF");
        through.forEach(claims::put);
        claims.putObject("agreement")
                .put("id", "0192f0c4-0000-7000-8000-000000000001")
                .put("version", 1)
                .put("termsDigest", Digests.sha256Text("terms"));
        claims.put("disclosureDigest", Digests.sha256Text("[\"" + presentation + "\"]"));
        var decision =
                new Decision(
                        "permitted",
                        "0192f0c4-0000-7000-8000-000000000001",
                        1L,
                        List.of("categories/0"),
                        List.of(new Decision.Permitted("/elements/academic", "categories/0")),
                        List.of(
                                new Decision.Withheld(
                                        "/elements/misconduct",
                                        "categories/0",
                                        "above-agreed-class")),
                        null,
                        null,
                        null,
                        null);
        var received =
                new ReceivedRecord(
                        record.claims().id().toString(),
                        presentation,
                        publication,
                        null,
                        null,
                        null);
        var answer =
                new Answer(
                        "UNICEF",
                        "answered",
                        decision,
                        null,
                        List.of(received),
                        receipt(logged.entry(), claims),
                        logged.entry(),
                        logged.opening(),
                        null,
                        null);
        return new Exchange(exchange, List.of(answer), null, null);
    }

    /** The publication of a record, in the log. */
    public Committed publish(SdJwt record, Instant at) {
        return publish(record, at, Map.of());
    }

    /**
     * The same, whoever published it.
     *
     * @param through {@code centre} and {@code mandate}, where a centre published it for UNICEF
     */
    public Committed publish(SdJwt record, Instant at, Map<String, String> through) {
        var compact = record.compact();
        var values = new LinkedHashMap<>(through);
        values.put("issuer", "UNICEF");
        values.put("record", record.claims().id().toString());
        values.put("type", record.claims().type());
        values.put("key", record.key().thumbprint());
        values.put("digest", Digests.sha256Text(compact.substring(0, compact.indexOf('~'))));
        var committed = commit("publication", at, values);
        append(committed.entry());
        return committed;
    }

    /** All that WFP gathers beside an answer. */
    public Evidence evidence(Exchange exchange) {
        var proofs = new LinkedHashMap<String, String>();
        var entries = new ArrayList<Evidence.KeyEntry>();
        for (var leaf : leaves) {
            var entry = LogEntry.of(leaf);
            if (entry.kind().equals("key")) {
                entries.add(new Evidence.KeyEntry(entry.json(), proof(entry.leaf())));
            }
        }
        for (var answer : exchange.answers()) {
            prove(answer.entry(), proofs);
            for (var record : answer.records()) {
                var publication = record.publication();
                prove(publication == null ? null : publication.entry(), proofs);
            }
        }
        var list = StatusListToken.sign(statusList, LIST, statuses, NOW, Duration.ofHours(1));
        return new Evidence(
                Map.of("UNICEF", known(unicef), "UNDP", known(undp)),
                entries,
                proofs,
                Map.of(LIST, list));
    }

    private static Evidence.Issuer known(EntityKeys entity) {
        var jwks = Json.object();
        var keys = jwks.putArray("keys");
        entity.publicJson().path("keys").forEach(keys::add);
        return new Evidence.Issuer(entity.identifier(), jwks);
    }

    private void prove(@Nullable JsonNode entry, Map<String, String> proofs) {
        if (entry != null) {
            var leaf = LogEntry.of(entry).leaf();
            find(leaf).ifPresent(proof -> proofs.put(leaf, proof));
        }
    }

    /** Withdraws the record of the samples. */
    public void withdraw() {
        statuses.set(5, RecordStatus.WITHDRAWN);
    }
}
