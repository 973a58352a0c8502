package comity.agreements.decision;

import comity.kernel.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the agreements say to a request: from the type and the terms alone, before and without any
 * look at the subject.
 */
public sealed interface Decision {

    /** What is permitted; empty if refused. */
    Optional<Permitted> permitted();

    /** The {@code decision} member of an answer. Source: docs/protocol.md, section 4. */
    ObjectNode toJson();

    /**
     * One agreement permits some of what is wanted.
     *
     * @param termsDigest base64url SHA-256 of the terms' JCS form
     * @param clauses those that permit
     * @param properties pointers of the type's properties to disclose, the identifying ones among
     *     them, in the schema's order; each covers all below it
     * @param withheld what is wanted and not permitted
     */
    record Permitted(
            AgreementVersion version,
            String termsDigest,
            List<Clause> clauses,
            List<String> properties,
            List<Withheld> withheld,
            Obligations obligations)
            implements Decision {

        public Permitted {
            clauses = List.copyOf(clauses);
            properties = List.copyOf(properties);
            withheld = List.copyOf(withheld);
        }

        @Override
        public Optional<Permitted> permitted() {
            return Optional.of(this);
        }

        @Override
        public ObjectNode toJson() {
            var json = Json.object();
            json.put("outcome", "permitted");
            json.put("agreement", version.agreement().toString());
            json.put("version", version.number());
            var names = json.putArray("clauses");
            clauses.forEach(clause -> names.add(clause.name()));
            var without = json.putArray("withheld");
            withheld.forEach(
                    each ->
                            without.addObject()
                                    .put("pointer", each.pointer())
                                    .put("clause", each.clause().name())
                                    .put("why", each.why().code()));
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
     */
    record Refused(Clause clause, Why why, List<NearestMiss> misses) implements Decision {

        public Refused {
            misses = List.copyOf(misses);
        }

        @Override
        public Optional<Permitted> permitted() {
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
            return json;
        }
    }
}
