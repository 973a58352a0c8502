package comity.exchange;

import comity.kernel.Json;
import comity.kernel.JsonLimits;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.trust.Base64Url;
import comity.trust.TrustException;
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

    byte[] sealWaiting(String issuer, UUID exchange, JsonNode value) {
        return envelope.seal(Json.write(value), context("waiting " + issuer, exchange));
    }

    ObjectNode openWaiting(Waiting waiting) {
        return (ObjectNode)
                Json.read(
                        envelope.open(
                                waiting.sealed,
                                context("waiting " + waiting.issuer, waiting.exchange)),
                        STORED);
    }

    /** A place in a client's feed, which the centre that it is for can only give back. */
    String sealCursor(String centre, String client, String position) {
        return Base64Url.encode(
                envelope.seal(
                        position.getBytes(StandardCharsets.US_ASCII), context(centre, client)));
    }

    /**
     * @throws Problem {@link KernelProblem#INVALID_REQUEST} if it is not one of this centre's
     */
    String openCursor(String centre, String client, String sealed) {
        try {
            var position = envelope.open(Base64Url.decode(sealed), context(centre, client));
            return new String(position, StandardCharsets.US_ASCII);
        } catch (TrustException none) {
            throw Problem.of(
                    KernelProblem.INVALID_REQUEST,
                    "The parameter 'after' is not a cursor of this feed.");
        }
    }

    private static byte[] context(String centre, String client) {
        return ("cursor " + centre + "/" + client).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] context(String issuer, UUID id) {
        return (issuer + "/" + id).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] context(UUID id) {
        return id.toString().getBytes(StandardCharsets.UTF_8);
    }
}
