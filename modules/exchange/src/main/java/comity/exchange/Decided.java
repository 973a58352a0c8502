package comity.exchange;

import comity.agreements.decision.Decision;
import comity.agreements.decision.InForce;
import comity.agreements.decision.RecordShape;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the agreements in force say to a question, without any look at its subject.
 *
 * @param byIssuer in the order of the issuers' codes
 */
record Decided(Map<String, Decision> byIssuer) {

    /** What is refused to an asker is kept as long as terms mostly let it keep what is not. */
    private static final Period REFUSALS_KEPT = Period.ofYears(1);

    static Decided of(Question question, InForce inForce, RecordShape shape, Instant at) {
        var decisions = new LinkedHashMap<String, Decision>();
        for (var issuer : question.issuers(inForce, at)) {
            decisions.put(issuer, inForce.decide(question.terms().to(issuer), shape, at));
        }
        return new Decided(decisions);
    }

    /** The issuers whose terms permit something, at once or when a person has approved. */
    List<String> permitting() {
        return byIssuer.entrySet().stream()
                .filter(each -> each.getValue().onceApproved().isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether an answer waits for a person. */
    boolean waits() {
        return byIssuer.values().stream().anyMatch(Decision::needsApproval);
    }

    /**
     * The last day on which a copy may be kept, over all that could be disclosed, whether something
     * is or not: it tells nothing of anybody.
     *
     * @param decideBy when what waits could be disclosed at the latest
     */
    LocalDate keepUntil(Instant at, Instant decideBy) {
        return byIssuer.values().stream()
                .flatMap(decision -> keepUntil(decision, at, decideBy).stream())
                .max(Comparator.naturalOrder())
                .orElseGet(() -> at.atOffset(ZoneOffset.UTC).toLocalDate().plus(REFUSALS_KEPT));
    }

    private static Optional<LocalDate> keepUntil(Decision decision, Instant at, Instant decideBy) {
        return decision.onceApproved()
                .map(
                        terms ->
                                terms.obligations()
                                        .retainUntil(decision.needsApproval() ? decideBy : at));
    }
}
