package comity.bench;

import comity.client.Comity;
import comity.client.EntityKeys;
import comity.client.KeyUse;
import comity.client.monitor.LogMonitor;
import comity.client.monitor.LogSource;
import comity.kernel.Ids;
import comity.kernel.Json;
import comity.schema.Annotated;
import comity.schema.Schemas;
import comity.trust.sdjwt.Pointers;
import comity.trust.sdjwt.RecordClaims;
import comity.trust.sdjwt.SdJwt;
import comity.trust.statuslist.StatusPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Kills the server at random moments under load, and looks afterwards for everything that was
 * acknowledged: each publication, exchange and withdrawal is there, none twice, and the log
 * verifies from its first entry. What was under way is repeated with the same idempotency key.
 * Settings are system properties: {@code faults.cycles} (20), {@code faults.seed}.
 */
public final class KillRun {

    private static final int WRITERS = 4;
    private static final String TYPE = "background-verification";

    /** Something that was sent: acknowledged or not. */
    @SuppressWarnings("ArrayRecordComponent") // Sent as it is, never compared.
    private record Sent(
            String kind, String path, byte[] content, String idempotencyKey, String about) {}

    private final BenchNode node;
    private final SignedCalls issuer;
    private final SignedCalls asker;
    private final EntityKeys issuerKeys;
    private final EntityKeys askerKeys;
    private final Random chance;
    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final Ids ids = new Ids(clock, random);
    private final Schemas schemas = Schemas.published();

    private final ConcurrentLinkedQueue<Sent> acknowledged = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Sent> unanswered = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> exchanges = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> valid = new ConcurrentLinkedQueue<>();
    private final List<String> faults = new ArrayList<>();

    private KillRun(BenchNode node, EntityKeys issuerKeys, EntityKeys askerKeys, long seed) {
        this.node = node;
        this.issuerKeys = issuerKeys;
        this.askerKeys = askerKeys;
        this.issuer = new SignedCalls(node.address(), issuerKeys);
        this.asker = new SignedCalls(node.address(), askerKeys);
        this.chance = new Random(seed);
    }

    /**
     * Runs.
     *
     * @param arguments the project's folder
     */
    public static void main(String[] arguments) throws Exception {
        int cycles = Integer.getInteger("faults.cycles", 20);
        long seed = Long.getLong("faults.seed", System.nanoTime());
        var installation = Path.of(arguments[0]).resolve("modules/app/target/liberty/wlp");
        boolean sound = true;
        for (var kind : System.getProperty("faults.databases", "h2,postgresql").split(",", -1)) {
            System.out.printf("%s:%n", kind);
            var found =
                    onKind(
                            kind,
                            installation,
                            Files.createTempDirectory("comity-faults"),
                            cycles,
                            seed);
            found.forEach(fault -> System.out.println("FAULT: " + fault));
            sound &= found.isEmpty();
        }
        if (!sound) {
            System.exit(1);
        }
    }

    /** Runs on a database of a kind: {@code h2}, or {@code postgresql}. */
    static List<String> onKind(String kind, Path installation, Path folder, int cycles, long seed)
            throws Exception {
        if (kind.equals("h2")) {
            return run(installation, folder, Map.of(), cycles, seed);
        }
        try (var postgres = Postgres.start()) {
            return run(installation, folder, Postgres.settings(postgres), cycles, seed);
        }
    }

    /**
     * Kills and restarts a node on a database some times.
     *
     * @return what was lost or doubled; empty if nothing was
     */
    private static List<String> run(
            Path installation, Path folder, Map<String, String> database, int cycles, long seed)
            throws Exception {
        System.out.printf("%d cycles, seed %d%n", cycles, seed);
        try (var node = BenchNode.start(installation, folder, database)) {
            Scene.on(node.address(), node.keys());
            var run =
                    new KillRun(
                            node,
                            EntityKeys.read(node.keys().resolve("UNICEF.jwk.json")),
                            EntityKeys.read(node.keys().resolve("WFP.jwk.json")),
                            seed);
            var before = run.logged();
            for (int i = 1; i <= cycles; i++) {
                run.cycle(i);
            }
            run.compareLog(before);
            return run.faults;
        }
    }

