package comity.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * What a node acknowledged while it was killed again and again, kept outside of it: the
 * publications, the exchanges with the records that they disclosed, and the withdrawals. Safe for
 * many threads.
 */
final class Books {

    /** An exchange that was answered. */
    record Answered(Sent sent, String id, JsonNode body, Set<String> records) {}

    /** A record of a fictional person, by the number of whose passport it is asked for. */
    record Published(String id, String number) {}

    private final Map<String, Published> published = new ConcurrentHashMap<>();
    private final Map<String, Boolean> withdrawn = new ConcurrentHashMap<>();
    private final Set<String> disclosed = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
    private final Queue<JsonNode> receipted = new ConcurrentLinkedQueue<>();
    private final Semaphore entered = new Semaphore(0);
    private final Queue<Published> askable = new ConcurrentLinkedQueue<>();
    private final Queue<Answered> unchecked = new ConcurrentLinkedQueue<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    void fault(String what) {
        faults.add(what);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Enters what the node acknowledged. */
    void enter(Sent sent, JsonNode reply) {
        acknowledged.merge(sent.kind(), 1, Integer::sum);
        if (reply.has("receipt")) {
            receipted.add(reply);
        }
        for (var answer : reply.path("answers")) {
            receipted.add(answer);
        }
        switch (sent.kind()) {
            case Sent.PUBLICATION -> {
                var record = new Published(sent.record(), sent.number());
                published.put(record.id(), record);
                askable.add(record);
            }
            case Sent.EXCHANGE -> {
                var records = new HashSet<String>();
                for (var answer : reply.path("answers")) {
                    answer.path("records").forEach(each -> records.add(each.get("id").asString()));
                }
                checkDisclosed(sent, records);
                disclosed.addAll(records);
                unchecked.add(new Answered(sent, reply.get("exchange").asString(), reply, records));
            }
            default -> withdrawn.put(sent.record(), true);
        }
        entered.release();
    }

    /**
     * Waits until so many more calls were acknowledged.
     *
     * @return whether they were, within that time
     */
    boolean awaitMore(int calls, Duration within) throws InterruptedException {
        entered.drainPermits();
        return entered.tryAcquire(calls, within.toSeconds(), TimeUnit.SECONDS);
    }

    /**
     * An answer has the record that was asked for, and nothing else; it may lack it only if its
     * withdrawal was sent, and must lack it if that was acknowledged before the question was sent.
     */
    private void checkDisclosed(Sent sent, Set<String> records) {
        var expected = sent.record().isEmpty() ? Set.<String>of() : Set.of(sent.record());
        if (!expected.containsAll(records)) {
            fault("an exchange disclosed a record that was not asked for");
        }
        if (records.isEmpty() && !expected.isEmpty() && !withdrawn.containsKey(sent.record())) {
            fault("an exchange lacks a record that is valid");
        }
        if (!records.isEmpty() && sent.afterWithdrawal()) {
            fault("an exchange disclosed a record that had been withdrawn");
        }
    }

    /** Notes, before it is sent, that a withdrawal of a record may have taken effect. */
    void withdrawing(String record) {
        withdrawn.putIfAbsent(record, false);
    }

    /** Whether the withdrawal of a record was acknowledged. */
    boolean isWithdrawn(String record) {
        return withdrawn.getOrDefault(record, false);
    }

    /** One of the published records, if there is any; withdrawn ones are asked for, too. */
    List<Published> anyPublished() {
        var all = new ArrayList<>(published.values());
        return all.isEmpty()
                ? List.of()
                : List.of(all.get(ThreadLocalRandom.current().nextInt(all.size())));
    }

    /** Takes a record that nobody else will withdraw. */
    List<Published> takeWithdrawable() {
        var next = askable.poll();
        return next == null ? List.of() : List.of(next);
    }

    /** The status that each published record must have. */
    Map<String, String> statuses() {
        var statuses = new HashMap<String, String>();
        published.keySet().forEach(id -> statuses.put(id, isWithdrawn(id) ? "withdrawn" : "valid"));
        return statuses;
    }

    /** The answers that nobody looked for since they were given. */
    List<Answered> takeUnchecked() {
        var all = new ArrayList<Answered>();
        for (var each = unchecked.poll(); each != null; each = unchecked.poll()) {
            all.add(each);
        }
        return all;
    }

    /** The records that were both disclosed and withdrawn: their relier has one notice of each. */
    Set<String> recalled() {
        var recalled = new HashSet<>(disclosed);
        recalled.removeIf(id -> !isWithdrawn(id));
        return recalled;
    }

    /** How many calls of each kind were acknowledged. */
    Map<String, Integer> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** What was given for them: each object has a receipt and its entry of the log. */
    List<JsonNode> receipted() {
        return List.copyOf(receipted);
    }
}
