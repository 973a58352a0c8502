package comity.console.http;

import comity.console.AgreementsDesk;
import comity.console.EntitiesDesk;
import comity.console.Fact;
import comity.console.Pages;
import comity.console.SimulatorDesk;
import comity.console.Waiting;
import comity.kernel.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks what would be decided, and shows by which clause. */
@Named("simulator")
@RequestScoped
public class SimulatorPage {

    /** What one issuer's agreements say to who asks. */
    public record Result(
            String asker,
            String issuer,
            String outcome,
            String tone,
            List<Fact> facts,
            List<Fact> permitted,
            List<Fact> withheld) {

        public Result {
            facts = List.copyOf(facts);
            permitted = List.copyOf(permitted);
            withheld = List.copyOf(withheld);
        }
    }

    /** One text that can be supposed: its agreement and version, and its name in words. */
    public record Text(String value, String name) {}

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
    private String fromError = "";
    private String dayError = "";
    private @Nullable List<String> directory;
    private @Nullable List<Text> texts;
    private boolean isCut;

    public List<String> types() {
        return desk.types(visit.officer());
    }

    public List<String> purposes() {
        return desk.purposes(visit.officer());
    }

    public List<String> bases() {
        return BASES;
    }

    /** Who could ask, and be asked: the directory, the officer's own entity first. */
    public List<String> directory() {
        var known = directory;
        if (known == null) {
            var codes = new ArrayList<String>();
            Optional<String> cursor = Optional.empty();
            do {
                var page = entities.list(visit.officer(), cursor);
                page.items().forEach(entity -> codes.add(entity.code()));
                cursor = page.next();
            } while (cursor.isPresent());
            codes.remove(visit.officer().entity());
            codes.add(0, visit.officer().entity());
            known = codes;
            directory = known;
        }
        return known;
    }

    /** Who asks: the officer's own entity unless another was chosen. */
    public String asker() {
        var typed = visit.typed("asker", "");
        return typed.isEmpty() ? visit.officer().entity() : typed;
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

    /** Whether the officer may suppose texts: those of the agreements that he or she may read. */
    public boolean isSupposing() {
        return agreements.isOpenTo(visit.officer());
    }

    /**
     * Every version of as many agreements of the officer's as are looked through, the oldest of
     * them last.
     */
    public List<Text> texts() {
        var known = texts;
        if (known == null) {
            var found = new ArrayList<Text>();
            isCut =
                    Pages.each(
                            after -> agreements.list(visit.officer(), after),
                            Waiting.LOOKED_AT,
                            agreement ->
                                    agreement
                                            .required("versions")
                                            .forEach(
                                                    version ->
                                                            found.add(text(agreement, version))));
            Collections.reverse(found);
            known = found;
            texts = known;
        }
        return known;
    }

    /** Whether there are more than {@link #texts}. */
    public boolean isCut() {
        texts();
        return isCut;
    }

    private Text text(JsonNode agreement, JsonNode version) {
        var words = visit.words();
        int number = version.required("version").intValue();
        return new Text(
                agreement.required("id").stringValue() + "/" + number,
                words.of(
                        "simulator.agreement.version",
                        agreement.required("title").stringValue(),
                        number,
                        words.code("state", version.required("state").stringValue())));
    }

    /** What is wrong with who is asked, in words; empty if nothing is. */
    public String fromError() {
        return fromError;
    }

    /** What is wrong with the day, in words; empty if nothing is. */
    public String dayError() {
        return dayError;
    }

    public String error() {
        return error;
    }

    public boolean isDecided() {
        return decided != null;
    }

    /** Decides. */
    public void decide() {
        var at = day();
        requireOfOwn();
        if (!dayError.isEmpty() || !fromError.isEmpty()) {
            return;
        }
        try {
            decided =
                    desk.decide(
                            visit.officer(),
                            new SimulatorDesk.Question(
                                    type(),
                                    visit.parameter("purpose"),
                                    visit.parameter("basis"),
                                    asker(),
                                    visit.parameter("from"),
                                    visit.parameter("consent").equals("yes"),
                                    visit.all("want"),
                                    at,
                                    supposed()));
        } catch (Problem refused) {
            error =
                    refused.violations().stream()
                            .findFirst()
                            .map(each -> visit.words().of("simulator.wrong", each.pointer()))
                            .orElseGet(() -> visit.words().of("simulator.refused"));
        }
    }

    /** What two others would answer each other is theirs to know. */
    private void requireOfOwn() {
        var own = visit.officer().entity();
        var from = visit.parameter("from");
        boolean isOwnQuestion = asker().equals(own);
        if (isOwnQuestion && from.equals(own)) {
            fromError = visit.words().of("simulator.from.self");
        } else if (!isOwnQuestion && !from.isEmpty() && !from.equals(own)) {
            fromError = visit.words().of("simulator.from.third", own);
        }
    }

    /** The beginning of the day that was typed, in UTC. */
    private Optional<Instant> day() {
        var typed = visit.parameter("day").strip();
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(typed).atStartOfDay().toInstant(ZoneOffset.UTC));
        } catch (DateTimeException malformed) {
            dayError = visit.words().of("simulator.day.malformed");
            return Optional.empty();
        }
    }

    private Optional<SimulatorDesk.Supposed> supposed() {
        var value = visit.parameter("text");
        int slash = value.indexOf('/');
        if (!isSupposing() || !value.substring(slash + 1).matches("[1-9]\\d{0,3}")) {
            return Optional.empty();
        }
        return Optional.of(
                new SimulatorDesk.Supposed(
                        value.substring(0, Math.max(slash, 0)),
                        Integer.parseInt(value.substring(slash + 1))));
    }

    public List<Result> results() {
        var results = new ArrayList<Result>();
        var said = new DecisionLines(visit.words(), this::title);
        var shown = decided;
        if (shown != null) {
            for (var answer : shown.path("answers")) {
                var decision = answer.path("decision");
                results.add(
                        new Result(
                                asker(),
                                answer.path("issuer").asString(""),
                                said.outcome(decision),
                                DecisionLines.tone(decision),
                                said.facts(decision),
                                said.permitted(decision),
                                said.withheld(decision)));
            }
        }
        return results;
    }

    private Optional<String> title(String agreement, int version) {
        return agreements.title(visit.officer(), agreement, version);
    }
}
