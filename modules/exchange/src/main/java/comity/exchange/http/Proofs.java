package comity.exchange.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import comity.ledger.Ledger;
import comity.parties.Answer;
import comity.trust.Jcs;
import comity.trust.merkle.Merkle;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings inclusion proofs along: of publications always, of receipts where the caller prefers to
 * wait (RFC 7240).
 */
final class Proofs {

    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,3})(?:$|[,;\\s])");

    /** No caller occupies a thread for longer. */
    private static final int MOST_SECONDS = 10;

    private static final int KEPT = 20_000;

    private final Ledger ledger;

    /** Of publications, by record: what was proved once is proved for ever. */
    private final Cache<String, String> proved = Caffeine.newBuilder().maximumSize(KEPT).build();

    Proofs(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * The same answer with what proves the publication of each record in it; and with {@code proof}
     * beside each receipt whose entry is in the tree in time, if the caller prefers to wait. After
     * the transaction: an entry is in the log once it is committed.
     */
    Answer with(Answer answer, Optional<String> prefer) {
        try {
            var body = answer.body().deepCopy();
            publication(body);
            for (var each : body.path("answers")) {
                each.path("records").forEach(this::publication);
            }
            prefer.flatMap(Proofs::seconds).ifPresent(patience -> add(body, patience));
            return answer.answering(body);
        } catch (RuntimeException unproved) {
            // What was answered is committed: a log that cannot be read now must not turn it into a
            // failure.
            return answer;
        }
    }

    private void publication(JsonNode record) {
        if (record.get("publication") instanceof ObjectNode publication) {
            var id = record.path("id").asString("");
            var proof = proved.get(id, unproved -> ledger.proof(leaf(publication)).orElse(null));
            if (proof != null) {
                publication.put("proof", proof);
            }
        }
    }

    private static byte[] leaf(ObjectNode logged) {
        return Merkle.leafHash(Jcs.canonical(logged.get("entry")));
    }

    private void add(JsonNode node, Duration patience) {
        if (node instanceof ObjectNode object && object.has("receipt") && object.has("entry")) {
            ledger.awaitProof(leaf(object), patience)
                    .ifPresent(proof -> object.put("proof", proof));
        }
        for (var child : node.path("answers")) {
            add(child, patience);
        }
    }

    private static Optional<Duration> seconds(String prefer) {
        var wait = WAIT.matcher(prefer);
        return wait.find()
                ? Optional.of(
                        Duration.ofSeconds(Math.min(Integer.parseInt(wait.group(1)), MOST_SECONDS)))
                : Optional.empty();
    }
}
