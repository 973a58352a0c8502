package comity.exchange;

import comity.agreements.Decision;
import comity.trust.Base64Url;
import comity.trust.vault.SubjectIndex;
import jakarta.persistence.EntityManager;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds records by their subjects, and shows of them what may be disclosed. */
final class Disclosures {

    /** Records of one subject that one exchange answers at most, the newest first. */
    private static final int MOST_RECORDS = 50;

    private final EntityManager database;
    private final RecordVault records;
    private final SubjectIndex index;
    private final ExchangeSeal seal;

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
        var found =
                database.createQuery(
                                "select r from SubjectDigest s, PublishedRecord r where s.issuer in :issuers"
                                        + " and s.digest in :digests and r.id = s.record and r.issuer = s.issuer"
                                        + " and r.type = :type and r.status = 'valid' order by r.publishedAt desc",
                                PublishedRecord.class)
                        .setParameter("issuers", issuers)
                        .setParameter("digests", digests(identifiers))
                        .setParameter("type", type.schema().name())
                        .setMaxResults(MOST_RECORDS)
                        .getResultList();
        var byIssuer = new HashMap<String, List<PublishedRecord>>();
        for (var record : found) {
            var ofIssuer = byIssuer.computeIfAbsent(record.issuer, issuer -> new ArrayList<>());
            // Found by each identifier that matches, answered once.
            if (record.canBeAnsweredAt(at) && !ofIssuer.contains(record)) {
                ofIssuer.add(record);
            }
        }
        return byIssuer;
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
