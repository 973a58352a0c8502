package comity.client.verify;

import static comity.client.SampleNode.NOW;

import comity.client.KeyUse;
import comity.client.SampleNode;
import comity.client.SavedAnswer;
import comity.client.wire.DataRequest;
import comity.client.wire.Exchange;
import comity.trust.SigningKey;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** An answer with everything as it should be, but for what a test changes. */
final class Story {

    private final SampleNode node;

    SigningKey signer;
    Predicate<String> disclosed = Story::isPermitted;
    Instant publishedAt = NOW.minusSeconds(60);
    UnaryOperator<ObjectNode> keyEntry = UnaryOperator.identity();
    UnaryOperator<Exchange> exchange = UnaryOperator.identity();
    UnaryOperator<Evidence> evidence = UnaryOperator.identity();
    DataRequest request = SampleNode.request();

    Findings check() {
        var saved = saved();
        return saved.check();
    }

    SavedAnswer saved() {
        var registered = node.keyEntry(node.unicef, KeyUse.RECORD, NOW.minusSeconds(3600));
        node.append(keyEntry.apply(registered));
        var record = node.record(signer, SampleNode.content());
        var publication = node.publish(record, publishedAt);
        var presentation = record.present(disclosed);
        var answered = node.answer(record, presentation, publication);
        var gathered = node.evidence(answered);
        return new SavedAnswer(
                "WFP",
                NOW,
                node.trust(),
                request,
                exchange.apply(answered),
                evidence.apply(gathered));
    }

    Story(SampleNode node) {
        this.node = node;
        this.signer = node.unicef.key(KeyUse.RECORD);
    }

    private static boolean isPermitted(String pointer) {
        return !pointer.startsWith("/elements/misconduct");
    }

    /** The first word of each sentence that does not hold, and why. */
    static List<String> failed(Findings findings) {
        return findings.checks().stream()
                .filter(check -> !check.passed())
                .map(check -> check.sentence().split(" ", 2)[0] + " " + check.reason())
                .toList();
    }
}
