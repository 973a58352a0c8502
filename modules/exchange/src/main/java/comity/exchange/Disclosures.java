package comity.exchange;

import comity.agreements.decision.Decision;
import comity.trust.Base64Url;
import comity.trust.vault.SubjectIndex;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds records by their subjects, and shows of them what may be disclosed. */
final class Disclosures {

    /** Records of one subject that one exchange answers at most of one issuer, the newest first. */
    private static final int MOST_RECORDS = 20;

    private final EntityManager database;
    private final RecordVault records;
    private final SubjectIndex index;
    private final ExchangeSeal seal;
    private volatile @Nullable String sharedLock;

    Disclosures(
            EntityManager database, RecordVault records, SubjectIndex index, ExchangeSeal seal) {
        this.database = database;
        this.records = records;
        this.index = index;
        this.seal = seal;
    }

    /** The keyed digests of identifiers, as they are stored. */
    List<String> digests(Collection<String> identifiers) {
        return identifiers.stream().map(text -> Base64Url.encode(index.digest(text))).toList();
    }

    /**
     * The records that may be answered, by issuer. One query, whether there are any or not: an
     * answer without records takes the time of one with a record that may not be seen.
     */
    Map<String, List<PublishedRecord>> find(
            RecordType type, Collection<String> issuers, Set<String> identifiers, Instant at) {
        if (issuers.isEmpty()) {
            return Map.of();
        }
        var digests = digests(identifiers);
        int most = MOST_RECORDS * issuers.size();
        var found = find(type, issuers, digests, at, most);
        if (found.size() == most) {
            // So many of one issuer must not hide another's: each is asked for apart.
            found =
                    issuers.stream()
                            .flatMap(
                                    issuer ->
                                            find(type, List.of(issuer), digests, at, MOST_RECORDS)
                                                    .stream())
                            .toList();
        }
        var byIssuer = new HashMap<String, List<PublishedRecord>>();
        for (var record : found) {
            var ofIssuer = byIssuer.computeIfAbsent(record.issuer, issuer -> new ArrayList<>());
            if (ofIssuer.size() < MOST_RECORDS) {
                ofIssuer.add(record);
            }
        }
        return byIssuer;
    }

    private List<PublishedRecord> find(
            RecordType type,
            Collection<String> issuers,
            List<String> digests,
            Instant at,
            int most) {
        return database.createQuery(
                        "select r from PublishedRecord r where r.id in (select s.record from SubjectDigest s"
                                + " where s.issuer in :issuers and s.digest in :digests)"
                                + " and r.issuer in :issuers and r.type = :type and r.status = 'valid'"
                                + " and r.notBefore <= :at"
                                + " and r.expiresAt > :at order by r.publishedAt desc",
                        PublishedRecord.class)
                .setParameter("issuers", issuers)
                .setParameter("digests", digests)
                .setParameter("type", type.schema().name())
                .setParameter("at", at)
                .setMaxResults(most)
                .getResultList();
    }

    /**
     * Notes that the asker holds a copy, if the record is still valid: a status that changes
     * meanwhile waits for this transaction, or this one for it, so that nobody holds a copy of
     * which a withdrawal does not know.
     *
     * @return whether it may be disclosed
     */
    boolean hold(
            PublishedRecord record,
            UUID exchange,
            String asker,
            Instant at,
            LocalDate retainUntil) {
        return database.createNativeQuery(
                                "insert into exchange_disclosure (issuer, record_id, exchange_id, asker, disclosed_at,"
                                        + " retain_until) select r.issuer, r.id, cast(?1 as uuid), cast(?2 as varchar),"
                                        + " cast(?3 as timestamp(6) with time zone), cast(?4 as date)"
                                        + " from exchange_record r where r.issuer = ?5 and r.id = cast(?6 as uuid)"
                                        + " and r.status = 'valid' for "
                                        + sharedLock())
                        .setParameter(1, exchange.toString())
                        .setParameter(2, asker)
                        .setParameter(3, at.toString())
                        .setParameter(4, retainUntil.toString())
                        .setParameter(5, record.issuer)
                        .setParameter(6, record.id.toString())
                        .executeUpdate()
                == 1;
    }

    /** PostgreSQL lets askers share a record's lock; H2 has exclusive ones only. */
    private String sharedLock() {
        var known = sharedLock;
        if (known == null) {
            try {
                var product =
                        database.unwrap(Connection.class).getMetaData().getDatabaseProductName();
                known = product.equals("PostgreSQL") ? "share" : "update";
            } catch (SQLException unreachable) {
                throw new IllegalStateException(
                        "the database does not say what it is", unreachable);
            }
            sharedLock = known;
        }
        return known;
    }

    /** What a record discloses of some properties. */
    Presentation present(PublishedRecord record, List<String> properties) {
        return records.present(record, properties);
    }

    /**
     * What still may be shown of a stored answer: where the terms still permit all that was
     * disclosed, the copy may still be kept, and the record is still valid.
     */
    List<Presentation> again(ObjectNode answer, Decision decision, Instant at) {
        var today = at.atOffset(ZoneOffset.UTC).toLocalDate();
        var shown = new ArrayList<Presentation>();
        for (var disclosed : answer.path("records")) {
            var properties = strings(disclosed.get("properties"));
            var retainUntil =
                    LocalDate.parse(disclosed.get("obligations").get("retainUntil").stringValue());
            var stillPermitted =
                    decision.permitted()
                            .filter(terms -> terms.properties().containsAll(properties))
                            .isPresent();
            var record =
                    database.find(
                            PublishedRecord.class,
                            UUID.fromString(disclosed.get("id").stringValue()));
            if (stillPermitted
                    && !retainUntil.isBefore(today)
                    && record != null
                    && record.canBeAnsweredAt(at)) {
                shown.add(records.present(record, properties));
            }
        }
        return shown;
    }

    /**
     * Who holds a copy that may still be kept on a day, and the ids of the elements that were
     * disclosed to it.
     */
    SortedMap<String, Set<String>> holders(PublishedRecord record, LocalDate day) {
        var held =
                database.createQuery(
                                "select e from Disclosure d, Exchange e where d.issuer = :issuer"
                                        + " and d.record = :record and d.retainUntil >= :day and e.id = d.exchange",
                                Exchange.class)
                        .setParameter("issuer", record.issuer)
                        .setParameter("record", record.id)
                        .setParameter("day", day)
                        .getResultList();
        var holders = new TreeMap<String, Set<String>>();
        for (var exchange : held) {
            var elements = holders.computeIfAbsent(exchange.asker, asker -> new TreeSet<>());
            for (var answer : seal.open(exchange.id, exchange.sealed).get("answers")) {
                for (var disclosed : answer.path("records")) {
                    if (disclosed.get("id").stringValue().equals(record.id.toString())) {
                        elements.addAll(strings(disclosed.get("elements")));
                    }
                }
            }
        }
        return holders;
    }

    private static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::stringValue).toList();
    }
}
