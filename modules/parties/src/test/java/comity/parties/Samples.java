package comity.parties;

import comity.kernel.Ids;
import comity.kernel.Json;
import comity.ledger.Ledger;
import comity.ledger.Log;
import comity.testing.TestDatabase;
import comity.trust.Algorithm;
import comity.trust.Digests;
import comity.trust.Jws;
import comity.trust.SigningKey;
import comity.trust.http.ContentDigest;
import comity.trust.http.HttpRequest;
import comity.trust.http.RequestSignature;
import comity.trust.http.SignedRequest;
import comity.trust.vault.NodeKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A node with two entities, and requests that they sign. */
public final class Samples {

    public static final String AUTHORITY = "node.example";
    public static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    public static final NodeIdentity NODE =
            new NodeIdentity("node", "test", URI.create("https://node.example"));

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final NodeKeys NODE_KEYS = newNodeKeys();

    /** A clock that stands still until it is set. */
    public static final class Clock implements InstantSource {

        private Instant now = NOW;

        @Override
        public synchronized Instant instant() {
            return now;
        }

        public synchronized void pass(Duration time) {
            now = now.plus(time);
        }
    }

    /** A request with its content, signed but where a test says otherwise. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Signed(
            String method,
            String target,
            Map<String, String> headers,
            byte[] content,
            @Nullable SignedRequest signature) {

        public HttpRequest request() {
            int query = target.indexOf('?');
            return new HttpRequest(
                    method,
                    AUTHORITY,
                    query < 0 ? target : target.substring(0, query),
                    query < 0 ? Optional.empty() : Optional.of(target.substring(query + 1)),
                    name ->
                            headers.entrySet().stream()
                                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                                    .map(Map.Entry::getValue)
                                    .toList(),
                    content.length > 0);
        }
    }

    public final TestDatabase database;
    public final Clock clock = new Clock();

    /** One vault for all: deriving its key takes its time on purpose. */
    public final NodeKeys nodeKeys = NODE_KEYS;

    public final Parties parties;
    public final KeyRequests keyRequests;
    public final Admissions admissions;
    public final Calls calls;
    public final SigningKey wfp = SigningKey.generate(Algorithm.ED25519, RANDOM);
    public final SigningKey unicef = SigningKey.generate(Algorithm.ES256, RANDOM);

    public Samples() {
        database = TestDatabase.open(List.of("ledger", "parties"), EntityRow.class, KeyRow.class);
        var ids = new Ids(clock, RANDOM);
        var ledger =
                new Ledger(
                        database.entityManager(),
                        database.afterCommit(),
                        () -> {},
                        new Log(database.dataSource()),
                        ids,
                        RANDOM,
                        Duration.ofMinutes(5));
        parties = new Parties(database.entityManager(), ledger, clock);
        keyRequests = new KeyRequests(parties, clock);
        admissions = new Admissions(database.dataSource(), clock);
        calls = newCalls();
        register("WFP", wfp, KeyUse.HTTP, KeyUse.AGREEMENT);
        register("UNICEF", unicef, KeyUse.HTTP, KeyUse.AGREEMENT);
    }

    /** As another node, or this one after a restart, has them. */
    public Calls newCalls() {
        return new Calls(
                database.dataSource(),
                database.entityManager(),
                database.transactions(),
                clock,
                nodeKeys.envelope());
    }

    public Admissions newAdmissions() {
        return new Admissions(database.dataSource(), clock);
    }

    public KeptKeys keptKeys() {
        return new KeptKeys(database.entityManager(), parties, nodeKeys.envelope());
    }

    /** Another key in place of one that the node keeps; joins the current transaction. */
    RegisteredKey renew(String entity, KeyUse use) {
        return keptKeys().renew(entity, use, clock.instant(), RANDOM);
    }

    public Directory directory() {
        return new Directory(parties, keptKeys(), database.transactions(), clock, RANDOM);
    }

    public void register(String code, SigningKey key, KeyUse... uses) {
        database.transactions()
                .required(
                        () -> {
                            parties.register(
                                    new EntityRegistration(
                                            code,
                                            "The entity " + code,
                                            URI.create(
                                                    "https://"
                                                            + code.toLowerCase(Locale.ROOT)
                                                            + ".example/"),
                                            Set.of("human-resources")));
                            return parties.registerKey(
                                    KeyRegistration.of(code, key.verificationKey().jwk(), uses));
                        });
    }

    public static SigningKey newKey() {
        return SigningKey.generate(Algorithm.ED25519, RANDOM);
    }

    public static String nonce() {
        return RequestSignature.nonce(RANDOM);
    }

    public Signed get(SigningKey key, String target) {
        return sign(key, "GET", target, Map.of(), new byte[0], clock.instant(), nonce());
    }

    public Signed post(SigningKey key, String target, String idempotencyKey, String content) {
        return sign(
                key,
                "POST",
                target,
                Map.of("Idempotency-Key", idempotencyKey),
                content.getBytes(StandardCharsets.UTF_8),
                clock.instant(),
                nonce());
    }

    public static Signed sign(
            SigningKey key,
            String method,
            String target,
            Map<String, String> more,
            byte[] content,
            Instant created,
            String nonce) {
        var headers = new LinkedHashMap<>(more);
        if (!method.equals("GET")) {
            headers.put("Content-Digest", ContentDigest.of(content));
        }
        if (content.length > 0) {
            headers.put("Content-Type", "application/json");
        }
        var unsigned = new Signed(method, target, headers, content, null).request();
        var signature = RequestSignature.sign(unsigned, key, created, nonce);
        headers.putAll(signature.fields());
        return new Signed(method, target, headers, content, signature);
    }

    public Caller caller(Signed signed) {
        return admissions.admit(signed.request(), signed.content());
    }

    /** What an entity sends to register a key. */
    public ObjectNode keyRegistration(String entity, SigningKey fresh, SigningKey agreement) {
        var key =
                Jws.sign(
                        fresh,
                        KeyRequests.KEY_TYPE,
                        claims(entity)
                                .put("custody", "entity")
                                .set("jwk", fresh.verificationKey().jwk())
                                .set("uses", Json.array().add("http")));
        return Json.object()
                .put("key", key)
                .put(
                        "authorization",
                        Jws.sign(
                                agreement,
                                KeyRequests.AUTHORIZATION_TYPE,
                                claims(entity)
                                        .put("act", "register")
                                        .put("keyDigest", Digests.sha256Text(key))));
    }

    public ObjectNode revocation(String entity, String thumbprint, SigningKey agreement) {
        return Json.object()
                .put(
                        "authorization",
                        Jws.sign(
                                agreement,
                                KeyRequests.AUTHORIZATION_TYPE,
                                claims(entity).put("act", "revoke").put("thumbprint", thumbprint)));
    }

    public ObjectNode claims(String entity) {
        return Json.object()
                .put("entity", entity)
                .put("iat", clock.instant().getEpochSecond())
                .put("jti", nonce());
    }

    /** That vault, for whoever has a database of another make. */
    public static NodeKeys vault() {
        return NODE_KEYS;
    }

    private static NodeKeys newNodeKeys() {
        try {
            var folder = Files.createTempDirectory("comity-keys");
            return NodeKeys.openOrCreate(
                    folder.resolve("node.p12"), "only for these tests".toCharArray(), RANDOM);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
