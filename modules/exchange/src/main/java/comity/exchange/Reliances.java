package comity.exchange;

import comity.kernel.Ids;
import comity.kernel.Json;
import comity.kernel.Problem;
import comity.kernel.Times;
import comity.parties.Answer;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What askers declare to have done with answers. */
final class Reliances {

    private static final String DECLINED = "declined";

    private final EntityManager database;
    private final Evidence evidence;
    private final ExchangeSeal seal;
    private final InstantSource clock;
    private final Ids ids;

    Reliances(
            EntityManager database,
            Evidence evidence,
            ExchangeSeal seal,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.evidence = evidence;
        this.seal = seal;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Takes the asker's declaration.
     *
     * @param stored what is kept of the exchange
     * @throws Problem {@link ExchangeProblem#RELIANCE_INVALID} if it names what was not disclosed,
     *     or nothing was
     */
    Answer declare(
            Exchange exchange,
            ObjectNode stored,
            JsonNode declared,
            Optional<Acting.Through> through) {
        requireSomethingToRelyOn(stored, declared);
        requireDisclosed(elements(stored), declared);
        var reliance = new Reliance();
        reliance.id = ids.next();
        reliance.asker = exchange.asker;
        reliance.exchange = exchange.id;
        reliance.declaredAt = Times.now(clock);
        reliance.outcome = declared.get("outcome").stringValue();
        reliance.sealed = seal.seal(reliance.id, declared);
        database.persist(reliance);
        var answer = Json.object().put("id", reliance.id.toString());
        return Answer.of(201, evidence.reliance(reliance, declared, through).addTo(answer))
                .withReference(exchange.id);
    }

    private static void requireSomethingToRelyOn(ObjectNode stored, JsonNode declared) {
        var answers = stored.get("answers");
        if (!declared.get("outcome").stringValue().equals(DECLINED)
                && StreamSupport.stream(answers.spliterator(), false)
                        .allMatch(answer -> answer.path("records").isEmpty())) {
            throw Problem.of(
                            ExchangeProblem.RELIANCE_INVALID,
                            "No record was disclosed in this exchange.")
                    .at("/outcome", "can only be " + DECLINED);
        }
    }

    private static Set<String> elements(ObjectNode stored) {
        var elements = new HashSet<String>();
        for (var answer : stored.get("answers")) {
            for (var record : answer.path("records")) {
                record.get("elements").forEach(element -> elements.add(element.stringValue()));
            }
        }
        return elements;
    }

    private static void requireDisclosed(Set<String> elements, JsonNode declared) {
        var unknown = new ArrayList<Problem.Violation>();
        for (int i = 0; i < declared.path("elements").size(); i++) {
            if (!elements.contains(declared.get("elements").get(i).stringValue())) {
                unknown.add(
                        new Problem.Violation(
                                "/elements/" + i, "was not disclosed in this exchange"));
            }
        }
        if (!unknown.isEmpty()) {
            throw Problem.of(
                            ExchangeProblem.RELIANCE_INVALID,
                            "Reliance is declared on what was disclosed.")
                    .withViolations(unknown);
        }
    }
}
