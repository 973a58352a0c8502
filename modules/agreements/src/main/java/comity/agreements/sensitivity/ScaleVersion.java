package comity.agreements.sensitivity;

import comity.kernel.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One version of the sensitivity classes. It never changes.
 *
 * @param number from 1
 * @param from when it takes effect, unless a later version does before
 * @param evidence of the change that made it; empty for the first, which comes with the node
 */
public record ScaleVersion(int number, Instant from, Scale scale, Optional<Evidence> evidence) {

    /** What of the opening says nothing about a person. */
    private static final Set<String> PUBLIC = Set.of("version", "from", "scaleDigest");

    /**
     * Where the log has it.
     *
     * @param proposal the id of the proposal that was approved
     * @param leaf of the log entry, base64url
     * @param opening of its commitments, whole: it names persons by their ids
     */
    public record Evidence(UUID proposal, Instant approvedAt, String leaf, JsonNode opening) {}

    /**
     * {@code version}, {@code from}, {@code digest}, and, unless it is the first, {@code leaf} and
     * {@code opening} of what is not about a person.
     */
    public ObjectNode summary() {
        var json = Json.object();
        json.put("version", number);
        json.put("from", from.toString());
        json.put("digest", scale.digest());
        evidence.ifPresent(
                logged -> {
                    json.put("leaf", logged.leaf());
                    var opening = json.putObject("opening");
                    logged.opening()
                            .properties()
                            .forEach(
                                    member -> {
                                        if (PUBLIC.contains(member.getKey())) {
                                            opening.set(member.getKey(), member.getValue());
                                        }
                                    });
                });
        return json;
    }

    /** The summary with the document, {@code scale}. */
    public ObjectNode toJson() {
        var json = summary();
        json.set("scale", scale.toJson());
        return json;
    }
}
