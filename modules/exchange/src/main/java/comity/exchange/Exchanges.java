package comity.exchange;

import comity.agreements.Agreements;
import comity.agreements.decision.Decision;
import comity.agreements.decision.InForce;
import comity.kernel.Ids;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.kernel.Times;
import comity.parties.Answer;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
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
    private final Agreements agreements;
    private final RecordTypes types;
    private final Questions questions;
    private final Disclosures disclosures;
    private final Evidence evidence;
    private final ExchangeSeal seal;
    private final InstantSource clock;
    private final Ids ids;

    Exchanges(
            EntityManager database,
            Agreements agreements,
            RecordTypes types,
            Questions questions,
            Disclosures disclosures,
            Evidence evidence,
            ExchangeSeal seal,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.agreements = agreements;
        this.types = types;
        this.questions = questions;
        this.disclosures = disclosures;
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
    public Answer ask(String asker, JsonNode body) {
        var question = questions.exchange(asker, body);
        var at = Times.now(clock);
        var decisions = decide(question, agreements.inForce(), at);
        var permitted =
                decisions.entrySet().stream()
                        .filter(each -> each.getValue().permitted().isPresent())
                        .map(Map.Entry::getKey);
        var found =
                disclosures.find(question.type(), permitted.toList(), question.identifiers(), at);

        var id = ids.next();
        var kept = Json.array();
        var answers = Json.array();
        var disclosed = new ArrayList<RecordType.Disclosed>();
        decisions.forEach(
                (issuer, decision) -> {
                    var presentations =
                            decision.permitted()
                                    .map(
                                            terms ->
                                                    cut(
                                                            question.type(),
                                                            found.getOrDefault(issuer, List.of()),
                                                            terms,
                                                            id,
                                                            asker,
                                                            at))
                                    .orElse(List.of());
                    var answer = answer(id, question, issuer, decision, presentations, at);
                    kept.add(answer);
                    answers.add(withRecords(answer, presentations));
                    presentations.forEach(each -> disclosed.add(each.disclosed()));
                });
        var assessment = question.type().assess(assessment(question, decisions, disclosed, at));
        var stored = Json.object();
        stored.set("request", question.kept());
        stored.set("answers", kept);
        var unconnected =
                decisions.isEmpty()
                        ? Optional.of(evidence.unconnected(id, question, at))
                        : Optional.<Evidence.Logged>empty();
        unconnected.ifPresent(logged -> logged.addTo(stored));
        database.persist(
                new Exchange(
                        id,
                        asker,
                        at,
                        question.terms().type(),
                        question.terms().purpose(),
                        seal.seal(id, stored)));

        var view = view(id, answers, assessment);
        unconnected.ifPresent(logged -> logged.addTo(view));
        if (decisions.values().stream().noneMatch(decision -> decision.permitted().isPresent())) {
            return refusal(question, view).withReference(id);
        }
        return Answer.of(200, view)
                .keeping(Json.object().put("exchange", id.toString()))
                .withReference(id);
    }

    /** What would be decided, without a subject. Discloses nothing; logged as a rehearsal. */
    public ObjectNode rehearse(String asker, JsonNode body) {
        var question = questions.rehearsal(asker, body);
        var at = Times.now(clock);
        var answers = Json.array();
        decide(question, agreements.inForce(), at)
                .forEach(
                        (issuer, decision) ->
                                answers.addObject()
                                        .put("issuer", issuer)
                                        .set("decision", decision.toJson()));
        var view = Json.object();
        view.set("answers", answers);
        return evidence.rehearsal(question, ids.next(), answers, at).addTo(view);
    }

    /**
     * An exchange as one entity may see it: the asker whole, an issuer its own answer where its
     * record was disclosed.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND} for everyone else
     */
    public ObjectNode exchange(String entity, UUID id) {
        var exchange = database.find(Exchange.class, id);
        if (exchange == null) {
            throw Problem.of(KernelProblem.NOT_FOUND, "There is no such exchange.");
        }
        var stored = seal.open(id, exchange.sealed);
        if (exchange.asker.equals(entity)) {
            return whole(exchange, stored);
        }
        var own = Json.array();
        for (var answer : stored.get("answers")) {
            if (answer.get("issuer").stringValue().equals(entity)
                    && !answer.path("records").isEmpty()) {
                own.add(answer);
            }
        }
        if (own.isEmpty()) {
            throw Problem.of(KernelProblem.NOT_FOUND, "There is no such exchange.");
        }
        var view = Json.object();
        view.put("exchange", id.toString());
        view.put("asker", exchange.asker);
        view.put("at", exchange.askedAt.toString());
        view.set("answers", own);
        return view;
    }

    /**
     * The asker's view: content is included again only while terms, consent, retention and status
     * still allow it.
     */
    private ObjectNode whole(Exchange exchange, ObjectNode stored) {
        var at = Times.now(clock);
        var question = questions.again(exchange.asker, stored.get("request"));
        var inForce = agreements.inForce();
        var answers = Json.array();
        var disclosed = new ArrayList<RecordType.Disclosed>();
        var decisions = new LinkedHashMap<String, Decision>();
        for (var answer : stored.get("answers")) {
            var issuer = answer.get("issuer").stringValue();
            var decision =
                    inForce.decide(question.terms().to(issuer), types.shapeOf(question.type()), at);
            decisions.put(issuer, decision);
            var presentations = disclosures.again((ObjectNode) answer, decision, at);
            presentations.forEach(each -> disclosed.add(each.disclosed()));
            answers.add(withRecords((ObjectNode) answer, presentations));
        }
        var assessment = question.type().assess(assessment(question, decisions, disclosed, at));
        var view = view(exchange.id, answers, assessment);
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
                : stored.answering(exchange(asker, UUID.fromString(exchange.stringValue())));
    }

    /**
     * Declares what the asker did with an answer.
     *
     * @param declared valid under the schema {@code reliance}
     * @return 201 with {@code id}, {@code receipt}, {@code entry}, {@code opening}
     */
    public Answer rely(String asker, UUID id, JsonNode declared) {
        Mandates.refuse(declared);
        var exchange = database.find(Exchange.class, id);
        if (exchange == null || !exchange.asker.equals(asker)) {
            throw Problem.of(KernelProblem.NOT_FOUND, "There is no such exchange.");
        }
        var elements = new HashSet<String>();
        for (var answer : seal.open(id, exchange.sealed).get("answers")) {
            for (var record : answer.path("records")) {
                record.get("elements").forEach(element -> elements.add(element.stringValue()));
            }
        }
        var unknown = new ArrayList<Problem.Violation>();
        int index = 0;
        for (var element : declared.path("elements")) {
            if (!elements.contains(element.stringValue())) {
                unknown.add(
                        new Problem.Violation(
                                "/elements/" + index, "was not disclosed in this exchange"));
            }
            index++;
        }
        if (!unknown.isEmpty()) {
            throw Problem.of(
                            ExchangeProblem.RELIANCE_INVALID,
                            "Reliance is declared on what was disclosed.")
                    .withViolations(unknown);
        }
        var reliance = new Reliance();
        reliance.id = ids.next();
        reliance.asker = asker;
        reliance.exchange = id;
        reliance.declaredAt = Times.now(clock);
        reliance.outcome = declared.get("outcome").stringValue();
        reliance.sealed = seal.seal(reliance.id, declared);
        database.persist(reliance);
        var answer = Json.object().put("id", reliance.id.toString());
        return Answer.of(201, evidence.reliance(reliance, (ObjectNode) declared).addTo(answer))
                .withReference(id);
    }

    private Map<String, Decision> decide(Question question, InForce inForce, Instant at) {
        var shape = types.shapeOf(question.type());
        var decisions = new LinkedHashMap<String, Decision>();
        for (var issuer : question.issuers(inForce, at)) {
            decisions.put(issuer, inForce.decide(question.terms().to(issuer), shape, at));
        }
        return decisions;
    }

    /** What is disclosed: of records that have something of what was asked, and still are valid. */
    private List<Presentation> cut(
            RecordType type,
            List<PublishedRecord> records,
            Decision.Permitted terms,
            UUID exchange,
            String asker,
            Instant at) {
        var presentations = new ArrayList<Presentation>(records.size());
        LocalDate retainUntil = terms.obligations().retainUntil(at);
        for (var record : records) {
            var presentation = disclosures.present(record, terms.properties());
            // A record with nothing but its subject to show would tell that it exists.
            if (presentation.saysMoreThan(type.schema().identityPointers())
                    && disclosures.hold(record, exchange, asker, at, retainUntil)) {
                presentations.add(presentation);
            }
        }
        return presentations;
    }

    /** One issuer's answer as it is stored: all but the disclosed content. */
    private ObjectNode answer(
            UUID exchange,
            Question question,
            String issuer,
            Decision decision,
            List<Presentation> presentations,
            Instant at) {
        var answer = Json.object();
        answer.put("issuer", issuer);
        answer.put("state", decision.permitted().isPresent() ? "answered" : "refused");
        answer.set("decision", decision.toJson());
        decision.permitted()
                .ifPresent(
                        terms -> {
                            var records = answer.putArray("records");
                            for (var presentation : presentations) {
                                var record = records.addObject();
                                record.put("id", presentation.record().toString());
                                record.set("obligations", terms.obligations().toJson(at));
                                record.set("elements", presentation.elements());
                                var properties = record.putArray("properties");
                                terms.properties().forEach(properties::add);
                            }
                        });
        return evidence.exchange(exchange, question, issuer, decision, presentations, at)
                .addTo(answer);
    }

    /** The same answer with the disclosed content of those records that still may be shown. */
    private static ObjectNode withRecords(ObjectNode answer, List<Presentation> presentations) {
        var shown = answer.deepCopy();
        if (shown.get("records") instanceof ArrayNode records) {
            for (var record : records) {
                var id = record.get("id").stringValue();
                presentations.stream()
                        .filter(each -> each.record().toString().equals(id))
                        .findFirst()
                        .ifPresent(each -> each.addTo((ObjectNode) record));
            }
        }
        return shown;
    }

    private static ObjectNode view(UUID exchange, ArrayNode answers, ObjectNode assessment) {
        var view = Json.object();
        view.put("exchange", exchange.toString());
        view.set("answers", answers);
        view.set("assessment", assessment);
        return view;
    }

    private static Answer refusal(Question question, ObjectNode view) {
        var detail =
                view.get("answers").isEmpty()
                        ? "No agreement in force connects %s with an entity that could answer."
                                .formatted(question.terms().asker())
                        : "No agreement in force permits any of what was asked.";
        var problem = Problem.of(ExchangeProblem.EXCHANGE_REFUSED, detail);
        for (var member : view.properties()) {
            problem = problem.with(member.getKey(), member.getValue());
        }
        return Answer.refusing(problem);
    }

    private static RecordType.Assessment assessment(
            Question question,
            Map<String, Decision> decisions,
            List<RecordType.Disclosed> disclosed,
            Instant at) {
        var withheld = new ArrayList<RecordType.Withheld>();
        decisions.forEach(
                (issuer, decision) ->
                        decision.permitted()
                                .ifPresent(
                                        terms ->
                                                terms.withheld()
                                                        .forEach(
                                                                each ->
                                                                        withheld.add(
                                                                                new RecordType
                                                                                        .Withheld(
                                                                                        issuer,
                                                                                        each
                                                                                                .pointer(),
                                                                                        each.why()
                                                                                                .code())))));
        return new RecordType.Assessment(question.terms().want(), disclosed, withheld, at);
    }
}
