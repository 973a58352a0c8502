package comity.exchange;

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
    private final SubjectIndex index;

    SubjectSearch(EntityManager database, SubjectIndex index) {
        this.database = database;
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
     * By the digests first, whoever's they are, which an index answers; then only an issuer's own
     * digest makes its record found, since two issuers can give one id. No EXISTS: EclipseLink then
     * writes the values into the statement.
     */
    private List<PublishedRecord> find(
            RecordType type,
            Collection<String> issuers,
            List<String> digests,
            Instant at,
            int most) {
        return database.createQuery(
                        "select r from PublishedRecord r where r.issuer in :issuers"
                                + " and r.id in (select s.record from SubjectDigest s"
                                + " where s.issuer in :issuers and s.digest in :digests)"
                                + " and r.id in (select s.record from SubjectDigest s"
                                + " where s.issuer = r.issuer and s.digest in :digests)"
                                + " and r.type = :type and r.status = 'valid'"
                                + " and r.notBefore <= :at"
                                + " and r.expiresAt > :at order by r.publishedAt desc, r.issuer, r.id",
                        PublishedRecord.class)
                .setParameter("issuers", issuers)
                .setParameter("digests", digests)
                .setParameter("type", type.schema().name())
                .setParameter("at", at)
                .setMaxResults(most)
                .getResultList();
    }
}
