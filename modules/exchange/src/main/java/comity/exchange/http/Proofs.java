package comity.exchange.http;

import comity.ledger.Ledger;
import comity.parties.Answer;
import comity.trust.Jcs;
import comity.trust.merkle.Merkle;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Brings the inclusion proofs of an answer's receipts along where the caller prefers to wait (RFC 7240). */
final class Proofs {

    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,3})(?:$|[,;\\s])");

    /** No caller occupies a thread for longer. */
    private static final int MOST_SECONDS = 10;

    private final Ledger ledger;

    Proofs(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The same answer, with {@code proof} beside each receipt whose entry is in the tree in time. */
    Answer with(Answer answer, Optional<String> prefer) {
        var wait = prefer.flatMap(Proofs::seconds);
        if (wait.isEmpty()) {
            return answer;
        }
        var body = answer.body().deepCopy();
        add(body, wait.get());
        return answer.answering(body);
    }

    private void add(JsonNode node, Duration patience) {
        if (node instanceof ObjectNode object && object.has("receipt") && object.has("entry")) {
            var leaf = Merkle.leafHash(Jcs.canonical(object.get("entry")));
            ledger.awaitProof(leaf, patience).ifPresent(proof -> object.put("proof", proof));
        }
        for (var child : node.path("answers")) {
            add(child, patience);
        }
    }

    private static Optional<Duration> seconds(String prefer) {
        var wait = WAIT.matcher(prefer);
        return wait.find()
                ? Optional.of(Duration.ofSeconds(Math.min(Integer.parseInt(wait.group(1)), MOST_SECONDS)))
                : Optional.empty();
    }
}
