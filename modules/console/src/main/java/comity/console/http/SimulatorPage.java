package comity.console.http;

import comity.console.AgreementsDesk;
import comity.console.EntitiesDesk;
import comity.console.Fact;
import comity.console.SimulatorDesk;
import comity.kernel.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks what would be decided, and shows by which clause. */
@Named("simulator")
@RequestScoped
public class SimulatorPage {

    /** What one issuer's agreements say. */
    public record Result(
            String issuer, String outcome, String tone, List<Fact> facts, List<Fact> withheld) {

        public Result {
            facts = List.copyOf(facts);
            withheld = List.copyOf(withheld);
        }
    }

    /** One property that can be asked for. */
    public record Choice(String pointer, boolean isChosen) {}

    private static final List<String> BASES =
            List.of("consent", "best-interests", "mandate", "other");

    @Inject Visit visit;
    @Inject SimulatorDesk desk;
    @Inject EntitiesDesk entities;
    @Inject AgreementsDesk agreements;

    private @Nullable JsonNode decided;
    private String error = "";

    public List<String> types() {
        return desk.types(visit.officer());
    }

    public List<String> purposes() {
        return desk.purposes(visit.officer());
    }

    public List<String> bases() {
        return BASES;
    }

    /** Whom one could ask: the directory without the officer's own entity. */
    public List<String> issuers() {
        var codes = new ArrayList<String>();
        Optional<String> cursor = Optional.empty();
        do {
            var page = entities.list(visit.officer(), cursor);
            page.items().forEach(entity -> codes.add(entity.code()));
            cursor = page.next();
        } while (cursor.isPresent());
        codes.remove(visit.officer().entity());
        return codes;
    }

    public List<Choice> properties() {
        var chosen = visit.all("want");
        return desk.properties(visit.officer(), type()).stream()
                .map(pointer -> new Choice(pointer, chosen.contains(pointer)))
                .toList();
    }

    public String type() {
        var types = types();
        var typed = visit.typed("type", "");
        return types.contains(typed) || types.isEmpty() ? typed : types.get(0);
    }

    public String error() {
        return error;
    }

    public boolean isDecided() {
        return decided != null;
    }

    /** Decides. */
    public void decide() {
        try {
            decided =
                    desk.decide(
                            visit.officer(),
                            new SimulatorDesk.Question(
                                    type(),
                                    visit.parameter("purpose"),
                                    visit.parameter("basis"),
                                    visit.parameter("from"),
                                    visit.parameter("consent").equals("yes"),
                                    visit.all("want")));
        } catch (Problem refused) {
            error =
                    refused.violations().stream()
                            .findFirst()
                            .map(each -> visit.words().of("simulator.wrong", each.pointer()))
                            .orElseGet(() -> visit.words().of("simulator.refused"));
        }
    }

    public List<Result> results() {
        var results = new ArrayList<Result>();
        var said = new DecisionLines(visit.words());
        var shown = decided;
        if (shown != null) {
            for (var answer : shown.path("answers")) {
                var decision = answer.path("decision");
                results.add(
                        new Result(
                                answer.path("issuer").asString(""),
                                said.outcome(decision),
                                DecisionLines.isPermitted(decision) ? "good" : "bad",
                                said.facts(decision, agreements.isOpenTo(visit.officer())),
                                said.withheld(decision)));
            }
        }
        return results;
    }
}
