package comity.exchange.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import comity.kernel.Json;
import comity.kernel.http.Trace;
import comity.kernel.persistence.DatabaseFailure;
import comity.ledger.Ledger;
import comity.ledger.PreferredWait;
import comity.parties.Answer;
import comity.trust.Base64Url;
import comity.trust.Jcs;
import comity.trust.merkle.Merkle;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings inclusion proofs along: of publications always, of receipts where the caller prefers to
 * wait (RFC 7240).
 */
final class Proofs {

    private static final Logger LOG = System.getLogger(Proofs.class.getName());

    private static final int KEPT = 20_000;

    private final Ledger ledger;

    /** Of publications, by leaf hash: what was proved once is proved for ever. */
    private final Cache<String, String> proved = Caffeine.newBuilder().maximumSize(KEPT).build();

    Proofs(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * The same answer with what proves the publication of each record in it; and with {@code proof}
     * beside each receipt whose entry is in the tree in time, if the caller prefers to wait. After
     * the transaction: an entry is in the log once it is committed.
     *
     * <p>Where the database does not answer for the log, the answer goes without: what it says is
     * committed, and docs/protocol.md, section 6, lets a proof be missing and be fetched later.
     * Whatever else goes wrong is a fault, and is not hidden.
     */
    Answer with(String caller, Answer answer, Optional<String> prefer) {
        try {
            var body = publication(answer.body());
            replaceEach(
                    body,
                    "answers",
                    part -> replaceEach(Json.copy(part), "records", this::publication));
            prefer.flatMap(PreferredWait::of)
                    .ifPresent(
                            patience -> add(caller, body, System.nanoTime() + patience.toNanos()));
            return answer.answering(body);
        } catch (RuntimeException unproved) {
            if (!DatabaseFailure.isOfTheDatabase(unproved)) {
                throw unproved;
            }
            LOG.log(
                    Level.WARNING,
                    "An answer goes without its proofs: the log could not be read\n{0}",
                    Trace.of(unproved));
            return answer;
        }
    }

    /** The object, whose member of that name, if it is an array, holds copies from now on. */
    private static ObjectNode replaceEach(
            ObjectNode object, String name, UnaryOperator<ObjectNode> copy) {
        if (object.get(name) instanceof ArrayNode parts) {
            var copies = object.putArray(name);
            parts.forEach(part -> copies.add(copy.apply((ObjectNode) part)));
        }
        return object;
    }

    /** A copy, proved. */
    private ObjectNode publication(ObjectNode record) {
        var copy = Json.copy(record);
        if (record.get("publication") instanceof ObjectNode publication) {
            var leaf = leaf(publication);
            var proof =
                    proved.get(Base64Url.encode(leaf), unproved -> ledger.proof(leaf).orElse(null));
            if (proof != null) {
                copy.set("publication", Json.copy(publication).put("proof", proof));
            }
        }
        return copy;
    }

    private static byte[] leaf(ObjectNode logged) {
        return Merkle.leafHash(Jcs.canonical(logged.get("entry")));
    }

    /** All receipts of one answer wait for one end: those left when it comes are asked for once. */
    private void add(String caller, JsonNode node, long end) {
        if (node instanceof ObjectNode object && object.has("receipt") && object.has("entry")) {
            var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            ledger.awaitProof(caller, leaf(object), left)
                    .ifPresent(proof -> object.put("proof", proof));
        }
        for (var child : node.path("answers")) {
            add(caller, child, end);
        }
    }
}
