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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The front door of asking: every method joins the caller's transaction. Source: docs/protocol.md,
 * section 4.
 *
 * <p>No decision depends on a look-up of the subject; one query finds the records of all entities
 * that permit something, whether there are any or not.
 */
public final class Exchanges {

    private final Statements statements;
    private final Agreements agreements;
    private final RecordTypes types;
    private final Questions questions;
    private final Mandated mandated;
    private final SubjectSearch subjects;
    private final Answering answering;
    private final ExchangeViews views;
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
            Answering answering,
            ExchangeViews views,
            Reliances reliances,
            Evidence evidence,
            ExchangeSeal seal,
            InstantSource clock,
            Ids ids) {
        this.statements = Statements.inTransaction(database);
        this.agreements = agreements;
        this.types = types;
        this.questions = questions;
        this.mandated = mandated;
        this.subjects = subjects;
        this.answering = answering;
        this.views = views;
        this.reliances = reliances;
        this.evidence = evidence;
        this.seal = seal;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Asks, decides and answers.
     *
     * @return 200 with the answers, 202 if one of them waits for a person, or 403 with a problem
     *     that carries them if every one is refused; all are stored
     * @throws Problem if the request cannot be decided
     */
    public Answer ask(String caller, JsonNode body) {
        var question = questions.exchange(caller, body);
        var at = Times.now(clock);
        var search = search(question, at);
        var decided = search.decided();

        var id = ids.next();
        var kept = Json.array();
        var answers = Json.array();
        var disclosed = new ArrayList<RecordType.Disclosed>();
        decided.byIssuer()
                .forEach(
                        (issuer, decision) -> {
                            var part = new ExchangePart(id, question, issuer, at);
                            var ofIssuer = search.found().getOrDefault(issuer, List.of());
                            var answered = answering.answer(part, decision, ofIssuer);
                            kept.add(answered.kept());
                            answers.add(Answers.withContent(answered.kept(), answered.shown()));
                            answered.shown().forEach(each -> disclosed.add(each.disclosed()));
                        });
        var stored = Json.object();
        stored.set("request", question.kept());
        stored.set("answers", kept);
        var view = Answers.view(id, answers, question.assess(disclosed, at));
        if (decided.byIssuer().isEmpty()) {
            var unconnected = evidence.unconnected(id, question, at);
            unconnected.addTo(stored);
            unconnected.addTo(view);
        }
        store(id, question, decided, stored, at);
        return answer(id, question, decided, view);
    }

    private static Answer answer(UUID id, Question question, Decided decided, ObjectNode view) {
        var asker = question.terms().asker();
        if (decided.permitting().isEmpty()) {
            var refusal = Answers.refusal(asker, view).withReference(id);
            return question.through().isEmpty()
                    ? refusal
                    : refusal.keeping(refusal.body().deepCopy().put("onBehalfOf", asker));
        }
        var again = Json.object().put("exchange", id.toString());
        question.through().ifPresent(any -> again.put("onBehalfOf", asker));
        var answer = Answer.of(decided.waits() ? 202 : 200, view).keeping(again).withReference(id);
        return decided.waits() ? answer.withHeader("Location", "/api/v1/exchanges/" + id) : answer;
    }

    /** What is decided, and the records of those who permit something. */
    private record Search(Decided decided, Map<String, List<PublishedRecord>> found) {}

    /**
     * Decides by what this node last knew to be in force, and reads in one round trip whether it
     * still is and the records that this permits. Where it is not, nothing of it is used.
     */
    private Search search(Question question, Instant at) {
        var known = agreements.lastKnown();
        var guess = searchBy(known, question, at);
        var inForce = agreements.inForce(guess.epoch());
        return inForce == known ? guess.search() : searchBy(inForce, question, at).search();
    }

    /** A search, and the epoch at which it was made: it counts if that is what it was made by. */
    private record Guess(Search search, long epoch) {}

    private Guess searchBy(InForce inForce, Question question, Instant at) {
        var decided = Decided.of(question, inForce, types.shapeOf(question.type()), at);
        var found =
                subjects.find(
                        question.type(),
                        decided.permitting(),
                        question.identifiers(),
                        at,
                        agreements.epoch());
        return new Guess(new Search(decided, found.records()), found.besides().get(0));
    }

    private void store(UUID id, Question question, Decided decided, ObjectNode stored, Instant at) {
        var terms = question.terms();
        statements.atTheEnd(
                "insert into exchange_exchange (id, asker, asked_at, type, purpose, keep_until,"
                        + " erased, sealed) values (?, ?, ?, ?, ?, ?, false, ?)",
                id,
                terms.asker(),
                at,
                terms.type(),
                terms.purpose(),
                decided.keepUntil(at, answering.decideBy(at)),
                seal.seal(id, stored));
    }

    /**
     * What would be decided, without a subject, now or {@code at} another time, as things are or if
     * a draft of an {@code agreement} were in force. Discloses nothing; logged as a rehearsal. With
     * another {@code asker} it is what the caller would answer that one.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND} if the caller itself may not see the
     *     agreement: a mandate to ask shows no drafts of the client's
     */
    public Answer rehearse(String caller, JsonNode body) {
        var question = questions.rehearsal(caller, body);
        var at =
                Optional.ofNullable(body.get("at"))
                        .map(time -> Instant.parse(time.stringValue()))
                        .orElseGet(() -> Times.now(clock));
        var answers = Json.array();
        Decided.of(question, supposed(caller, body), types.shapeOf(question.type()), at)
                .byIssuer()
                .forEach(
                        (issuer, decision) ->
                                answers.addObject()
                                        .put("issuer", issuer)
                                        .set("decision", decision.toJson()));
        var view = Json.object();
        view.set("answers", answers);
        evidence.rehearsal(question, ids.next(), answers, Times.now(clock)).addTo(view);
        var acting = new Acting(question.terms().asker(), question.through());
        return Mandated.keep(
                Answer.of(200, view), acting, MandatedAct.ASK, question.terms().type());
    }

    /** What is in force, or would be with the agreement that the body supposes. */
    private InForce supposed(String viewer, JsonNode body) {
        var agreement = body.get("agreement");
        if (agreement == null) {
            return agreements.inForce();
        }
        var version = body.path("version");
        return agreements.supposing(
                viewer,
                AgreementId.parse(agreement.stringValue()).orElseThrow(ExchangeViews::notFound),
                version.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(version.intValue()));
    }

    /**
     * An exchange as one entity may see it: the asker whole, an issuer its own answer where its
     * record was disclosed or awaits its approval.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND} for everyone else
     */
    public ObjectNode exchange(String entity, UUID id) {
        return views.of(views.visibleTo(entity, id), entity);
    }

    /**
     * An exchange in which a client is the asker, as a centre that may ask for it sees it.
     *
     * @throws Problem {@link ExchangeProblem#MANDATE_MISSING} if the client lets the caller ask for
     *     nothing now, {@link KernelProblem#NOT_FOUND} if it asked for no such exchange of a type
     *     that a mandate covers
     */
    public ObjectNode exchange(String caller, Optional<String> client, UUID id) {
        if (client.filter(each -> !each.equals(caller)).isEmpty()) {
            return exchange(caller, id);
        }
        return views.of(ofClient(caller, client, id, MandatedAct.ASK).exchange(), client.get());
    }

    /** An exchange, and for whom the call about it is made. */
    private record Own(Exchange exchange, Acting acting) {}

    /** What a mandate does not cover and what is not the client's are the same to the caller. */
    private Own ofClient(String caller, Optional<String> client, UUID id, MandatedAct act) {
        mandated.types(caller, client, act);
        var exchange = views.askedBy(client.orElse(caller), id);
        var acting =
                mandated.covered(caller, client, act, exchange.type)
                        .orElseThrow(ExchangeViews::notFound);
        views.requireKept(exchange);
        return new Own(exchange, acting);
    }

    /**
     * What a retry of {@link #ask} is answered: the stored answer, its content only where it still
     * may be shown.
     *
     * @param stored what was kept of the first answer
     * @throws Problem {@link ExchangeProblem#MANDATE_MISSING} if it was asked for a client whose
     *     mandate does not cover it any more, refused or not
     */
    public Answer again(String caller, Answer stored) {
        var id = UUID.fromString(stored.body().required("exchange").stringValue());
        var client =
                Optional.ofNullable(stored.body().get("onBehalfOf")).map(JsonNode::stringValue);
        client.ifPresent(
                asker ->
                        mandated.acting(
                                caller, client, MandatedAct.ASK, views.askedBy(asker, id).type));
        return stored.answering(
                stored.isProblem() ? refused(stored.body()) : exchange(caller, client, id));
    }

    private static ObjectNode refused(ObjectNode kept) {
        var body = kept.deepCopy();
        body.remove("onBehalfOf");
        return body;
    }

    /**
     * Declares what the asker did with an answer.
     *
     * @param declared valid under the schema {@code reliance}
     * @return 201 with {@code id}, {@code receipt}, {@code entry}, {@code opening}
     * @throws Problem as for {@link #exchange(String, Optional, UUID)}
     */
    public Answer rely(String caller, UUID id, JsonNode declared) {
        var own = ofClient(caller, Mandated.client(declared), id, MandatedAct.RELY);
        var exchange = own.exchange();
        var declaration =
                reliances.declare(
                        exchange, views.stored(exchange), declared, own.acting().through());
        return Mandated.keep(declaration, own.acting(), MandatedAct.RELY, exchange.type);
    }
}
