package comity.exchange;

import comity.kernel.Problem;
import comity.schema.RecordSchema;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A kind of record that entities can exchange: the extension point of this module. A new kind is
 * one new module that implements this and changes nothing else. Implementations are CDI beans; they
 * are pure and keep no state.
 */
public interface RecordType {

    /**
     * The published schema of the content, with the sensitivity of each property and the schema of
     * queries.
     */
    RecordSchema schema();

    /**
     * The identifiers by which the subject of a record can be found, normalised. Only keyed digests
     * of them are stored.
     *
     * @param content valid under {@link #schema()}
     */
    Set<String> identifiersOf(JsonNode content);

    /**
     * The identifiers that a request seeks: a record is found if it has one of them.
     *
     * @param subject valid under the schema that {@link RecordSchema#querySchema()} names
     */
    Set<String> identifiersSought(JsonNode subject);

    /**
     * Where a record's content breaks a rule that its schema cannot say, such as a document whose
     * number is a placeholder: it would be everybody's.
     *
     * @param content valid under {@link #schema()}
     * @return with pointers into the content; empty if there are none
     */
    List<Problem.Violation> violationsOf(JsonNode content);

    /**
     * The same of the subject of a request.
     *
     * @param subject valid under the schema that {@link RecordSchema#querySchema()} names
     * @return with pointers into the subject
     */
    List<Problem.Violation> violationsSought(JsonNode subject);

    /**
     * What this type adds to an answer, from what was disclosed and the terms alone.
     *
     * @return the member {@code assessment} of the answer
     */
    ObjectNode assess(Assessment facts);

    /**
     * What an assessment is made from.
     *
     * @param wanted pointer patterns asked for; empty when all that is permitted was
     * @param at the time of the answer
     */
    record Assessment(List<String> wanted, List<Disclosed> disclosed, Instant at) {

        public Assessment {
            wanted = List.copyOf(wanted);
            disclosed = List.copyOf(disclosed);
        }
    }

    /** The disclosed part of one record. */
    record Disclosed(String issuer, UUID record, JsonNode content) {}
}
