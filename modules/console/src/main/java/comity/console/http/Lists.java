package comity.console.http;

import comity.console.AgreementsDesk;
import comity.console.ApprovalsDesk;
import comity.console.Cell;
import comity.console.EntitiesDesk;
import comity.console.ExchangesDesk;
import comity.console.Listing;
import comity.console.Query;
import comity.console.Roll;
import comity.exchange.History;
import comity.parties.Entity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The lists, each by its name: as pages show them, and as CSV has them. */
@Named("lists")
@RequestScoped
public class Lists {

    @Inject Visit visit;
    @Inject EntitiesDesk entities;
    @Inject AgreementsDesk agreements;
    @Inject ExchangesDesk exchanges;
    @Inject ApprovalsDesk approvals;
    @Inject ClassLists classes;
    @Inject MandateLists mandates;

    private final Map<String, Listing> read = new HashMap<>();

    /** One page of a list, as the address asks for it; read once, however often a view asks. */
    public Listing page(String name) {
        return read.computeIfAbsent(
                name,
                first -> {
                    var roll = roll(first);
                    return roll.page(query(roll));
                });
    }

    /** All that fits, for a CSV. */
    Listing all(String name) {
        var roll = roll(name);
        return roll.all(query(roll));
    }

    List<String> columns(String name) {
        return roll(name).columns();
    }

    private Query query(Roll<?> roll) {
        return Query.of(
                visit.parameter("q"),
                visit.parameter("sort"),
                visit.parameter("page"),
                roll.columns());
    }

    private Roll<?> roll(String name) {
        var officer = visit.officer();
        var locale = visit.words().locale();
        return switch (name) {
            case "entities" ->
                    new Roll<>(
                            name,
                            List.of("code", "name", "areas", "active"),
                            cursor -> entities.list(officer, cursor),
                            this::entity,
                            locale);
            case "agreements" ->
                    new Roll<>(
                            name,
                            List.of("title", "parties", "state", "ends"),
                            cursor -> agreements.list(officer, cursor),
                            this::agreement,
                            locale);
            case "exchanges" ->
                    new Roll<>(
                            name,
                            List.of("at", "side", "asker", "type", "purpose"),
                            cursor -> exchanges.list(officer, cursor),
                            this::exchange,
                            locale);
            case "approvals" ->
                    new Roll<>(
                            name,
                            List.of("at", "asker", "type", "purpose", "decideBy"),
                            cursor -> approvals.list(officer, cursor),
                            this::approval,
                            locale);
            case "mandates" -> mandates.mandates();
            case "proposals" -> classes.proposals();
            case "versions" -> classes.versions();
            case "properties" -> classes.properties();
            default -> throw new IllegalArgumentException("No such list: " + name);
        };
    }

    private List<Cell> entity(Entity entity) {
        var words = visit.words();
        var areas = entity.areas().stream().map(area -> words.code("area", area)).toList();
        return List.of(
                Cell.of(entity.code()).to("/console/entity?code=" + entity.code()),
                Cell.of(entity.name()),
                Cell.of(areas.isEmpty() ? words.of("none") : words.list(areas)),
                entity.active()
                        ? Cell.of(words.of("entity.active")).as("good")
                        : Cell.of(words.of("entity.inactive")).as("bad"));
    }

    private List<Cell> agreement(ObjectNode agreement) {
        var words = visit.words();
        var parties = new ArrayList<String>();
        agreement
                .required("parties")
                .forEach(party -> parties.add(party.required("entity").stringValue()));
        var state = agreement.required("state").stringValue();
        return List.of(
                Cell.of(agreement.required("title").stringValue())
                        .to("/console/agreement?id=" + agreement.required("id").stringValue()),
                Cell.of(words.list(parties)),
                Cell.of(words.code("state", state)).as(AgreementPage.tone(state)),
                ends(agreement.path("expiresOn")));
    }

    private Cell ends(JsonNode day) {
        // Without an end comes after all ends.
        return day.isString()
                ? Cell.of(visit.words().day(LocalDate.parse(day.stringValue())))
                        .by(day.stringValue())
                : Cell.of(visit.words().of("agreement.no-end")).by("9999");
    }

    private List<Cell> exchange(History.Line line) {
        var words = visit.words();
        boolean asked = line.asker().equals(visit.officer().entity());
        return List.of(
                Cell.of(words.time(line.at()))
                        .by(line.at())
                        .to("/console/exchange?id=" + line.id()),
                Cell.of(words.of(asked ? "exchange.asked" : "exchange.answered")).as("calm"),
                Cell.of(line.asker()),
                Cell.of(words.code("type", line.type())),
                Cell.of(words.code("purpose", line.purpose())));
    }

    private List<Cell> approval(ObjectNode waiting) {
        var words = visit.words();
        return List.of(
                time(waiting.required("at"))
                        .to("/console/approval?id=" + waiting.required("exchange").stringValue()),
                Cell.of(waiting.required("asker").stringValue()),
                Cell.of(words.code("type", waiting.required("type").stringValue())),
                Cell.of(words.code("purpose", waiting.required("purpose").stringValue())),
                time(waiting.required("decideBy")));
    }

    private Cell time(JsonNode instant) {
        var at = Instant.parse(instant.stringValue());
        return Cell.of(visit.words().time(at)).by(at);
    }
}
