package comity.exchange;

import comity.agreements.Agreements;
import comity.agreements.MandatedAct;
import comity.agreements.decision.Decision;
import comity.exchange.notice.Notice;
import comity.exchange.notice.Notices;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import comity.kernel.Times;
import comity.parties.Answer;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The front door of issuers: what awaits a person's approval, and the decision about it. Every
 * method joins the caller's transaction. Source: docs/protocol.md, section 4, "Approval".
 */
public final class Approvals {

    private static final UUID BEGINNING = new UUID(0, 0);

    private final EntityManager database;
    private final Agreements agreements;
    private final Mandated mandated;
    private final RecordTypes types;
    private final Questions questions;
    private final Presentations presentations;
    private final WaitingAnswers waiting;
    private final Evidence evidence;
    private final Notices notices;
    private final ExchangeSeal seal;
    private final InstantSource clock;

    Approvals(
            EntityManager database,
            Agreements agreements,
            Mandated mandated,
            RecordTypes types,
            Questions questions,
            Presentations presentations,
            WaitingAnswers waiting,
            Evidence evidence,
            Notices notices,
            ExchangeSeal seal,
            InstantSource clock) {
        this.database = database;
        this.agreements = agreements;
        this.mandated = mandated;
        this.types = types;
        this.questions = questions;
        this.presentations = presentations;
        this.waiting = waiting;
        this.evidence = evidence;
        this.notices = notices;
        this.seal = seal;
        this.clock = clock;
    }

    /** What awaits the caller's own approval. */
    public Page<ObjectNode> list(String issuer, Optional<String> after) {
        return list(issuer, Optional.empty(), after);
    }

    /**
     * What awaits an issuer's approval, in the order in which it was asked. It is no feed: what is
     * decided leaves it. Those without a record of the issuer's never stand in it.
     *
     * @param client the issuer, if another than the caller: then what its mandates to approve
     *     cover, and the caller did not ask itself
     * @throws Problem {@link KernelProblem#INVALID_REQUEST} if the cursor is not one of the list,
     *     {@link ExchangeProblem#MANDATE_MISSING}
     */
    public Page<ObjectNode> list(String caller, Optional<String> client, Optional<String> after) {
        var types = mandated.types(caller, client, MandatedAct.APPROVE);
        var at = Times.now(clock);
        var issuer = client.orElse(caller);
        var from = after.map(Approvals::cursor).orElse(BEGINNING);
        var found = new ArrayList<Object[]>();
        boolean isMore = true;
        // What is not the caller's does not count towards the page either.
        while (found.size() < Page.FETCH && isMore) {
            var read = waiting.openAfter(issuer, from, at);
            read.stream()
                    .filter(
                            each ->
                                    types.isEmpty()
                                            || isFor(caller, types.get(), (Exchange) each[1]))
                    .limit(Page.FETCH - found.size())
                    .forEach(found::add);
            isMore = read.size() == Page.FETCH;
            from = isMore ? ((Waiting) read.get(read.size() - 1)[0]).exchange : from;
        }
        var page = Page.of(found, each -> ((Waiting) each[0]).exchange.toString());
        return new Page<>(
                page.items().stream()
                        .flatMap(each -> item((Waiting) each[0], (Exchange) each[1], at).stream())
                        .toList(),
                page.next());
    }

    /**
     * Whether a centre may decide it. What it asked, for itself or for another, is not for it to
     * approve: that waits for the issuer itself.
     */
    private boolean isFor(String centre, Set<String> types, Exchange exchange) {
        return types.contains(exchange.type) && !asked(centre, exchange);
    }

    /** Whether an entity asked it, for itself or for a client; also where there is no such. */
    boolean asked(String entity, UUID id) {
        return database
                .createQuery("select e from Exchange e where e.id = :id", Exchange.class)
                .setParameter("id", id)
                .getResultList()
                .stream()
                .allMatch(exchange -> asked(entity, exchange));
    }

    private boolean asked(String entity, Exchange exchange) {
        return exchange.asker.equals(entity)
                || seal.open(exchange.id, exchange.sealed)
                        .get("request")
                        .path("centre")
                        .asString("")
                        .equals(entity);
    }

    /**
     * One of the list.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND} where nothing of the issuer's awaits it now
     */
    public ObjectNode one(String issuer, UUID id) {
        var at = Times.now(clock);
        return waiting.open(issuer, id, at)
                .flatMap(each -> item(each, exchange(id, LockModeType.NONE), at))
                .orElseThrow(ExchangeViews::notFound);
    }

