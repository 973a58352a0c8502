package comity.exchange;

import comity.agreements.decision.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Makes the answer of one entity that is asked, with its evidence. */
final class Answering {

    /**
     * An answer.
     *
     * @param kept what is stored of it: all but disclosed content
     * @param shown what it discloses; empty while it waits
     */
    record Answered(ObjectNode kept, List<Presentation> shown) {}

    private final Presentations presentations;
    private final WaitingAnswers waiting;
    private final Evidence evidence;
    private final Duration approvalWithin;

    Answering(
            Presentations presentations,
            WaitingAnswers waiting,
            Evidence evidence,
            Duration approvalWithin) {
        this.presentations = presentations;
        this.waiting = waiting;
        this.evidence = evidence;
        this.approvalWithin = approvalWithin;
    }

    /** Until when a person may approve what is asked at an instant. */
    Instant decideBy(Instant at) {
        return at.plus(approvalWithin);
    }

    /**
     * What the decision makes of the records that were found.
     *
     * @param found of the issuer, the newest first
     */
    Answered answer(ExchangePart part, Decision decision, List<PublishedRecord> found) {
        return decision.needsApproval()
                ? waits(part, decision, found)
                : decided(part, decision, found);
    }

    private Answered decided(ExchangePart part, Decision decision, List<PublishedRecord> found) {
        var shown =
                decision.permitted()
                        .map(terms -> presentations.disclose(part, terms, found))
                        .orElse(List.of());
        var answer = Answers.ofIssuer(part.issuer(), decision, shown, part.at());
        evidence.exchange(part, decision, shown).addTo(answer);
        return new Answered(answer, shown);
    }

    /** Nothing is unsealed before a person looks: it takes the same with a record and without. */
    private Answered waits(ExchangePart part, Decision decision, List<PublishedRecord> found) {
        var decideBy = decideBy(part.at());
        var answer = Answers.waiting(part.issuer(), decision, decideBy);
        evidence.waiting(part, decision, decideBy).addTo(answer);
        waiting.enter(part, decision, found, decideBy);
        return new Answered(answer, List.of());
    }
}
