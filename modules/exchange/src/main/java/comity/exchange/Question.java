package comity.exchange;

import comity.agreements.decision.DataRequest;
import comity.agreements.decision.InForce;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one entity asks, validated: terms that can be decided, and apart from them the identifiers
 * of the subject.
 *
 * @param terms for no issuer yet: {@link DataRequest#to} names each
 * @param identifiers of the subject, normalised; empty in a rehearsal
 * @param from whom to ask; without it, all that an agreement connects
 * @param notTo whom neither to ask nor to tell
 * @param kept the request without its subject: what is stored
 * @param through who asks for another under a mandate
 * @param rehearsedBy whom it would be put to, who rehearses it; empty where the asker does
 */
record Question(
        RecordType type,
        DataRequest terms,
        Set<String> identifiers,
        Optional<List<String>> from,
        Set<String> notTo,
        ObjectNode kept,
        Optional<Acting.Through> through,
        Optional<String> rehearsedBy) {

    /** The same as whom it would be put to rehearses it. */
    Question rehearsedBy(String issuer) {
        return new Question(
                type, terms, identifiers, from, notTo, kept, through, Optional.of(issuer));
    }

    /** The entities to ask, in the order of their codes. */
    SortedSet<String> issuers(InForce agreements, Instant at) {
        SortedSet<String> issuers =
                new TreeSet<>(
                        from.<java.util.Collection<String>>map(asked -> asked)
                                .orElseGet(() -> agreements.issuersFor(terms.asker(), at)));
        issuers.removeAll(notTo);
        issuers.remove(terms.asker());
        return issuers;
    }

    /** What the type adds to what was disclosed. */
    ObjectNode assess(List<RecordType.Disclosed> disclosed, Instant at) {
        return type.assess(new RecordType.Assessment(terms.want(), disclosed, at));
    }
}