    private void cycle(int number) throws Exception {
        int already = acknowledged.size();
        var writers = Executors.newFixedThreadPool(WRITERS);
        for (int i = 0; i < WRITERS; i++) {
            long seed = chance.nextLong();
            writers.execute(() -> write(new Random(seed)));
        }
        TimeUnit.MILLISECONDS.sleep(1_000 + chance.nextInt(3_000));
        node.kill();
        writers.shutdown();
        if (!writers.awaitTermination(90, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a writer did not end");
        }
        int cut = unanswered.size();
        node.restart();
        repeatUnanswered();
        lookForAll();
        System.out.printf(
                "cycle %d: %d acknowledged, %d cut off and repeated, %d faults%n",
                number, acknowledged.size() - already, cut, faults.size());
    }

    /** Publishes, asks and withdraws until the server is gone. */
    private void write(Random random) {
        try {
            for (int i = 0; ; i++) {
                var record = valid.isEmpty() || random.nextInt(3) == 0 ? publish() : valid.peek();
                if (random.nextInt(6) == 0 && valid.remove(record)) {
                    send(withdrawal(record));
                } else {
                    send(exchange("K" + i));
                }
            }
        } catch (IOException gone) {
            // The server was killed: what was under way is in `unanswered`.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private String publish() throws IOException, InterruptedException {
        var number =
                "K"
                        + UUID.randomUUID()
                                .toString()
                                .replace("-", "")
                                .substring(0, 20)
                                .toUpperCase(java.util.Locale.ROOT);
        var places =
                issuer.post(
                        "/api/v1/status-lists/places",
                        Json.write(Json.object().put("count", 1)),
                        ids.next().toString());
        var place = places.body().get("items").get(0);
        var type = schemas.recordType(TYPE).orElseThrow();
        var id = ids.next();
        var claims =
                new RecordClaims(
                        issuerKeys.identifier(),
                        id,
                        clock.instant().truncatedTo(ChronoUnit.SECONDS),
                        Optional.empty(),
                        Optional.empty(),
                        type.urn(),
                        new StatusPlace(
                                place.get("uri").stringValue(), place.get("idx").intValue()),
                        Optional.empty());
        var sdJwt =
                SdJwt.issue(
                        issuerKeys.key(KeyUse.RECORD),
                        claims,
                        Scene.verification(number),
                        Pointers.of(type.annotated().stream().map(Annotated::pattern).toList()),
                        random);
        var content = Json.write(Json.object().put("sdJwt", sdJwt.compact()));
        send(
                new Sent(
                        "publication",
                        "/api/v1/records",
                        content,
                        ids.next().toString(),
                        id.toString()));
        valid.add(id.toString());
        return id.toString();
    }

    private Sent exchange(String number) {
        return new Sent(
                "exchange",
                "/api/v1/exchanges",
                Json.write(Scene.request(number)),
                ids.next().toString(),
                "");
    }

    private Sent withdrawal(String record) {
        var content = Json.object().put("status", "withdrawn").put("reasonCode", "falsified");
        return new Sent(
                "status",
                "/api/v1/records/" + record + "/status",
                Json.write(content),
                ids.next().toString(),
                record);
    }

    private void send(Sent sent) throws IOException, InterruptedException {
        var calls = sent.kind().equals("exchange") ? asker : issuer;
        SignedCalls.Reply reply;
        try {
            reply = calls.post(sent.path(), sent.content(), sent.idempotencyKey());
        } catch (IOException gone) {
            unanswered.add(sent);
            throw gone;
        }
        note(sent, reply);
    }

    private void note(Sent sent, SignedCalls.Reply reply) {
        if (reply.status() >= 300) {
            synchronized (faults) {
                faults.add(
                        sent.kind()
                                + " was answered "
                                + reply.status()
                                + " "
                                + reply.body().path("type"));
            }
            return;
        }
        acknowledged.add(sent);
        if (sent.kind().equals("exchange")) {
            exchanges.add(reply.body().get("exchange").stringValue());
        }
    }

    private void repeatUnanswered() throws IOException, InterruptedException {
        for (var sent = unanswered.poll(); sent != null; sent = unanswered.poll()) {
            send(sent);
            if (sent.kind().equals("publication")) {
                valid.add(sent.about());
            }
        }
    }

    private void lookForAll() throws IOException, InterruptedException {
        Map<String, String> expected = new HashMap<>();
        for (var sent : acknowledged) {
            if (sent.kind().equals("publication")) {
                expected.putIfAbsent(sent.about(), "valid");
            } else if (sent.kind().equals("status")) {
                expected.put(sent.about(), "withdrawn");
            }
        }
        for (var record : expected.entrySet()) {
            var reply = issuer.get("/api/v1/records/" + record.getKey());
            if (!reply.body().path("status").asString("").equals(record.getValue())) {
                faults.add(
                        "a record is %s instead of %s"
                                .formatted(reply.body().path("status"), record.getValue()));
            }
        }
        for (var exchange : exchanges) {
            if (asker.get("/api/v1/exchanges/" + exchange).status() != 200) {
                faults.add("an exchange is lost");
            }
        }
        exchanges.clear();
    }

    /** The entries of the log by kind, after the log was verified from its first entry. */
    private Map<String, Integer> logged() {
        var counts = new HashMap<String, Integer>();
        try (var comity = Comity.connect(node.address(), askerKeys)) {
            new LogMonitor(LogSource.of(comity), comity.trust().log(), clock)
                    .observe(
                            Optional.empty(),
                            List.of(),
                            entry -> counts.merge(entry.kind(), 1, Integer::sum));
        }
        return counts;
    }

    private void compareLog(Map<String, Integer> before) throws InterruptedException {
        var expected = new HashMap<>(before);
        acknowledged.forEach(sent -> expected.merge(sent.kind(), 1, Integer::sum));
        Map<String, Integer> after = logged();
        // What was acknowledged last may be pending for a moment.
        for (int i = 0; i < 60 && !after.equals(expected); i++) {
            TimeUnit.MILLISECONDS.sleep(500);
            after = logged();
        }
        if (!after.equals(expected)) {
            faults.add("the log has %s instead of %s".formatted(after, expected));
        }
        System.out.printf("the log verifies from its first entry: %s%n", after);
    }
}
