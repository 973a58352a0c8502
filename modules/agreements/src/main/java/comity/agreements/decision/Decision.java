package comity.agreements.decision;

import comity.kernel.Json;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the agreements say to a request: from the type and the terms alone, before and without any
 * look at the subject.
 */
public sealed interface Decision {

    /** What may be disclosed now; empty if refused, or if a person has to approve first. */
    Optional<Permitted> permitted();

    /** What may be disclosed now, or could be once the issuer has approved; empty if refused. */
    Optional<Permitted> onceApproved();

    /** Whether a person at the issuer has to approve before anything is disclosed. */
    default boolean needsApproval() {
        return permitted().isEmpty() && onceApproved().isPresent();
    }

    /** The {@code decision} member of an answer. Source: docs/protocol.md, section 4. */
    ObjectNode toJson();

    /**
     * One agreement permits some of what is wanted.
     *
     * @param termsDigest base64url SHA-256 of the terms' JCS form
     * @param clauses those that permit
     * @param granted what they permit, by clause: all of {@code properties}, a container in the
     *     place of its parts where it may be
     * @param properties pointers of the type's properties to disclose, the identifying ones among
     *     them, in the schema's order; each covers all below it
     * @param withheld what is wanted and not permitted
     * @param classes the version of the sensitivity classes under which it was decided
     */
    record Permitted(
            AgreementVersion version,
            String termsDigest,
            List<Clause> clauses,
            List<Granted> granted,
            List<String> properties,
            List<Withheld> withheld,
            Obligations obligations,
            int classes)
            implements Decision {

        public Permitted {
            clauses = List.copyOf(clauses);
            granted = List.copyOf(granted);
            properties = List.copyOf(properties);
            withheld = List.copyOf(withheld);
        }

        @Override
        public Optional<Permitted> permitted() {
            return Optional.of(this);
        }

        @Override
        public Optional<Permitted> onceApproved() {
            return Optional.of(this);
        }

        /** The same, disclosing no more than these properties. */
        public Permitted only(Collection<String> shown) {
            if (shown.containsAll(properties)) {
                return this;
            }
            var fewer = properties.stream().filter(shown::contains).toList();
            var given = fewer.stream().map(each -> new Granted(each, clauseOf(each))).toList();
            var unused = granted.stream().map(Granted::clause).collect(Collectors.toSet());
            given.forEach(each -> unused.remove(each.clause()));
            return new Permitted(
                    version,
                    termsDigest,
                    clauses.stream().filter(clause -> !unused.contains(clause)).toList(),
                    given,
                    fewer,
                    withheld,
                    obligations,
                    classes);
        }

        private Clause clauseOf(String property) {
            return granted.stream()
                    .filter(each -> Pointers.covers(each.pointer(), property))
                    .map(Granted::clause)
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public ObjectNode toJson() {
            return toJson("permitted");
        }

        private ObjectNode toJson(String outcome) {
            var json = Json.object();
            json.put("outcome", outcome);
            json.put("agreement", version.agreement().toString());
            json.put("version", version.number());
            var names = json.putArray("clauses");
            clauses.forEach(clause -> names.add(clause.name()));
            var given = json.putArray("permitted");
            granted.forEach(
                    each ->
                            given.addObject()
                                    .put("pointer", each.pointer())
                                    .put("clause", each.clause().name()));
            var without = json.putArray("withheld");
            withheld.forEach(
                    each ->
                            without.addObject()
                                    .put("pointer", each.pointer())
                                    .put("clause", each.clause().name())
                                    .put("why", each.why().code()));
            json.put("classes", classes);
            return json;
        }
    }

    /**
     * One agreement permits some of what is wanted once a person at the issuer approves. Nothing of
     * it is disclosed before, not even what would need no approval by itself.
     *
     * @param terms what may be disclosed then
     * @param approval the clauses that call for it; at least one
     */
    record NeedsApproval(Permitted terms, List<Clause> approval) implements Decision {

        public NeedsApproval {
            approval = List.copyOf(approval);
        }

        @Override
        public Optional<Permitted> permitted() {
            return Optional.empty();
        }

        @Override
        public Optional<Permitted> onceApproved() {
            return Optional.of(terms);
        }

        @Override
        public ObjectNode toJson() {
            var json = terms.toJson("needs-approval");
            var names = json.putArray("approval");
            approval.forEach(clause -> names.add(clause.name()));
            return json;
        }
    }

    /**
     * No agreement permits anything that is wanted.
     *
     * @param clause of the nearest miss
     * @param why of the nearest miss
     * @param misses one per agreement in force for the pair, the nearest first; none if there is no
     *     agreement
     * @param classes the version of the sensitivity classes under which it was decided
     */
    record Refused(Clause clause, Why why, List<NearestMiss> misses, int classes)
            implements Decision {

        public Refused {
            misses = List.copyOf(misses);
        }

        @Override
        public Optional<Permitted> permitted() {
            return Optional.empty();
        }

        @Override
        public Optional<Permitted> onceApproved() {
            return Optional.empty();
        }

        @Override
        public ObjectNode toJson() {
            var json = Json.object();
            json.put("outcome", "refused");
            json.put("clause", clause.name());
            json.put("why", why.code());
            var nearest = json.putArray("misses");
            for (var miss : misses) {
                var each = nearest.addObject();
                each.put("agreement", miss.version().agreement().toString());
                each.put("version", miss.version().number());
                each.put("clause", miss.clause().name());
                each.put("why", miss.why().code());
                miss.pointer().ifPresent(pointer -> each.put("pointer", pointer));
            }
            json.put("classes", classes);
            return json;
        }
    }
}
