package comity.exchange;

import comity.agreements.decision.Decision;
import comity.kernel.Json;
import comity.kernel.Page;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What waits for a person at an issuer. Each is kept alike, with a record of the issuer's or
 * without; only where there is one does the issuer ever see it.
 */
final class WaitingAnswers {

    /**
     * What a person is asked to approve.
     *
     * @param properties pointers that would be disclosed; an approval covers no others
     */
    record Awaited(List<UUID> records, List<String> properties) {}

    private final EntityManager database;
    private final Presentations presentations;
    private final ExchangeSeal seal;

    WaitingAnswers(EntityManager database, Presentations presentations, ExchangeSeal seal) {
        this.database = database;
        this.presentations = presentations;
        this.seal = seal;
    }

    void enter(
            ExchangePart part, Decision decision, List<PublishedRecord> found, Instant decideBy) {
        var awaited = Json.object();
        var records = awaited.putArray("records");
        found.forEach(record -> records.add(record.id.toString()));
        var properties = awaited.putArray("properties");
        decision.onceApproved().ifPresent(terms -> terms.properties().forEach(properties::add));
        var waiting = new Waiting();
        waiting.issuer = part.issuer();
        waiting.exchange = part.exchange();
        waiting.asker = part.asker();
        waiting.decideBy = decideBy;
        waiting.state = Waiting.OPEN;
        waiting.found = !found.isEmpty();
        waiting.told = found.isEmpty();
        waiting.sealed = seal.sealWaiting(waiting.issuer, waiting.exchange, awaited);
        database.persist(waiting);
    }

    Awaited awaited(Waiting waiting) {
        var kept = seal.openWaiting(waiting);
        return new Awaited(
                strings(kept.get("records")).stream().map(UUID::fromString).toList(),
                strings(kept.get("properties")));
    }

    /** The records that may be answered now, of those that were found. */
    List<PublishedRecord> records(Waiting waiting, Awaited awaited, Instant at) {
        return awaited.records().stream()
                .flatMap(
                        id ->
                                Optional.ofNullable(
                                        database.find(
                                                PublishedRecord.class,
                                                new RecordId(waiting.issuer, id)))
                                        .stream())
                .filter(record -> record.canBeAnsweredAt(at))
                .toList();
    }

    /**
     * What would be disclosed if it were approved now; empty where there is nothing, and so nothing
     * to be asked.
     */
    List<Presentation> preview(Waiting waiting, RecordType type, Instant at) {
        var awaited = awaited(waiting);
        return presentations.saying(type, records(waiting, awaited, at), awaited.properties());
    }

    /** One that an issuer may be asked about, locked: of two decisions the second waits. */
    Optional<Waiting> lock(String issuer, UUID exchange) {
        return database
                .createQuery(
                        "select w from Waiting w where w.issuer = :issuer"
                                + " and w.exchange = :exchange and w.found = true",
                        Waiting.class)
                .setParameter("issuer", issuer)
                .setParameter("exchange", exchange)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .stream()
                .findFirst();
    }

    /** One that is open at an instant and may have something to show to the issuer. */
    Optional<Waiting> open(String issuer, UUID exchange, Instant at) {
        return Optional.ofNullable(database.find(Waiting.class, WaitingId.of(issuer, exchange)))
                .filter(waiting -> waiting.found && waiting.isOpenAt(at));
    }

    /** Those open at an instant with their exchanges, in the order of the exchanges' ids. */
    List<Object[]> openAfter(String issuer, UUID after, Instant at) {
        return database.createQuery(
                        "select w, e from Waiting w, Exchange e where e.id = w.exchange"
                                + " and w.issuer = :issuer and w.found = true and w.state = :open"
                                + " and w.decideBy > :at and w.exchange > :after"
                                + " order by w.exchange",
                        Object[].class)
                .setParameter("issuer", issuer)
                .setParameter("open", Waiting.OPEN)
                .setParameter("at", at)
                .setParameter("after", after)
                .setMaxResults(Page.FETCH)
                .getResultList();
    }

    private static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::stringValue).toList();
    }
}
