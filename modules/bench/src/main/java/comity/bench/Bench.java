package comity.bench;

import comity.bench.Load.Result;
import comity.kernel.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;

/**
 * Measures the signed exchange, answered and durably logged, beside a plain read and a plain insert
 * of three kilobytes on the same server and database, in turns, and prints the figures and their
 * ratios. Settings are system properties: {@code bench.databases} ({@code postgresql,h2}), {@code
 * bench.connections} (16), {@code bench.people} (500), {@code bench.warmup} (PT60S, of each kind),
 * {@code bench.round} (PT15S), {@code bench.rounds} (5).
 */
public final class Bench {

    private static final List<String> NAMES =
            List.of("plain read", "plain insert", "signed exchange");

    private final int connections;
    private final int people;
    private final Duration warmUp;
    private final Duration round;
    private final int rounds;

    /**
     * @param people how many there are records of, and bodies beside them
     */
    Bench(int connections, int people, Duration warmUp, Duration round, int rounds) {
        this.connections = connections;
        this.people = people;
        this.warmUp = warmUp;
        this.round = round;
        this.rounds = rounds;
    }

    private static Bench asSet() {
        return new Bench(
                Integer.getInteger("bench.connections", 16),
                Integer.getInteger("bench.people", 500),
                Duration.parse(System.getProperty("bench.warmup", "PT60S")),
                Duration.parse(System.getProperty("bench.round", "PT15S")),
                Integer.getInteger("bench.rounds", 5));
    }

    /**
     * Measures.
     *
     * @param arguments the project's folder
     */
    public static void main(String[] arguments) throws Exception {
        var installation = Path.of(arguments[0]).resolve("modules/app/target/liberty/wlp");
        var databases = System.getProperty("bench.databases", "postgresql,h2").split(",", -1);
        for (var database : databases) {
            asSet().measure(database, installation);
        }
    }

    /** Measures on one kind of database, and returns the medians by what was measured. */
    Map<String, Result> measure(String database, Path installation) throws Exception {
        var folder = Files.createTempDirectory("comity-bench");
        try {
            if (database.equals("h2")) {
                return measure("H2 embedded", installation, folder, Map.of());
            }
            try (var postgres = Postgres.start()) {
                return measure(
                        "PostgreSQL, fsync and synchronous_commit on",
                        installation,
                        folder,
                        Postgres.settings(postgres));
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private Map<String, Result> measure(
            String title, Path installation, Path folder, Map<String, String> settings)
            throws IOException, InterruptedException, ExecutionException {
        try (var node = BenchNode.start(installation, folder, settings)) {
            var scene = Scene.on(node.address(), node.keys(), people);
            var read = scene.reads(prepare(node, scene));
            var insert = scene.inserts();
            var exchange = scene.exchanges();
            var load = new Load(scene.port(), connections, node::cpu);

            System.out.printf(
                    "%n%s, %d connections: warming up, each for %s …%n",
                    title, connections, warmUp);
            load.run(NAMES.get(0), 200, read, warmUp);
            load.run(NAMES.get(1), 200, insert, warmUp);
            load.run(NAMES.get(2), 200, exchange, warmUp);

            var results = new ArrayList<List<Result>>();
            for (int i = 0; i < rounds; i++) {
                results.add(
                        List.of(
                                load.run(NAMES.get(0), 200, read, round),
                                load.run(NAMES.get(1), 200, insert, round),
                                load.run(NAMES.get(2), 200, exchange, round)));
            }
            return print(results);
        }
    }

    private static Map<String, Result> print(List<List<Result>> results) {
        System.out.printf(
                "%-18s %10s %10s %10s %10s %12s%n",
                "median of rounds", "req/s", "p50 ms", "p95 ms", "p99 ms", "CPU µs/req");
        var medians = new LinkedHashMap<String, Result>();
        for (int i = 0; i < NAMES.size(); i++) {
            int which = i;
            var median = median(results.stream().map(each -> each.get(which)).toList());
            medians.put(median.name(), median);
            System.out.printf(
                    "%-18s %10.0f %10.2f %10.2f %10.2f %12.0f%n",
                    median.name(),
                    median.perSecond(),
                    median.millis(0.50),
                    median.millis(0.95),
                    median.millis(0.99),
                    median.cpuMicros());
        }
        System.out.printf(
                "signed exchange / plain read   %.2f (median of the rounds' ratios)%n"
                        + "signed exchange / plain insert %.2f%n",
                ratio(results, 0), ratio(results, 1));
        return medians;
    }

    private static Result median(List<Result> rounds) {
        return rounds.stream()
                .sorted(Comparator.comparingDouble(Result::perSecond))
                .toList()
                .get(rounds.size() / 2);
    }

    private static double ratio(List<List<Result>> results, int to) {
        ToDoubleFunction<List<Result>> ratio =
                each -> each.get(2).perSecond() / each.get(to).perSecond();
        var sorted = results.stream().mapToDouble(ratio).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** Makes the table and the bodies that are read; returns their keys. */
    private List<String> prepare(BenchNode node, Scene scene)
            throws IOException, InterruptedException {
        var client = HttpClient.newHttpClient();
        var bodies = node.address().resolve("/bench/bodies");
        client.send(
                HttpRequest.newBuilder(bodies).PUT(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.discarding());
        var insert =
                HttpRequest.newBuilder(bodies)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(scene.body()))
                        .build();
        var keys = new ArrayList<String>();
        while (keys.size() < people) {
            var inserted = client.send(insert, HttpResponse.BodyHandlers.ofByteArray());
            keys.add(Json.read(inserted.body()).get("id").stringValue());
        }
        return keys;
    }
}
