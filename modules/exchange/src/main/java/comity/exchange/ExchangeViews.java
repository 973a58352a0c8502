package comity.exchange;

import comity.agreements.Agreements;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.kernel.Times;
import comity.parties.PartiesProblem;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What of an exchange an entity may see, and when. Source: docs/protocol.md, section 4. */
final class ExchangeViews {

    private final EntityManager database;
    private final Agreements agreements;
    private final RecordTypes types;
    private final Questions questions;
    private final Presentations presentations;
    private final WaitingAnswers waiting;
    private final ExchangeSeal seal;
    private final InstantSource clock;

    ExchangeViews(
            EntityManager database,
            Agreements agreements,
            RecordTypes types,
            Questions questions,
            Presentations presentations,
            WaitingAnswers waiting,
            ExchangeSeal seal,
            InstantSource clock) {
        this.database = database;
        this.agreements = agreements;
        this.types = types;
        this.questions = questions;
        this.presentations = presentations;
        this.waiting = waiting;
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * Whose it is is asked of the database with the exchange: to everyone else one that there is
     * and one that there is not are the same, in time too.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND}, or {@link PartiesProblem#ANSWER_ERASED}
     *     where the copies that it disclosed may not be kept any more
     */
    Exchange visibleTo(String entity, UUID id) {
        var at = Times.now(clock);
        var exchange =
                database
                        .createQuery(
                                "select e from Exchange e where e.id = :id and (e.asker = :entity"
                                        + " or e.id in (select c.exchange from HeldCopy c"
                                        + " where c.exchange = :id and c.issuer = :entity)"
                                        + " or e.id in (select w.exchange from Waiting w"
                                        + " where w.exchange = :id and w.issuer = :entity"
                                        + " and w.found = true and w.state = :open"
                                        + " and w.decideBy > :at))",
                                Exchange.class)
                        .setParameter("id", id)
                        .setParameter("entity", entity)
                        .setParameter("open", Waiting.OPEN)
                        .setParameter("at", at)
                        .getResultList()
                        .stream()
                        .findFirst()
                        .orElseThrow(ExchangeViews::notFound);
        requireKept(exchange);
        return exchange;
    }

    /**
     * One that an entity asked, whether or not its copies may still be kept: nothing of what others
     * asked it.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND}
     */
    Exchange askedBy(String asker, UUID id) {
        return database
                .createQuery(
                        "select e from Exchange e where e.id = :id and e.asker = :asker",
                        Exchange.class)
                .setParameter("id", id)
                .setParameter("asker", asker)
                .getResultList()
                .stream()
                .findFirst()
                .orElseThrow(ExchangeViews::notFound);
    }

    /**
     * @throws Problem {@link PartiesProblem#ANSWER_ERASED} where the copies that it disclosed may
     *     not be kept any more
     */
    void requireKept(Exchange exchange) {
        if (exchange.isOverAt(Times.now(clock))) {
            throw Problem.of(
                    PartiesProblem.ANSWER_ERASED,
                    "The last day on which a copy could be kept is over.");
        }
    }

    static Problem notFound() {
        return Problem.of(KernelProblem.NOT_FOUND, "There is no such exchange.");
    }

    /** What is kept of it, which the node alone can read. */
    ObjectNode stored(Exchange exchange) {
        return seal.open(exchange.id, exchange.sealed);
    }

    /** The asker's view whole; an issuer's own answer. */
    ObjectNode of(Exchange exchange, String entity) {
        var stored = stored(exchange);
        return exchange.asker.equals(entity)
                ? whole(exchange, stored)
                : ofIssuer(exchange, stored, entity);
    }

    private ObjectNode ofIssuer(Exchange exchange, ObjectNode stored, String issuer) {
        var own = Json.array();
        for (var answer : stored.get("answers")) {
            if (answer.get("issuer").stringValue().equals(issuer)
                    && !(Answers.isWaiting(answer) && awaitsNothing(exchange, issuer))) {
                own.add(answer);
            }
        }
        if (own.isEmpty()) {
            throw notFound();
        }
        var view = Json.object();
        view.put("exchange", exchange.id.toString());
        view.put("asker", exchange.asker);
        copy(stored.get("request"), view, "centre", "mandate");
        view.put("at", exchange.askedAt.toString());
        view.set("answers", own);
        return view;
    }

    /** "An issuer sees an exchange only where its own record … awaits its approval." */
    private boolean awaitsNothing(Exchange exchange, String issuer) {
        var at = Times.now(clock);
        return waiting.open(issuer, exchange.id, at)
                .filter(
                        each ->
                                !waiting.preview(each, types.named(exchange.type).orElseThrow(), at)
                                        .isEmpty())
                .isEmpty();
    }

    /**
     * The asker's view: content is included again only while terms, consent, retention and status
     * still allow it.
     */
    private ObjectNode whole(Exchange exchange, ObjectNode stored) {
        var at = Times.now(clock);
        var question = questions.again(exchange.asker, stored.get("request"));
        var disclosed = new ArrayList<RecordType.Disclosed>();
        var answers = answers(question, (ArrayNode) stored.get("answers"), disclosed, at);
        var view = Answers.view(exchange.id, answers, question.assess(disclosed, at));
        view.put("at", exchange.askedAt.toString());
        view.set("request", stored.get("request"));
        copy(stored, view, "receipt", "entry", "opening");
        return view;
    }

    private static void copy(JsonNode from, ObjectNode to, String... members) {
        for (var member : members) {
            Optional.ofNullable(from.get(member)).ifPresent(value -> to.set(member, value));
        }
    }

    private ArrayNode answers(
            Question question, ArrayNode stored, List<RecordType.Disclosed> disclosed, Instant at) {
        var inForce = agreements.inForce();
        var shape = types.shapeOf(question.type());
        var answers = Json.array();
        for (var each : stored) {
            var answer = Answers.asOf((ObjectNode) each, at);
            var issuer = answer.get("issuer").stringValue();
            var decision = inForce.decide(question.terms().to(issuer), shape, at);
            var shown = presentations.again(answer, decision, at);
            shown.forEach(presentation -> disclosed.add(presentation.disclosed()));
            answers.add(Answers.withContent(answer, shown));
        }
        return answers;
    }
}
