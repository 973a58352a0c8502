package comity.client;

import comity.client.http.Binding;
import comity.client.verify.AnswerCheck;
import comity.client.verify.Evidence;
import comity.client.verify.Findings;
import comity.client.wire.DataRequest;
import comity.client.wire.Exchange;
import comity.kernel.Json;
import comity.trust.TrustException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer with all that is needed to check it without any node, by anyone: what was asked, what
 * came, and the evidence. It holds what was disclosed, so it is kept as long as the terms allow and
 * no longer.
 *
 * @param asker the code of the entity that asked, or for which its centre did
 * @param savedAt when: status lists are judged as of then
 * @param trust the node's public keys, as they were known then: an auditor brings an own copy
 */
public record SavedAnswer(
        String asker,
        Instant savedAt,
        NodeTrust trust,
        DataRequest request,
        Exchange exchange,
        Evidence evidence) {

    private static final String FORM = "comity-saved-answer/1";

    /** Checks everything, believing the keys that were saved along. */
    public Findings check() {
        return check(trust);
    }

    /** Checks everything, believing these keys of the node. */
    public Findings check(NodeTrust believed) {
        return new AnswerCheck(believed, evidence, asker, savedAt).check(request, exchange);
    }

    /** Its text. */
    public ObjectNode toJson() {
        var binding = new Binding();
        var json = Json.object().put("form", FORM);
        json.put("asker", asker).put("savedAt", savedAt.toString());
        json.set("node", trust.toJson());
        json.set("request", binding.tree(request));
        json.set("exchange", binding.tree(exchange));
        json.set("evidence", evidence.toJson());
        return json;
    }

    /**
     * From its text.
     *
     * @throws TrustException {@code saved-answer-unreadable}
     */
    public static SavedAnswer of(JsonNode json) {
        if (!json.path("form").asString("").equals(FORM)) {
            throw new TrustException(
                    "saved-answer-unreadable", "This is no saved answer of the form " + FORM + ".");
        }
        var binding = new Binding();
        return new SavedAnswer(
                json.path("asker").asString(""),
                Instant.parse(json.path("savedAt").asString("")),
                NodeTrust.of(json.path("node")),
                binding.read(json.path("request"), DataRequest.class),
                binding.read(json.path("exchange"), Exchange.class),
                Evidence.of(json.path("evidence")));
    }

    /** Writes it to a file. */
    public void write(Path file) throws IOException {
        Files.write(file, Json.write(toJson()));
    }

    /** Reads it from a file. */
    public static SavedAnswer read(Path file) throws IOException {
        return of(Json.read(Files.readAllBytes(file), Binding.ANSWER));
    }
}
