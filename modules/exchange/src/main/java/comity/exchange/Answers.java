package comity.exchange;

import comity.agreements.decision.Decision;
import comity.kernel.Json;
import comity.kernel.Problem;
import comity.parties.Answer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How an exchange is told. Source: docs/protocol.md, section 4, "The answer, exactly". */
final class Answers {

    private static final String WAITING = "waiting";

    private Answers() {}

    /** One issuer's answer as it is stored: all but the disclosed content. */
    static ObjectNode ofIssuer(
            String issuer, Decision decision, List<Presentation> presentations, Instant at) {
        var answer = Json.object();
        answer.put("issuer", issuer);
        answer.put("state", decision.permitted().isPresent() ? "answered" : "refused");
        answer.set("decision", decision.toJson());
        decision.permitted()
                .ifPresent(terms -> records(answer.putArray("records"), terms, presentations, at));
        return answer;
    }

    /**
     * One that waits for a person, who decides until an instant: alike with a record and without.
     */
    static ObjectNode waiting(String issuer, Decision decision, Instant decideBy) {
        var answer = Json.object();
        answer.put("issuer", issuer);
        answer.put("state", WAITING);
        answer.set("decision", decision.toJson());
        answer.put("decideBy", decideBy.toString());
        return answer;
    }

    static boolean isWaiting(JsonNode answer) {
        return answer.get("state").stringValue().equals(WAITING);
    }

    /** What was approved, with what the asker was told while it waited. */
    static ObjectNode approved(ObjectNode answer, ObjectNode waited) {
        var before = answer.putObject("waited");
        for (var member : List.of("decideBy", "decision", "receipt", "entry", "opening")) {
            before.set(member, waited.get(member));
        }
        return answer;
    }

    static boolean isApproved(JsonNode answer) {
        return answer.has("waited");
    }

    /**
     * A stored answer at an instant. One that waited for an approval that did not come is empty
     * from {@code decideBy} on, whatever the reason: no record, a refusal, or nobody's word.
     */
    static ObjectNode asOf(ObjectNode answer, Instant at) {
        if (!isWaiting(answer)
                || at.isBefore(Instant.parse(answer.get("decideBy").stringValue()))) {
            return answer;
        }
        var empty = answer.deepCopy();
        empty.put("state", "answered");
        empty.putArray("records");
        return empty;
    }

    private static void records(
            ArrayNode records,
            Decision.Permitted terms,
            List<Presentation> presentations,
            Instant at) {
        for (var presentation : presentations) {
            var record = records.addObject();
            record.put("id", presentation.record().toString());
            record.set("obligations", terms.obligations().toJson(at));
            record.set("elements", presentation.elements());
            var properties = record.putArray("properties");
            terms.properties().forEach(properties::add);
        }
    }

    /** The same answer with the disclosed content of those records that still may be shown. */
    static ObjectNode withContent(ObjectNode answer, List<Presentation> presentations) {
        var shown = Json.copy(answer);
        if (answer.get("records") instanceof ArrayNode records) {
            var copies = shown.putArray("records");
            for (var record : records) {
                var copy = Json.copy((ObjectNode) record);
                var id = record.get("id").stringValue();
                presentations.stream()
                        .filter(each -> each.record().toString().equals(id))
                        .findFirst()
                        .ifPresent(each -> each.addTo(copy));
                copies.add(copy);
            }
        }
        return shown;
    }

    /** What the asker gets if anything is permitted. */
    static ObjectNode view(UUID exchange, ArrayNode answers, ObjectNode assessment) {
        var view = Json.object();
        view.put("exchange", exchange.toString());
        view.set("answers", answers);
        view.set("assessment", assessment);
        return view;
    }

    /** What the asker gets if nothing is. */
    static Answer refusal(String asker, ObjectNode view) {
        var detail =
                view.get("answers").isEmpty()
                        ? "No agreement in force connects %s with an entity that could answer."
                                .formatted(asker)
                        : "No agreement in force permits any of what was asked.";
        var problem = Problem.of(ExchangeProblem.EXCHANGE_REFUSED, detail);
        for (var member : view.properties()) {
            problem = problem.with(member.getKey(), member.getValue());
        }
        return Answer.refusing(problem);
    }
}
