package comity.bench;

import comity.client.Comity;
import comity.client.EntityKeys;
import comity.client.monitor.LogMonitor;
import comity.client.monitor.LogSource;
import comity.client.verify.LogEntry;
import comity.client.verify.ReceiptClaims;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * A log as it must be after a run: what it began with, in its order, and then the entry of each act
 * that was acknowledged, once, and no other. Entries are told apart by the hashes of their leaves,
 * which are salted: an act that was done twice has left two.
 */
final class Logbook {

    private final URI node;
    private final EntityKeys reader;
    private final List<String> before;

    private Logbook(URI node, EntityKeys reader, List<String> before) {
        this.node = node;
        this.reader = reader;
        this.before = before;
    }

    /** Reads and verifies what is there before a run. */
    static Logbook begin(URI node, EntityKeys reader) {
        try (var comity = Comity.connect(node, reader)) {
            return new Logbook(node, reader, List.copyOf(read(comity, List.of()).leaves()));
        }
    }

    private record Read(List<String> leaves, Map<String, Integer> kinds, List<String> faults) {}

    /**
     * Compares, after the log was verified from its first entry and each receipt by its signature.
     *
     * @param acts what was acknowledged: objects with {@code receipt} and {@code entry}
     * @return what is lost, doubled or changed
     */
    List<String> compare(List<JsonNode> acts) throws InterruptedException {
        var faults = new ArrayList<String>();
        try (var comity = Comity.connect(node, reader)) {
            var receipts = new ArrayList<ReceiptClaims>();
            var leaves = new ArrayList<String>();
            for (var act : acts) {
                var receipt =
                        ReceiptClaims.verify(act.path("receipt").asString(""), comity.trust());
                var leaf = LogEntry.of(act.path("entry")).leaf();
                if (!receipt.leaf().equals(leaf)) {
                    faults.add("a receipt is of another entry than the one beside it");
                }
                receipts.add(receipt);
                leaves.add(leaf);
            }
            var after = read(comity, receipts);
            // What was acknowledged last may be pending for a moment.
            for (int i = 0; i < 60 && !after.leaves().containsAll(leaves); i++) {
                TimeUnit.MILLISECONDS.sleep(500);
                after = read(comity, receipts);
            }
            faults.addAll(after.faults());
            faults.addAll(differences(before, leaves, after.leaves()));
            System.out.printf("the log verifies from its first entry: %s%n", after.kinds());
        }
        return faults;
    }

    /**
     * Compares leaves.
     *
     * @param before in the log's order
     * @param acknowledged one for each act
     * @param after in the log's order
     */
    static List<String> differences(
            List<String> before, List<String> acknowledged, List<String> after) {
        var faults = new ArrayList<String>();
        if (after.size() < before.size() || !after.subList(0, before.size()).equals(before)) {
            faults.add("the log no longer begins as it did");
        }
        var times = new HashMap<String, Integer>();
        after.forEach(leaf -> times.merge(leaf, 1, Integer::sum));
        acknowledged.stream()
                .filter(leaf -> times.getOrDefault(leaf, 0) != 1)
                .forEach(
                        leaf ->
                                faults.add(
                                        "the entry %s of an acknowledged act is in the log %d times"
                                                .formatted(leaf, times.getOrDefault(leaf, 0))));
        var expected = new HashSet<>(before);
        expected.addAll(acknowledged);
        after.stream()
                .filter(leaf -> !expected.contains(leaf))
                .forEach(
                        leaf ->
                                faults.add(
                                        "the entry %s is of no act that was acknowledged"
                                                .formatted(leaf)));
        if (new HashSet<>(acknowledged).size() != acknowledged.size()) {
            faults.add("one entry stands for two acknowledged acts");
        }
        return faults;
    }

    private static Read read(Comity comity, List<ReceiptClaims> receipts) {
        var leaves = new ArrayList<String>();
        var kinds = new TreeMap<String, Integer>();
        var seen =
                new LogMonitor(LogSource.of(comity), comity.trust().log(), Clock.systemUTC())
                        .observe(
                                Optional.empty(),
                                receipts,
                                entry -> {
                                    leaves.add(entry.leaf());
                                    kinds.merge(entry.kind(), 1, Integer::sum);
                                });
        var faults = new ArrayList<String>();
        if (seen.kept().size() != receipts.size()) {
            faults.add(
                    "of %d receipts the log keeps %d; %d were broken"
                            .formatted(receipts.size(), seen.kept().size(), seen.broken().size()));
        }
        return new Read(leaves, kinds, faults);
    }
}
