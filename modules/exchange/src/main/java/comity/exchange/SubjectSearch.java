package comity.exchange;

import comity.kernel.persistence.Statements;
import comity.trust.Base64Url;
import comity.trust.vault.SubjectIndex;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds records by keyed digests of what identifies their subjects. */
final class SubjectSearch {

    /** Records of one subject that one exchange answers at most of one issuer, the newest first. */
    private static final int MOST_RECORDS = 20;

    private final EntityManager database;
    private final Statements statements;
    private final SubjectIndex index;

    SubjectSearch(EntityManager database, SubjectIndex index) {
        this.database = database;
        this.statements = Statements.inTransaction(database);
        this.index = index;
    }

    /** Makes a record to be found by these identifiers. */
    void enter(PublishedRecord record, Set<String> identifiers) {
        digests(identifiers)
                .forEach(
                        digest ->
                                database.persist(
                                        new SubjectDigest(record.issuer, digest, record.id)));
    }

    private List<String> digests(Collection<String> identifiers) {
        return identifiers.stream().map(text -> Base64Url.encode(index.digest(text))).toList();
    }

    /**
     * The records that may be answered, by issuer. One query, whether there are any or not: an
     * answer without records sends the statements of one with a record that may not be seen. The
     * latter is unsealed before that is known, which takes time: docs/protocol.md, section 11.
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

    /**
     * By the digests first, which an index answers; only an issuer's own digest makes its record
     * found, since two issuers can give one id.
     */
    private List<PublishedRecord> find(
            RecordType type,
            Collection<String> issuers,
            List<String> digests,
            Instant at,
            int most) {
        return statements.query(
                "select r.issuer, r.id, r.type, r.status, r.list, r.place, r.published_at,"
                        + " r.not_before, r.expires_at, r.sealed from exchange_record r"
                        + " join (select distinct s.issuer, s.record_id from exchange_subject s"
                        + " where s.issuer = any(?) and s.digest = any(?)) found"
                        + " on found.issuer = r.issuer and found.record_id = r.id"
                        + " where r.type = ? and r.status = 'valid' and r.not_before <= ?"
                        + " and r.expires_at > ? order by r.published_at desc, r.issuer, r.id"
                        + " limit ?",
                PublishedRecord::read,
                List.copyOf(issuers),
                digests,
                type.schema().name(),
                at,
                at,
                most);
    }
}
