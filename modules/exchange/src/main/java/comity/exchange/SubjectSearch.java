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
     * Records that may be answered, by issuer, each issuer's newest first, and the rows of the
     * query that was sent with theirs.
     */
    record Found<T>(Map<String, List<PublishedRecord>> records, List<T> besides) {}

    /**
     * Finds the records that may be answered. One query, whether there are any or not: an answer
     * without records sends the statements of one with a record that may not be seen. The latter is
     * unsealed before that is known, which takes time: docs/protocol.md, section 11.
     *
     * @param besides sent before, in the same round trip where the database takes both
     */
    <T> Found<T> find(
            RecordType type,
            Collection<String> issuers,
            Set<String> identifiers,
            Instant at,
            Statements.Query<T> besides) {
        if (issuers.isEmpty()) {
            return new Found<>(Map.of(), statements.query(besides));
        }
        var digests = digests(identifiers);
        int most = MOST_RECORDS * places(issuers);
        var both = statements.query(besides, records(type, issuers, digests, at, most));
        var found = both.second();
        if (found.size() == most) {
            // So many of one issuer must not hide another's: each is asked for apart.
            found =
                    issuers.stream()
                            .map(each -> records(type, List.of(each), digests, at, MOST_RECORDS))
                            .flatMap(ofIssuer -> statements.query(ofIssuer).stream())
                            .toList();
        }
        var byIssuer = new HashMap<String, List<PublishedRecord>>();
        for (var record : found) {
            var ofIssuer = byIssuer.computeIfAbsent(record.issuer, issuer -> new ArrayList<>());
            if (ofIssuer.size() < MOST_RECORDS) {
                ofIssuer.add(record);
            }
        }
        return new Found<>(byIssuer, both.first());
    }

    /**
     * By the digests first, which an index answers; only an issuer's own digest makes its record
     * found, since two issuers can give one id.
     */
    private static Statements.Query<PublishedRecord> records(
            RecordType type,
            Collection<String> issuers,
            Collection<String> digests,
            Instant at,
            int most) {
        var values = new ArrayList<Object>();
        var sql =
                "select r.issuer, r.id, r.type, r.status, r.list, r.place, r.published_at,"
                        + " r.not_before, r.expires_at, r.sealed from exchange_record r"
                        + " join (select distinct s.issuer, s.record_id from exchange_subject s"
                        + " where s.issuer in "
                        + oneOf(issuers, values)
                        + " and s.digest in "
                        + oneOf(digests, values)
                        + ") found on found.issuer = r.issuer and found.record_id = r.id"
                        + " where r.type = ? and r.status = 'valid' and r.not_before <= ?"
                        + " and r.expires_at > ? order by r.published_at desc, r.issuer, r.id"
                        + " limit "
                        + most;
        values.addAll(List.of(type.schema().name(), at, at));
        return new Statements.Query<>(sql, PublishedRecord::read, values.toArray());
    }

    /**
     * A question mark for each choice, of which there is one at least, the last repeated up to a
     * power of two. PostgreSQL guesses the length of an array that it is given and plans the query
     * again each time, which takes three times as long as carrying it out; a list's length it
     * knows. Powers keep the texts, and so the plans, few.
     */
    private static String oneOf(Collection<String> choices, List<Object> values) {
        int places = places(choices);
        values.addAll(choices);
        var last = values.get(values.size() - 1);
        for (int i = choices.size(); i < places; i++) {
            values.add(last);
        }
        return "(" + "?, ".repeat(places - 1) + "?)";
    }

    private static int places(Collection<String> choices) {
        return Integer.highestOneBit(2 * choices.size() - 1);
    }
}
