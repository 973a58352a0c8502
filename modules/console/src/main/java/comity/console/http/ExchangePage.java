package comity.console.http;

import comity.console.AgreementsDesk;
import comity.console.ExchangesDesk;
import comity.console.Fact;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One exchange: what was decided, by which clause, and its receipts, checked. What was disclosed is
 * not shown: it is for the system that asked.
 */
@Named("exchange")
@RequestScoped
public class ExchangePage {

    /** One issuer's answer. */
    public record AnswerLine(
            String issuer,
            String outcome,
            String tone,
            List<Fact> facts,
            List<Fact> permitted,
            List<Fact> withheld,
            String disclosed,
            String receipt,
            String verdict,
            String verdictTone) {

        public AnswerLine {
            facts = List.copyOf(facts);
            permitted = List.copyOf(permitted);
            withheld = List.copyOf(withheld);
        }
    }

    @Inject Visit visit;
    @Inject ExchangesDesk desk;
    @Inject AgreementsDesk agreements;

    private @Nullable ObjectNode exchange;
    private @Nullable List<AnswerLine> lines;

    private ObjectNode json() {
        var found = exchange;
        if (found == null) {
            found = desk.exchange(visit.officer(), visit.parameter("id"));
            exchange = found;
        }
        return found;
    }

    public String id() {
        return json().required("exchange").stringValue();
    }

    public List<Fact> facts() {
        var words = visit.words();
        var facts = new ArrayList<Fact>();
        facts.add(
                Fact.of(
                        words.of("list.exchanges.at"),
                        words.time(Instant.parse(json().required("at").stringValue()))));
        var asker = json().path("asker").asString(visit.officer().entity());
        facts.add(Fact.of(words.of("list.exchanges.asker"), asker));
        var request = json().path("request");
        // The asker has them in its request, an issuer beside who asked.
        var through = request.isObject() ? request : json();
        if (through.has("centre")) {
            facts.addAll(through(through, request.isObject()));
        }
        if (request.isObject()) {
            facts.add(code("list.exchanges.type", "type", request.path("type")));
            facts.add(code("list.exchanges.purpose", "purpose", request.path("purpose")));
            facts.add(code("exchange.basis", "basis", request.path("legalBasis")));
        }
        return facts;
    }

    /**
     * The mandate is shown to its two parties: an issuer has its id, which names it in the proof.
     */
    private List<Fact> through(JsonNode named, boolean isAsker) {
        var words = visit.words();
        var centre = named.required("centre").stringValue();
        var mandate = named.required("mandate").stringValue();
        var id = Fact.of(words.of("exchange.mandate"), mandate);
        return List.of(
                Fact.of(words.of("approval.centre"), centre)
                        .to("/console/entity?code=" + Addresses.encoded(centre)),
                isAsker ? id.to("/console/mandate?id=" + mandate) : id.as("code"));
    }

    private Fact code(String label, String family, JsonNode value) {
        return Fact.of(visit.words().of(label), visit.words().code(family, value.asString("")));
    }

    /** Each is checked once, however often the view asks. */
    public List<AnswerLine> answers() {
        var known = lines;
        if (known == null) {
            var checked = new ArrayList<AnswerLine>();
            json().path("answers").forEach(answer -> checked.add(line(answer)));
            known = checked;
            lines = known;
        }
        return known;
    }

    private AnswerLine line(JsonNode answer) {
        var said = new DecisionLines(visit.words(), this::title);
        var decision = answer.path("decision");
        var verdict = desk.check(answer);
        return new AnswerLine(
                answer.path("issuer").asString(""),
                said.outcome(decision),
                DecisionLines.tone(decision),
                said.facts(decision),
                said.permitted(decision),
                said.withheld(decision),
                disclosed(answer),
                answer.path("receipt").asString(""),
                visit.words().of("verdict." + verdict.name().toLowerCase(Locale.ROOT)),
                switch (verdict) {
                    case PROVED -> "good";
                    case PENDING -> "warn";
                    case FALSE -> "bad";
                });
    }

    private String disclosed(JsonNode answer) {
        return answer.path("state").asString("").equals("waiting")
                ? visit.words()
                        .of(
                                "exchange.waits",
                                answer.path("issuer").asString(""),
                                Instant.parse(answer.required("decideBy").stringValue()))
                : visit.words().of("exchange.records", answer.path("records").size());
    }

    private Optional<String> title(String agreement, int version) {
        return agreements.title(visit.officer(), agreement, version);
    }
}
