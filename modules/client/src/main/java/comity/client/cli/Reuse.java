package comity.client.cli;

import comity.client.Comity;
import comity.client.SavedAnswer;
import comity.client.verify.AnswerCheck;
import comity.client.verify.Evidence;
import comity.client.wire.ReceivedRecord;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The answer, and what its receiver checks before relying on it. */
record Reuse(Telling telling, Comity asker) {

    /** Tells it. */
    SavedAnswer tell() {
        screen().step(
                        "%s asks again, and gets what the agreement permits."
                                .formatted(asker.entity()));
        var request = telling.request(asker);
        var exchange = asker.ask(request);
        screen().fact("exchange", String.valueOf(exchange.exchange()));
        var saved = asker.save(request, exchange);
        for (var answer : exchange.answers()) {
            telling.decision(answer.decision());
            for (var record : answer.records()) {
                disclosed(record, saved.evidence(), answer.issuer());
            }
            screen().check(answer.records().size() == 1, "The one record of the person came.");
        }
        var assessment = exchange.assessment();
        if (assessment != null) {
            assessed(assessment);
        }
        screen().step("%s checks all of it offline.".formatted(asker.entity()));
        var kept = SavedAnswer.of(saved.toJson());
        screen().findings(kept.check());
        return saved;
    }

    private void disclosed(ReceivedRecord record, Evidence evidence, String issuer) {
        screen().fact("record", record.id());
        var content = content(record, evidence, issuer);
        content.ifPresent(
                found -> {
                    academic(found.at("/elements/academic"));
                    employment(found.at("/elements/employment"));
                    screen().check(
                                    found.at("/elements/academic").size() == 1
                                            && found.at("/elements/employment").size() == 2,
                                    "The academic and employment elements are there.");
                    screen().check(
                                    !found.path("elements").has("misconduct")
                                            && !found.path("elements").has("suitability"),
                                    "The misconduct and suitability elements are not.");
                });
        var obligations = record.obligations();
        if (obligations != null) {
            screen().fact(
                            "obligations",
                            "for %s only, to be erased after %s, onward sharing %s, a breach to be"
                                            .formatted(
                                                    obligations.purpose(),
                                                    obligations.retainUntil(),
                                                    obligations.onwardSharing())
                                    + " told within %d hours"
                                            .formatted(obligations.breachNoticeHours()));
        }
    }

    private static Optional<JsonNode> content(
            ReceivedRecord record, Evidence evidence, String issuer) {
        return Optional.ofNullable(record.sdJwt())
                .map(any -> AnswerCheck.verified(record, issuer, evidence).content());
    }

    private void academic(JsonNode checks) {
        for (var check : checks) {
            screen().fact(
                            "academic",
                            "%s, %s, %s: %s on %s"
                                    .formatted(
                                            check.path("qualification").asString(""),
                                            check.at("/institution/name").asString(""),
                                            check.path("awardedOn").asString("").substring(0, 4),
                                            outcome(check),
                                            check.path("performedAt").asString("")));
        }
    }

    private void employment(JsonNode checks) {
        for (var check : checks) {
            screen().fact(
                            "employment",
                            "%s, %s, from %s to %s: %s on %s"
                                    .formatted(
                                            check.path("title").asString(""),
                                            check.at("/employer/name").asString(""),
                                            check.path("from").asString(""),
                                            check.path("to").asString("today"),
                                            outcome(check),
                                            check.path("performedAt").asString("")));
        }
    }

    private static String outcome(JsonNode check) {
        return check.path("outcome").asString("").replace('_', ' ');
    }

    /** The gap order: what is covered, what is stale or missing, and what to have checked. */
    private void assessed(JsonNode assessment) {
        for (var part : assessment.properties()) {
            var said = part.getValue().valueStream().map(Reuse::words).toList();
            if (part.getValue().isArray() && !said.isEmpty()) {
                screen().fact(part.getKey(), String.join(", ", said));
            }
        }
    }

    private static String words(JsonNode item) {
        var words = new StringBuilder(item.path("element").asString(item.asString("")));
        if (item.has("id")) {
            words.append(' ').append(item.path("id").asString(""));
        }
        if (item.has("why")) {
            words.append(" (").append(item.path("why").asString("")).append(')');
        }
        return words.toString();
    }

    private Screen screen() {
        return telling.screen();
    }
}
