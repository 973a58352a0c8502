package comity.exchange;

import comity.agreements.decision.Decision;
import comity.agreements.decision.InForce;
import comity.agreements.decision.RecordShape;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the agreements in force say to a question, without any look at its subject.
 *
 * @param byIssuer in the order of the issuers' codes
 */
record Decided(Map<String, Decision> byIssuer) {

    static Decided of(Question question, InForce inForce, RecordShape shape, Instant at) {
        var decisions = new LinkedHashMap<String, Decision>();
        for (var issuer : question.issuers(inForce, at)) {
            decisions.put(issuer, inForce.decide(question.terms().to(issuer), shape, at));
        }
        return new Decided(decisions);
    }

    /** The issuers whose terms permit something. */
    List<String> permitting() {
        return byIssuer.entrySet().stream()
                .filter(each -> each.getValue().permitted().isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }
}
