package comity.exchange;

import comity.exchange.notice.Notice;
import comity.exchange.notice.Notices;
import comity.kernel.Json;
import comity.kernel.Times;
import comity.kernel.persistence.Transactions;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the clock does for approvals: it tells issuers of what awaits them, apart from the exchange,
 * which so is the same with a record and without; and askers, at {@code decideBy}, of what was not
 * approved, whatever the reason. Nothing depends on it: an answer lapses by itself. Each is done
 * once, whatever number of nodes there are.
 */
public final class ApprovalNotices {

    private final EntityManager database;
    private final Transactions transactions;
    private final RecordTypes types;
    private final WaitingAnswers waiting;
    private final Notices notices;
    private final ExchangeSeal seal;
    private final InstantSource clock;

    ApprovalNotices(
            EntityManager database,
            Transactions transactions,
            RecordTypes types,
            WaitingAnswers waiting,
            Notices notices,
            ExchangeSeal seal,
            InstantSource clock) {
        this.database = database;
        this.transactions = transactions;
        this.types = types;
        this.waiting = waiting;
        this.notices = notices;
        this.seal = seal;
        this.clock = clock;
    }

    private record Due(String issuer, String exchange, String state) {}

    /**
     * Tells issuers of what has come to await them.
     *
     * @param most how many at most
     * @return how many were looked at
     */
    public int tellIssuers(int most) {
        var at = Times.now(clock);
        var untold =
                due(
                        "w.told = false and w.decideBy > :at order by w.decideBy, w.exchange",
                        at,
                        most);
        for (var each : untold) {
            transactions.requiresNew(
                    () -> {
                        tellIssuer(each, at);
                        return each;
                    });
        }
        return untold.size();
    }

    private void tellIssuer(Due due, Instant at) {
        // The node that changes the row is the one that tells.
        int changed =
                database.createNativeQuery(
                                "update exchange_waiting set told = true where issuer = ?1"
                                        + " and exchange_id = cast(?2 as uuid) and told = false")
                        .setParameter(1, due.issuer())
                        .setParameter(2, due.exchange())
                        .executeUpdate();
        if (changed == 0) {
            return;
        }
        var id = UUID.fromString(due.exchange());
        waiting.open(due.issuer(), id, at)
                .ifPresent(each -> tellOf(each, exchange(each.exchange), at));
    }

    private void tellOf(Waiting each, Exchange exchange, Instant at) {
        var type = types.named(exchange.type).orElseThrow();
        if (waiting.preview(each, type, at).isEmpty()) {
            return;
        }
        var notice =
                Json.object()
                        .put("exchange", each.exchange.toString())
                        .put("decideBy", each.decideBy.toString());
        var request = seal.open(exchange.id, exchange.sealed).required("request");
        for (var member : List.of("centre", "mandate")) {
            if (request.has(member)) {
                notice.set(member, request.get(member));
            }
        }
        emit(Notice.APPROVAL_WAITING, each.asker, each.issuer, type.schema().name(), notice, at);
    }

    private Exchange exchange(UUID id) {
        return database.createQuery("select e from Exchange e where e.id = :id", Exchange.class)
                .setParameter("id", id)
                .getSingleResult();
    }

    /**
     * Tells askers that {@code decideBy} has come, and forgets which records had waited.
     *
     * @param most how many at most
     * @return how many were over
     */
    public int close(int most) {
        var at = Times.now(clock);
        var over = due("w.decideBy <= :at order by w.decideBy, w.exchange, w.issuer", at, most);
        for (var each : over) {
            transactions.requiresNew(
                    () -> {
                        close(each, at);
                        return each;
                    });
        }
        return over.size();
    }

    private void close(Due due, Instant at) {
        var asked =
                database.createQuery(
                                "select e from Waiting w, Exchange e where e.id = w.exchange"
                                        + " and w.issuer = :issuer and w.exchange = :exchange",
                                Exchange.class)
                        .setParameter("issuer", due.issuer())
                        .setParameter("exchange", UUID.fromString(due.exchange()))
                        .getResultList();
        // A decision that began in time may have been committed since: then the next look closes
        // it.
        int deleted =
                database.createNativeQuery(
                                "delete from exchange_waiting where issuer = ?1"
                                        + " and exchange_id = cast(?2 as uuid) and state = ?3")
                        .setParameter(1, due.issuer())
                        .setParameter(2, due.exchange())
                        .setParameter(3, due.state())
                        .executeUpdate();
        if (deleted == 1 && !due.state().equals(Waiting.APPROVED)) {
            var id = UUID.fromString(due.exchange());
            emit(
                    Notice.EXCHANGE_DECIDED,
                    due.issuer(),
                    asked.get(0).asker,
                    asked.get(0).type,
                    Approvals.decidedNotice(id, due.issuer()),
                    at);
        }
    }

    private void emit(
            String kind,
            String about,
            String recipient,
            String type,
            ObjectNode notice,
            Instant at) {
        var told = new TreeMap<String, ObjectNode>();
        told.put(recipient, notice);
        notices.emit(kind, at, about, Notice.NO_RECORD, Set.of(type), told);
    }

    private List<Due> due(String condition, Instant at, int most) {
        return transactions.requiresNew(
                () ->
                        database
                                .createQuery(
                                        "select w from Waiting w where " + condition, Waiting.class)
                                .setParameter("at", at)
                                .setMaxResults(most)
                                .getResultList()
                                .stream()
                                .map(
                                        each ->
                                                new Due(
                                                        each.issuer,
                                                        each.exchange.toString(),
                                                        each.state))
                                .toList());
    }
}