    private Exchange exchange(UUID id, LockModeType lock) {
        return database.createQuery("select e from Exchange e where e.id = :id", Exchange.class)
                .setParameter("id", id)
                .setLockMode(lock)
                .getSingleResult();
    }

    private Optional<ObjectNode> item(Waiting each, Exchange exchange, Instant at) {
        var preview = waiting.preview(each, typeOf(exchange), at);
        if (preview.isEmpty()) {
            return Optional.empty();
        }
        var stored = seal.open(exchange.id, exchange.sealed);
        var request = stored.get("request");
        var item = Json.object();
        item.put("exchange", exchange.id.toString());
        item.put("asker", exchange.asker);
        copy(request, item, "centre", "mandate");
        item.put("at", exchange.askedAt.toString());
        item.put("decideBy", each.decideBy.toString());
        copy(request, item, "type", "purpose", "legalBasis");
        // Whom else the person consented to is not this issuer's business, nor the asker's case.
        Optional.ofNullable(request.get("consent"))
                .ifPresent(
                        consent ->
                                copy(
                                        consent,
                                        item.putObject("consent"),
                                        "reference",
                                        "givenAt",
                                        "expiresAt",
                                        "evidenceDigest"));
        item.set("decision", ofIssuer(stored, each.issuer).get("decision"));
        var properties = item.putArray("properties");
        waiting.awaited(each).properties().forEach(properties::add);
        var records = item.putArray("records");
        for (var presentation : preview) {
            records.addObject()
                    .put("id", presentation.record().toString())
                    .set("elements", presentation.elements());
        }
        return Optional.of(item);
    }

    private RecordType typeOf(Exchange exchange) {
        return types.named(exchange.type).orElseThrow();
    }

    private static void copy(JsonNode from, ObjectNode to, String... members) {
        for (var member : members) {
            Optional.ofNullable(from.get(member)).ifPresent(value -> to.set(member, value));
        }
    }

    private static ObjectNode ofIssuer(ObjectNode stored, String issuer) {
        for (var answer : stored.get("answers")) {
            if (answer.get("issuer").stringValue().equals(issuer)) {
                return (ObjectNode) answer;
            }
        }
        throw new IllegalStateException("The exchange has no answer of its issuer.");
    }

    private static UUID cursor(String after) {
        try {
            return UUID.fromString(after);
        } catch (IllegalArgumentException notOne) {
            throw Problem.of(
                    KernelProblem.INVALID_REQUEST,
                    "The parameter 'after' is not a cursor of this list.");
        }
    }

    /**
     * Takes the issuer's decision, which is final.
     *
     * @param body valid under the schema {@code exchange-decision}
     * @return 200 with {@code receipt}, {@code entry}, {@code opening}, and what was disclosed
     * @param caller the issuer, or a centre for the client that the body names
     * @throws Problem {@link ExchangeProblem#MANDATE_MISSING}, {@link KernelProblem#NOT_FOUND}
     *     where nothing of the issuer's awaits it, or not the centre's word, {@link
     *     ExchangeProblem#DECISION_FINAL} if it was decided before or {@code decideBy} has passed,
     *     {@link ExchangeProblem#APPROVAL_NOT_PERMITTED} if the terms now in force permit nothing
     *     of it: it waits on
     */
    public Answer decide(String caller, UUID id, JsonNode body) {
        var client = Mandated.client(body);
        var issuer = client.orElse(caller);
        var acting = acting(caller, client, id);
        var each = waiting.lock(issuer, id).orElseThrow(ExchangeViews::notFound);
        // After the lock, which may have been waited for.
        var at = Times.now(clock);
        if (!each.isOpenAt(at)) {
            throw Problem.of(
                    ExchangeProblem.DECISION_FINAL,
                    each.state.equals(Waiting.OPEN)
                            ? "The time for a decision has passed."
                            : "The issuer has decided before.");
        }
        // Another issuer of the same exchange may decide now: one of the two rewrites it first.
        var exchange = exchange(id, LockModeType.PESSIMISTIC_WRITE);
        if (waiting.preview(each, typeOf(exchange), at).isEmpty()) {
            throw ExchangeViews.notFound();
        }
        var stored = seal.open(id, exchange.sealed);
        var question = questions.again(exchange.asker, stored.get("request"));
        var part = new ExchangePart(id, question, issuer, at);
        var answer = Json.object();
        answer.put("exchange", id.toString());
        answer.put("issuer", issuer);
        acting.through().ifPresent(through -> through.addTo(answer));
        answer.set("decision", body.get("decision"));
        answer.put("at", at.toString());
        var logged =
                body.get("decision").stringValue().equals("approve")
                        ? approve(each, exchange, stored, part, acting, answer)
                        : refuse(each, stored, part, acting, body.get("reasonCode"));
        return Mandated.keep(
                Answer.of(200, logged.addTo(answer)).withReference(id),
                acting,
                MandatedAct.APPROVE,
                exchange.type);
    }

