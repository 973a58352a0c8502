package comity.bench;

import comity.client.EntityKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * Kills the server at random moments under load, and looks afterwards for everything that was
 * acknowledged: each publication, exchange, withdrawal and notice is there, none twice, and the log
 * verifies from its first entry and has the entry of each receipt and no other. What was under way
 * is repeated with the same idempotency key. Settings are system properties: {@code faults.cycles}
 * (20), {@code faults.databases} ({@code h2,postgresql}), {@code faults.seed}.
 */
public final class KillRun {

    private static final int WRITERS = 4;

    /** A run without them would find nothing lost whatever the server does. */
    private static final int ACKNOWLEDGED_BEFORE_A_KILL = 20;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * What came of a run.
     *
     * @param acknowledged how many calls of each kind
     * @param faults what was lost or doubled; empty if nothing was
     */
    record Outcome(Map<String, Integer> acknowledged, List<String> faults) {}

    private final BenchNode node;
    private final Acts acts;
    private final SignedCalls issuer;
    private final SignedCalls asker;
    private final EntityKeys askerKeys;
    private final Random chance;
    private final Books books = new Books();
    private final Queue<Sent> unanswered = new ConcurrentLinkedQueue<>();

    private KillRun(BenchNode node, EntityKeys issuerKeys, EntityKeys askerKeys, long seed) {
        this.node = node;
        this.askerKeys = askerKeys;
        this.issuer = new SignedCalls(node.address(), issuerKeys);
        this.asker = new SignedCalls(node.address(), askerKeys);
        this.acts = new Acts(issuer, issuerKeys);
        this.chance = new Random(seed);
    }

    /**
     * Runs, and exits with 1 if anything was lost or doubled.
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
            var folder = Files.createTempDirectory("comity-faults");
            var found = onKind(kind, installation, folder, cycles, seed).faults();
            found.forEach(fault -> System.out.println("FAULT: " + fault));
            if (found.isEmpty()) {
                Folders.delete(folder);
            } else {
                System.out.println("The server and its data are kept in " + folder);
                sound = false;
            }
        }
        if (!sound) {
            System.exit(1);
        }
    }

    /**
     * Runs on a database of a kind, {@code h2} or {@code postgresql}.
     *
     * @throws IllegalStateException if the server acknowledges too little to be killed
     */
    static Outcome onKind(String kind, Path installation, Path folder, int cycles, long seed)
            throws Exception {
        if (kind.equals("h2")) {
            return run(installation, folder, Map.of(), cycles, seed);
        }
        try (var postgres = Postgres.start()) {
            return run(installation, folder, Postgres.settings(postgres), cycles, seed);
        }
    }

    private static Outcome run(
            Path installation, Path folder, Map<String, String> database, int cycles, long seed)
            throws Exception {
        System.out.printf("%d cycles, seed %d%n", cycles, seed);
        try (var node = BenchNode.start(installation, folder, database)) {
            Scene.on(node.address(), node.keys(), 1);
            var run =
                    new KillRun(
                            node,
                            EntityKeys.read(node.keys().resolve("UNICEF.jwk.json")),
                            EntityKeys.read(node.keys().resolve("WFP.jwk.json")),
                            seed);
            var log = Logbook.begin(node.address(), run.askerKeys);
            for (int i = 1; i <= cycles; i++) {
                run.cycle(i);
            }
            run.compareNotices();
            log.compare(run.books.receipted()).forEach(run.books::fault);
            return new Outcome(run.books.acknowledged(), run.books.faults());
        }
    }

