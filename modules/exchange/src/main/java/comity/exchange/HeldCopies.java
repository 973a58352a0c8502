package comity.exchange;

import comity.kernel.Json;
import comity.kernel.persistence.DatabaseProduct;
import comity.kernel.persistence.Statements;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who holds a copy of which record. */
final class HeldCopies {

    private final EntityManager database;
    private final Statements statements;
    private volatile @Nullable String sharedLock;

    HeldCopies(EntityManager database) {
        this.database = database;
        this.statements = Statements.inTransaction(database);
    }

    /**
     * Who holds a copy, and since when.
     *
     * @param retainUntil the last day on which it may be kept
     */
    record Holder(
            UUID exchange, String asker, UUID agreement, Instant since, LocalDate retainUntil) {}

    /**
     * Notes at the end of the transaction that the asker holds a copy, if the record is still valid
     * then: a status that changes meanwhile waits for this transaction, or this one for it, so that
     * nobody holds a copy of which a withdrawal does not know. A record that is not valid any more
     * is a conflict: the work is run again, and finds it so.
     */
    void hold(Presentation presentation, Holder holder) {
        statements.atTheEnd(insert(), values(presentation, holder));
    }

    /**
     * The same at once, for a transaction that locks something else after.
     *
     * @return whether the record is still valid, and so may be disclosed
     */
    boolean holdNow(Presentation presentation, Holder holder) {
        return statements.update(insert(), values(presentation, holder)) == 1;
    }

    private String insert() {
        return "insert into exchange_held_copy (issuer, record_id, exchange_id, asker,"
                + " disclosed_at, retain_until, elements, agreement)"
                + " select r.issuer, r.id, cast(? as uuid), cast(? as varchar),"
                + " cast(? as timestamp(6) with time zone), cast(? as date),"
                + " cast(? as varchar), cast(? as uuid) from exchange_record r"
                + " where r.issuer = ? and r.id = ? and r.status = 'valid' for "
                + sharedLock();
    }

    private static Object[] values(Presentation presentation, Holder holder) {
        return new Object[] {
            holder.exchange(),
            holder.asker(),
            holder.since(),
            holder.retainUntil(),
            Json.text(presentation.elements()),
            holder.agreement(),
            presentation.issuer(),
            presentation.record()
        };
    }

    /**
     * Who holds copies that may still be kept on a day, disclosed under an agreement, and the last
     * day of the longest kept.
     *
     * @param party the entity that issued or holds them; empty means any
     */
    SortedMap<String, LocalDate> holdersUnder(
            UUID agreement, Optional<String> party, LocalDate day) {
        var held =
                database.createQuery(
                                "select c.asker, max(c.retainUntil) from HeldCopy c"
                                        + " where c.agreement = :agreement and c.retainUntil >= :day"
                                        + " and (:party = '' or c.issuer = :party or c.asker = :party)"
                                        + " group by c.asker",
                                Object[].class)
                        .setParameter("agreement", agreement)
                        .setParameter("day", day)
                        .setParameter("party", party.orElse(""))
                        .getResultList();
        var holders = new TreeMap<String, LocalDate>();
        held.forEach(line -> holders.put((String) line[0], (LocalDate) line[1]));
        return holders;
    }

    /** PostgreSQL lets askers share a record's lock; H2 has exclusive ones only. */
    private String sharedLock() {
        var known = sharedLock;
        if (known == null) {
            try {
                var product = DatabaseProduct.of(database.unwrap(Connection.class));
                known = product == DatabaseProduct.POSTGRESQL ? "share" : "update";
            } catch (SQLException unreachable) {
                throw new IllegalStateException(
                        "the database does not say what it is", unreachable);
            }
            sharedLock = known;
        }
        return known;
    }

    /**
     * Who holds a copy that may still be kept on a day, and the ids of the elements that were
     * disclosed to it.
     */
    SortedMap<String, Set<String>> holders(PublishedRecord record, LocalDate day) {
        var holders = new TreeMap<String, Set<String>>();
        for (var disclosure : disclosures(record, day)) {
            var elements = holders.computeIfAbsent(disclosure.asker(), asker -> new TreeSet<>());
            Json.read(disclosure.elements().getBytes(StandardCharsets.UTF_8))
                    .forEach(element -> elements.add(element.stringValue()));
        }
        return holders;
    }

    /** Elements, as a JSON array of their ids, that an asker was shown. */
    record Disclosure(String asker, String elements) {}

    /**
     * Each asker once with each selection of elements, however often it asked: a recall, which
     * holds the record's lock, cannot be made longer by asking again and again. An asker selects
     * among the few properties of the type.
     */
    List<Disclosure> disclosures(PublishedRecord record, LocalDate day) {
        return database
                .createQuery(
                        "select distinct c.asker, c.elements from HeldCopy c where c.issuer = :issuer"
                                + " and c.record = :record and c.retainUntil >= :day",
                        Object[].class)
                .setParameter("issuer", record.issuer)
                .setParameter("record", record.id)
                .setParameter("day", day)
                .getResultList()
                .stream()
                .map(row -> new Disclosure((String) row[0], (String) row[1]))
                .toList();
    }
}