    /** Before it is known whether anything waits: what a centre may not decide is alike to it. */
    private Acting acting(String caller, Optional<String> client, UUID id) {
        var types = mandated.types(caller, client, MandatedAct.APPROVE);
        if (types.isEmpty()) {
            return Acting.own(caller);
        }
        return database
                .createQuery("select e from Exchange e where e.id = :id", Exchange.class)
                .setParameter("id", id)
                .getResultList()
                .stream()
                .findFirst()
                .filter(exchange -> isFor(caller, types.get(), exchange))
                .map(
                        exchange ->
                                mandated.acting(caller, client, MandatedAct.APPROVE, exchange.type))
                .orElseThrow(ExchangeViews::notFound);
    }

    /** "Approval decides anew under the terms then in force", and covers no more than was shown. */
    private Evidence.Logged approve(
            Waiting each,
            Exchange exchange,
            ObjectNode stored,
            ExchangePart part,
            Acting acting,
            ObjectNode answer) {
        var awaited = waiting.awaited(each);
        var terms = decidedAnew(part).only(awaited.properties());
        var found = waiting.records(each, awaited, part.at());
        var shown = presentations.discloseNow(part, terms, found);
        if (shown.isEmpty()) {
            throw ExchangeViews.notFound();
        }
        var approved = Answers.ofIssuer(part.issuer(), terms, shown, part.at());
        acting.through().ifPresent(through -> through.addTo((ObjectNode) approved.get("decision")));
        var logged = evidence.approval(part, terms, shown, acting.through());
        logged.addTo(approved);
        replace((ArrayNode) stored.get("answers"), approved);
        exchange.reseal(seal.seal(exchange.id, stored), terms.obligations().retainUntil(part.at()));
        each.decide(Waiting.APPROVED);
        tell(part, acting);
        answer.set("records", approved.get("records"));
        return logged;
    }

    private Decision.Permitted decidedAnew(ExchangePart part) {
        var question = part.question();
        var decision =
                agreements
                        .inForce()
                        .decide(
                                question.terms().to(part.issuer()),
                                types.shapeOf(question.type()),
                                part.at());
        return decision.onceApproved()
                .orElseThrow(
                        () ->
                                Problem.of(
                                                ExchangeProblem.APPROVAL_NOT_PERMITTED,
                                                "What is in force now permits nothing of what was asked.")
                                        .with("decision", decision.toJson()));
    }

    private static void replace(ArrayNode answers, ObjectNode approved) {
        for (int i = 0; i < answers.size(); i++) {
            var waited = (ObjectNode) answers.get(i);
            if (waited.get("issuer").equals(approved.get("issuer"))) {
                answers.set(i, Answers.approved(approved, waited));
            }
        }
    }

    /** The asker hears of it at {@code decideBy}, as if there had been no record. */
    private Evidence.Logged refuse(
            Waiting each,
            ObjectNode stored,
            ExchangePart part,
            Acting acting,
            JsonNode reasonCode) {
        var asked = ofIssuer(stored, part.issuer()).get("decision");
        var decision = Json.object();
        decision.put("outcome", "refused");
        copy(asked, decision, "agreement", "version");
        decision.set("clause", Objects.requireNonNull(asked.get("approval")).get(0));
        decision.set("reasonCode", reasonCode);
        acting.through().ifPresent(through -> through.addTo(decision));
        each.decide(Waiting.REFUSED);
        return evidence.refusal(part, decision, acting.through());
    }

    private void tell(ExchangePart part, Acting acting) {
        var notice = decidedNotice(part.exchange(), part.issuer());
        acting.through().ifPresent(through -> through.addTo(notice));
        var about = new TreeMap<String, ObjectNode>();
        about.put(part.asker(), notice);
        notices.emit(
                Notice.EXCHANGE_DECIDED,
                part.at(),
                part.issuer(),
                Notice.NO_RECORD,
                Set.of(part.question().terms().type()),
                about);
    }

    /** Alike, whatever became of it; only an approval, which the asker sees at once, says more. */
    static ObjectNode decidedNotice(UUID exchange, String issuer) {
        return Json.object().put("exchange", exchange.toString()).put("issuer", issuer);
    }
}