    private void cycle(int number) throws Exception {
        int already = acknowledged();
        var writers = Executors.newFixedThreadPool(WRITERS);
        for (int i = 0; i < WRITERS; i++) {
            long seed = chance.nextLong();
            writers.execute(() -> write(new Random(seed)));
        }
        boolean isWorking = books.awaitMore(ACKNOWLEDGED_BEFORE_A_KILL, PATIENCE);
        TimeUnit.MILLISECONDS.sleep(1_000 + chance.nextInt(3_000));
        node.kill();
        writers.shutdown();
        if (!writers.awaitTermination(90, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a writer did not end");
        }
        if (!isWorking) {
            throw new IllegalStateException(
                    "the server acknowledged next to nothing: " + books.faults());
        }
        int answered = acknowledged() - already;
        int cut = unanswered.size();
        node.restart();
        repeatUnanswered();
        lookForAll();
        System.out.printf(
                "cycle %d: %d acknowledged, %d cut off and repeated, %d faults%n",
                number, answered, cut, books.faults().size());
    }

    private int acknowledged() {
        return books.acknowledged().values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Publishes, asks and withdraws until the server is gone. */
    private void write(Random random) {
        try {
            while (true) {
                int next = random.nextInt(10);
                if (next < 3) {
                    send(acts.publication());
                } else if (next == 3) {
                    for (var record : books.takeWithdrawable()) {
                        books.withdrawing(record.id());
                        send(acts.withdrawal(record.id()));
                    }
                } else if (next == 4) {
                    send(acts.exchange("NOBODY1", "", false));
                } else {
                    for (var record : books.anyPublished()) {
                        send(
                                acts.exchange(
                                        record.number(),
                                        record.id(),
                                        books.isWithdrawn(record.id())));
                    }
                }
            }
        } catch (IOException gone) {
            // The server was killed: what was under way is in `unanswered`.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            books.fault("a writer failed: " + failed);
        }
    }

    private void send(Sent sent) throws IOException, InterruptedException {
        SignedCalls.Reply reply;
        try {
            reply = calls(sent).post(sent.path(), sent.content(), sent.idempotencyKey());
        } catch (IOException gone) {
            unanswered.add(sent);
            throw gone;
        }
        if (reply.status() >= 300) {
            books.fault(
                    "%s was answered %d %s"
                            .formatted(sent.kind(), reply.status(), reply.body().path("type")));
            return;
        }
        books.enter(sent, reply.body());
    }

    private SignedCalls calls(Sent sent) {
        return sent.kind().equals(Sent.EXCHANGE) ? asker : issuer;
    }

    private void repeatUnanswered() throws IOException, InterruptedException {
        for (var sent = unanswered.poll(); sent != null; sent = unanswered.poll()) {
            send(sent);
        }
    }

    private void lookForAll() throws IOException, InterruptedException {
        for (var expected : books.statuses().entrySet()) {
            var reply = issuer.get("/api/v1/records/" + expected.getKey());
            if (!reply.body().path("status").asString("").equals(expected.getValue())) {
                books.fault(
                        "a record is %s instead of %s, in an answer %d"
                                .formatted(
                                        reply.body().path("status"),
                                        expected.getValue(),
                                        reply.status()));
            }
        }
        for (var answered : books.takeUnchecked()) {
            var kept = asker.get("/api/v1/exchanges/" + answered.id());
            var sent = answered.sent();
            var again = asker.post(sent.path(), sent.content(), sent.idempotencyKey());
            for (var view : List.of(kept, again)) {
                if (view.status() != 200 || !isSame(answered.body(), view.body())) {
                    books.fault("an exchange is lost, or was done twice");
                }
            }
        }
    }

    /**
     * That both are of one exchange: its id, and in each of its answers the receipt, are the same.
     */
    private static boolean isSame(JsonNode given, JsonNode later) {
        return given.get("exchange").equals(later.get("exchange"))
                && given.get("answers")
                        .valueStream()
                        .map(answer -> answer.get("receipt"))
                        .toList()
                        .equals(
                                later.get("answers")
                                        .valueStream()
                                        .map(answer -> answer.get("receipt"))
                                        .toList());
    }

    /** One notice for each record that was disclosed and then withdrawn, and no other. */
    private void compareNotices() throws IOException, InterruptedException {
        var told = new ArrayList<String>();
        var after = "";
        while (true) {
            var page = asker.get("/api/v1/notices" + after).body();
            if (page.get("items").isEmpty()) {
                break;
            }
            page.get("items").forEach(notice -> told.add(notice.get("record").asString()));
            after = "?after=" + page.get("next").asString();
        }
        var expected = new ArrayList<>(books.recalled());
        told.sort(null);
        expected.sort(null);
        if (!told.equals(expected)) {
            books.fault(
                    "%d notices instead of %d, or about other records"
                            .formatted(told.size(), expected.size()));
        }
        System.out.printf("%d withdrawn records were told of, each once%n", told.size());
    }
}
