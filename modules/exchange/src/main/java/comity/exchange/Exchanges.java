package comity.exchange;

import comity.agreements.Agreements;
import comity.agreements.MandatedAct;
import comity.agreements.decision.AgreementId;
import comity.agreements.decision.InForce;
import comity.kernel.Ids;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.kernel.Times;
import comity.kernel.persistence.Statements;
import comity.parties.Answer;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The front door of asking: every method joins the caller's transaction. Source: docs/protocol.md,
 * section 4.
 *
 * <p>Terms are decided before, and without, any look-up of the subject; then one query finds the
 * records of all entities that permit something, whether there are any or not.
 */
public final class Exchanges {

    private final EntityManager database;
    private final Statements statements;
    private final Agreements agreements;
    private final RecordTypes types;
    private final Questions questions;
    private final Mandated mandated;
    private final SubjectSearch subjects;
    private final Presentations presentations;
    private final Reliances reliances;
    private final Evidence evidence;
    private final ExchangeSeal seal;
    private final InstantSource clock;
    private final Ids ids;

    Exchanges(
            EntityManager database,
            Agreements agreements,
            RecordTypes types,
            Questions questions,
            Mandated mandated,
            SubjectSearch subjects,
            Presentations presentations,
            Reliances reliances,
            Evidence evidence,
            ExchangeSeal seal,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.statements = Statements.inTransaction(database);
        this.agreements = agreements;
        this.types = types;
        this.questions = questions;
        this.mandated = mandated;
        this.subjects = subjects;
        this.presentations = presentations;
        this.reliances = reliances;
        this.evidence = evidence;
        this.seal = seal;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Asks, decides and answers.
     *
     * @return 200 with the answers, or 403 with a problem that carries them if every one is
     *     refused; both are stored
     * @throws Problem if the request cannot be decided
     */
    public Answer ask(String caller, JsonNode body) {
        var question = questions.exchange(caller, body);
        var asker = question.terms().asker();
        var at = Times.now(clock);
        var decided = decide(question, at);
        var found =
                subjects.find(question.type(), decided.permitting(), question.identifiers(), at);

        var id = ids.next();
        var kept = Json.array();
        var answers = Json.array();
        var disclosed = new ArrayList<RecordType.Disclosed>();
        decided.byIssuer()
                .forEach(
                        (issuer, decision) -> {
                            var shown =
                                    decision.permitted()
                                            .map(
                                                    terms ->
                                                            presentations.disclose(
                                                                    question.type(),
                                                                    found.getOrDefault(
                                                                            issuer, List.of()),
                                                                    terms,
                                                                    id,
                                                                    asker,
                                                                    at))
                                            .orElse(List.of());
                            var answer = Answers.ofIssuer(issuer, decision, shown, at);
                            evidence.exchange(id, question, issuer, decision, shown, at)
                                    .addTo(answer);
                            kept.add(answer);
                            answers.add(Answers.withContent(answer, shown));
                            shown.forEach(each -> disclosed.add(each.disclosed()));
                        });
        var stored = Json.object();
        stored.set("request", question.kept());
        stored.set("answers", kept);
        var view = Answers.view(id, answers, assess(question, disclosed, at));
        if (decided.byIssuer().isEmpty()) {
            var unconnected = evidence.unconnected(id, question, at);
            unconnected.addTo(stored);
            unconnected.addTo(view);
        }
        store(id, question, stored, at);
        if (decided.permitting().isEmpty()) {
            return Answers.refusal(asker, view).withReference(id);
        }
        var again = Json.object().put("exchange", id.toString());
        question.through().ifPresent(any -> again.put("onBehalfOf", asker));
        return Answer.of(200, view).keeping(again).withReference(id);
    }

    private Decided decide(Question question, Instant at) {
        return Decided.of(question, agreements.inForce(), types.shapeOf(question.type()), at);
    }

    private static ObjectNode assess(
            Question question, List<RecordType.Disclosed> disclosed, Instant at) {
        return question.type()
                .assess(new RecordType.Assessment(question.terms().want(), disclosed, at));
    }

    private void store(UUID id, Question question, ObjectNode stored, Instant at) {
        var terms = question.terms();
        statements.update(
                "insert into exchange_exchange (id, asker, asked_at, type, purpose, sealed)"
                        + " values (?, ?, ?, ?, ?, ?)",
                id,
                terms.asker(),
                at,
                terms.type(),
                terms.purpose(),
                seal.seal(id, stored));
    }

    /**
     * What would be decided, without a subject, now or {@code at} another time, as things are or if
     * a draft of an {@code agreement} were in force. Discloses nothing; logged as a rehearsal.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND} if the asker may not see the agreement
     */
    public ObjectNode rehearse(String asker, JsonNode body) {
        var question = questions.rehearsal(asker, body);
        var at =
                Optional.ofNullable(body.get("at"))
                        .map(time -> Instant.parse(time.stringValue()))
                        .orElseGet(() -> Times.now(clock));
        var answers = Json.array();
        Decided.of(
                        question,
                        supposed(question.terms().asker(), body),
                        types.shapeOf(question.type()),
                        at)
                .byIssuer()
                .forEach(
                        (issuer, decision) ->
                                answers.addObject()
                                        .put("issuer", issuer)
                                        .set("decision", decision.toJson()));
        var view = Json.object();
        view.set("answers", answers);
        return evidence.rehearsal(question, ids.next(), answers, Times.now(clock)).addTo(view);
    }

    /** What is in force, or would be with the agreement that the body supposes. */
    private InForce supposed(String asker, JsonNode body) {
        var agreement = body.get("agreement");
        if (agreement == null) {
            return agreements.inForce();
        }
        var version = body.path("version");
        return agreements.supposing(
                asker,
                AgreementId.parse(agreement.stringValue()).orElseThrow(Exchanges::notFound),
                version.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(version.intValue()));
    }

    /**
     * An exchange as one entity may see it: the asker whole, an issuer its own answer where its
     * record was disclosed.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND} for everyone else
     */
    public ObjectNode exchange(String entity, UUID id) {
        return view(visibleTo(entity, id), entity);
    }

    /**
     * An exchange of a client, as a centre that may ask for it sees it.
     *
     * @throws Problem if no mandate covers it now, or there is nothing of the client's
     */
    public ObjectNode exchange(String caller, Optional<String> client, UUID id) {
        if (client.isEmpty()) {
            return exchange(caller, id);
        }
        return view(ofClient(caller, client, id, MandatedAct.ASK).exchange(), client.get());
    }

    /** An exchange, and for whom the call about it is made. */
    private record Own(Exchange exchange, Acting acting) {}

    private Own ofClient(String caller, Optional<String> client, UUID id, MandatedAct act) {
        var exchange = visibleTo(client.orElse(caller), id);
        return new Own(exchange, mandated.acting(caller, client, act, exchange.type));
    }

    private ObjectNode view(Exchange exchange, String entity) {
        var id = exchange.id;
        var stored = seal.open(id, exchange.sealed);
        if (exchange.asker.equals(entity)) {
            return whole(exchange, stored);
        }
        var own = Json.array();
        for (var answer : stored.get("answers")) {
            if (answer.get("issuer").stringValue().equals(entity)) {
                own.add(answer);
            }
        }
        var view = Json.object();
        view.put("exchange", id.toString());
        view.put("asker", exchange.asker);
        view.put("at", exchange.askedAt.toString());
        view.set("answers", own);
        return view;
    }

    /**
     * Whose it is is asked of the database with the exchange: to everyone else one that there is
     * and one that there is not are the same, in time too.
     */
    private Exchange visibleTo(String entity, UUID id) {
        return database
                .createQuery(
                        "select e from Exchange e where e.id = :id and (e.asker = :entity"
                                + " or e.id in (select c.exchange from HeldCopy c"
                                + " where c.exchange = :id and c.issuer = :entity))",
                        Exchange.class)
                .setParameter("id", id)
                .setParameter("entity", entity)
                .getResultList()
                .stream()
                .findFirst()
                .orElseThrow(Exchanges::notFound);
    }

    private static Problem notFound() {
        return Problem.of(KernelProblem.NOT_FOUND, "There is no such exchange.");
    }

    /**
     * The asker's view: content is included again only while terms, consent, retention and status
     * still allow it.
     */
    private ObjectNode whole(Exchange exchange, ObjectNode stored) {
        var at = Times.now(clock);
        var question = questions.again(exchange.asker, stored.get("request"));
        var inForce = agreements.inForce();
        var shape = types.shapeOf(question.type());
        var answers = Json.array();
        var disclosed = new ArrayList<RecordType.Disclosed>();
        for (var each : stored.get("answers")) {
            var answer = (ObjectNode) each;
            var issuer = answer.get("issuer").stringValue();
            var decision = inForce.decide(question.terms().to(issuer), shape, at);
            var shown = presentations.again(answer, decision, at);
            shown.forEach(presentation -> disclosed.add(presentation.disclosed()));
            answers.add(Answers.withContent(answer, shown));
        }
        var view = Answers.view(exchange.id, answers, assess(question, disclosed, at));
        view.put("at", exchange.askedAt.toString());
        view.set("request", stored.get("request"));
        for (var member : List.of("receipt", "entry", "opening")) {
            Optional.ofNullable(stored.get(member)).ifPresent(value -> view.set(member, value));
        }
        return view;
    }

    /**
     * What a retry of {@link #ask} is answered: the stored answer, its content only where it still
     * may be shown.
     *
     * @param stored what was kept of the first answer
     */
    public Answer again(String asker, Answer stored) {
        var exchange = stored.body().get("exchange");
        return stored.isProblem() || exchange == null
                ? stored
                : stored.answering(
                        exchange(
                                asker,
                                Optional.ofNullable(stored.body().get("onBehalfOf"))
                                        .map(JsonNode::stringValue),
                                UUID.fromString(exchange.stringValue())));
    }

    /**
     * Declares what the asker did with an answer.
     *
     * @param declared valid under the schema {@code reliance}
     * @return 201 with {@code id}, {@code receipt}, {@code entry}, {@code opening}
     */
    public Answer rely(String asker, UUID id, JsonNode declared) {
        var client = Optional.ofNullable(declared.get("onBehalfOf")).map(JsonNode::stringValue);
        var own = ofClient(asker, client, id, MandatedAct.RELY);
        var exchange = own.exchange();
        if (!exchange.asker.equals(own.acting().entity())) {
            throw notFound();
        }
        return reliances.declare(
                exchange, seal.open(id, exchange.sealed), declared, own.acting().through());
    }
}
