package comity.exchange;

import comity.kernel.Json;
import comity.kernel.JsonLimits;
import comity.trust.vault.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Seals what this module stores, each thing under a key of its own and bound to what it is: an id
 * that the node gave, or the id of a record with the issuer who gave it.
 */
final class ExchangeSeal {

    /** What the node wrote itself is bounded by what it reads in one request, many times over. */
    private static final JsonLimits STORED = new JsonLimits(64 << 20, 64, 1_000_000, 16 << 20);

    private final Envelope envelope;

    ExchangeSeal(Envelope envelope) {
        this.envelope = envelope;
    }

    byte[] seal(UUID id, JsonNode value) {
        return envelope.seal(Json.write(value), context(id));
    }

    ObjectNode open(UUID id, byte[] sealed) {
        return (ObjectNode) Json.read(envelope.open(sealed, context(id)), STORED);
    }

    byte[] sealRecord(String issuer, UUID id, JsonNode value) {
        return envelope.seal(Json.write(value), context(issuer, id));
    }

    ObjectNode openRecord(PublishedRecord record) {
        return (ObjectNode)
                Json.read(envelope.open(record.sealed, context(record.issuer, record.id)), STORED);
    }

    private static byte[] context(String issuer, UUID id) {
        return (issuer + "/" + id).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] context(UUID id) {
        return id.toString().getBytes(StandardCharsets.UTF_8);
    }
}
