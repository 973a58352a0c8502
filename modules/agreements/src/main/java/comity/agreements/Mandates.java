package comity.agreements;

import comity.agreements.decision.AgreementId;
import comity.kernel.Ids;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import comity.kernel.Times;
import comity.ledger.Appended;
import comity.ledger.Entry;
import comity.ledger.EntryKind;
import comity.ledger.Ledger;
import comity.ledger.ReceiptClaims;
import comity.ledger.Receipts;
import comity.parties.Parties;
import comity.schema.Schemas;
import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.Jcs;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The front door of mandates: a client's signed word that a shared-service centre may act for it.
 * Every method joins the caller's transaction. Nothing is kept in memory: a revocation counts on
 * the next request, on every node. A mandate cannot be passed on: only the client's own key grants.
 * Source: docs/protocol.md, section 8.
 */
public final class Mandates {

    private final EntityManager database;
    private final MandateRules rules;
    private final Schemas schemas;
    private final Parties parties;
    private final Ledger ledger;
    private final Receipts receipts;
    private final InstantSource clock;
    private final Ids ids;

    public Mandates(
            EntityManager database,
            Schemas schemas,
            Parties parties,
            Ledger ledger,
            Receipts receipts,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.rules = new MandateRules(schemas, parties);
        this.schemas = schemas;
        this.parties = parties;
        this.ledger = ledger;
        this.receipts = receipts;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Drafts a mandate. It lets nobody do anything until the client grants it.
     *
     * @param entity the client or the centre
     * @return {@code id}, {@code termsDigest}
     * @throws Problem if the terms break their schema or a rule, or name neither as the entity
     */
    public ObjectNode draft(String entity, JsonNode terms) {
        rules.require(entity, terms);
        var mandate = new Mandate();
        mandate.id = ids.next();
        mandate.client = terms.required("client").stringValue();
        mandate.centre = terms.required("centre").stringValue();
        mandate.draftedAt = Times.now(clock);
        mandate.state = Mandate.DRAFT;
        mandate.terms = new String(Json.write(terms), StandardCharsets.UTF_8);
        mandate.termsDigest = digest(terms);
        database.persist(mandate);
        database.flush();
        return Json.object()
                .put("id", mandate.id.toString())
                .put("termsDigest", mandate.termsDigest);
    }

    private static String digest(JsonNode terms) {
        return Base64Url.encode(Digests.sha256(Jcs.canonical(terms)));
    }

    /**
     * The digest that a draft of these terms would have. Nothing is kept.
     *
     * @throws Problem as {@link #draft}
     */
    public String rehearse(String entity, JsonNode terms) {
        rules.require(entity, terms);
        return digest(terms);
    }

    /**
     * Accepts the client's signed grant or revocation. A revoked mandate is not granted again.
     *
     * @return {@code id}, {@code act}, {@code entity}, {@code state}, {@code receipt}, {@code
     *     entry}, {@code opening}
     * @throws Problem if there is no such mandate of the entity's, or the act does not verify, is
     *     about something else, was counted before, or cannot follow what was done before
     */
    public ObjectNode act(String entity, AgreementId id, String jws) {
        var mandate = visible(entity, id);
        var at = Times.now(clock);
        var act = VerifiedAct.verify(jws, entity, schemas.schema("mandate-act/1"), parties, at);
        requireAbout(mandate, act);
        database.refresh(mandate, LockModeType.PESSIMISTIC_WRITE);
        if (database.find(MandateDeed.class, new Act.Key(entity, act.jti())) != null) {
            throw Problem.of(AgreementsProblem.ACT_REPEATED, "The jti was counted before.");
        }
        var kind = act.payload().required("act").stringValue();
        mandate.moveTo(stateAfter(mandate, kind));
        var appended = log(act, at);
        keep(act, kind, mandate, at, appended);
        database.flush();
        return answer(mandate, kind, appended);
    }

    private Mandate visible(String entity, AgreementId id) {
        var mandate = database.find(Mandate.class, id.value());
        if (mandate == null || !(mandate.client.equals(entity) || mandate.centre.equals(entity))) {
            throw Problem.of(KernelProblem.NOT_FOUND, "There is no such mandate.");
        }
        return mandate;
    }

    private static void requireAbout(Mandate mandate, VerifiedAct act) {
        var payload = act.payload();
        var elsewhere = new ArrayList<Problem.Violation>();
        if (!payload.required("mandate").stringValue().equals(mandate.id.toString())) {
            elsewhere.add(new Problem.Violation("/mandate", "is not the mandate addressed"));
        }
        if (!payload.required("termsDigest").stringValue().equals(mandate.termsDigest)) {
            elsewhere.add(new Problem.Violation("/termsDigest", "is not the digest of the terms"));
        }
        if (!act.entity().equals(mandate.client)) {
            elsewhere.add(new Problem.Violation("/entity", "is not the client"));
        }
        if (!elsewhere.isEmpty()) {
            throw Problem.of(AgreementsProblem.ACT_ELSEWHERE, "The act is about something else.")
                    .withViolations(List.copyOf(elsewhere));
        }
    }

    private static String stateAfter(Mandate mandate, String kind) {
        boolean grants = kind.equals("grant");
        if (!mandate.state.equals(grants ? Mandate.DRAFT : Mandate.GRANTED)) {
            throw Problem.of(
                    AgreementsProblem.ACT_UNTIMELY, "The mandate is %s.".formatted(mandate.state));
        }
        return grants ? Mandate.GRANTED : Mandate.REVOKED;
    }

    private Appended log(VerifiedAct act, Instant at) {
        var values = new LinkedHashMap<String, JsonNode>();
        for (var name : List.of("mandate", "termsDigest", "act", "entity", "signatory")) {
            values.put(name, act.payload().required(name));
        }
        values.put("jws", JsonNodeFactory.instance.stringNode(act.jws()));
        return ledger.append(Entry.committed(EntryKind.ACT, at, values));
    }

    private void keep(
            VerifiedAct act, String kind, Mandate mandate, Instant at, Appended appended) {
        var deed = new MandateDeed();
        deed.entity = act.entity();
        deed.jti = act.jti();
        deed.mandate = mandate.id;
        deed.act = kind;
        deed.at = at;
        deed.jws = act.jws();
        deed.leaf = appended.leaf();
        database.persist(deed);
    }

    private ObjectNode answer(Mandate mandate, String kind, Appended appended) {
        var json = Json.object();
        json.put("id", mandate.id.toString());
        json.put("act", kind);
        json.put("entity", mandate.client);
        json.put("state", mandate.state);
        json.put(
                "receipt",
                receipts.sign(ReceiptClaims.of(appended).about(mandate.id).asker(mandate.client)));
        json.set("entry", appended.entry());
        json.set("opening", appended.opening().toJson());
        return json;
    }

    /**
     * Those of an entity, as client or as centre, the oldest first.
     *
     * @param after the cursor of the page before
     * @throws Problem {@link KernelProblem#INVALID_REQUEST} if the cursor is none
     */
    public Page<ObjectNode> list(String entity, Optional<String> after) {
        var from = after.map(Agreements::cursor).orElse(new UUID(0, 0));
        var found =
                database.createQuery(
                                "select m from Mandate m where (m.client = :entity or m.centre ="
                                        + " :entity) and m.id > :after order by m.id",
                                Mandate.class)
                        .setParameter("entity", entity)
                        .setParameter("after", from)
                        .setMaxResults(Page.FETCH)
                        .getResultList();
        return Page.of(found, mandate -> mandate.id.toString()).map(Mandates::line);
    }

    private static ObjectNode line(Mandate mandate) {
        var line = Json.object();
        line.put("id", mandate.id.toString());
        line.put("termsDigest", mandate.termsDigest);
        line.put("state", mandate.state);
        line.put("draftedAt", mandate.draftedAt.toString());
        line.set("terms", mandate.json());
        return line;
    }

    /**
     * One of them.
     *
     * @return a line of the list with {@code acts}: {@code act}, {@code entity}, {@code at}, {@code
     *     jws}, {@code leaf}, the oldest first
     * @throws Problem {@link KernelProblem#NOT_FOUND} alike if there is none and if it is another's
     */
    public ObjectNode mandate(String entity, AgreementId id) {
        var mandate = visible(entity, id);
        var whole = line(mandate);
        var acts = whole.putArray("acts");
        // A mandate is granted once and revoked once: in one instant, in the order of the words.
        var deeds =
                database.createQuery(
                                "select d from MandateDeed d where d.mandate = :mandate"
                                        + " order by d.at, d.act",
                                MandateDeed.class)
                        .setParameter("mandate", mandate.id)
                        .getResultList();
        for (var deed : deeds) {
            acts.addObject()
                    .put("act", deed.act)
                    .put("entity", deed.entity)
                    .put("at", deed.at.toString())
                    .put("jws", deed.jws)
                    .put("leaf", deed.leaf);
        }
        return whole;
    }

    /**
     * The mandate under which a centre may act for a client: the oldest that covers the act, as the
     * caller's transaction sees it. Empty if there is none.
     *
     * @param type the record type's name, without its version
     */
    public Optional<UUID> covering(
            String centre, String client, MandatedAct act, String type, Instant at) {
        return granted(centre, client).stream()
                .filter(mandate -> mandate.covers(act, type, at))
                .map(mandate -> mandate.id)
                .findFirst();
    }

    /**
     * Whether this very mandate lets a centre do this for a client, as the caller's transaction
     * sees it.
     */
    public boolean covers(
            UUID id, String centre, String client, MandatedAct act, String type, Instant at) {
        return granted(centre, client).stream()
                .anyMatch(mandate -> mandate.id.equals(id) && mandate.covers(act, type, at));
    }

    /** The record types with which a client lets a centre do this; empty if there is none. */
    public Set<String> types(String centre, String client, MandatedAct act, Instant at) {
        return granted(centre, client).stream()
                .filter(mandate -> mandate.covers(act, at))
                .flatMap(Mandate::types)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What shows to anyone that a client let a centre act: {@code terms}, and {@code grant}, the
     * client's signed act over their digest.
     *
     * @param id of a mandate that was granted
     */
    public ObjectNode deed(UUID id) {
        var mandate = database.find(Mandate.class, id);
        var grant =
                database.createQuery(
                                "select d.jws from MandateDeed d where d.mandate = :mandate"
                                        + " and d.act = 'grant'",
                                String.class)
                        .setParameter("mandate", id)
                        .getSingleResult();
        var deed = Json.object();
        deed.set("terms", mandate.json());
        return deed.put("grant", grant);
    }

    private List<Mandate> granted(String centre, String client) {
        return database.createQuery(
                        "select m from Mandate m where m.centre = :centre and m.client = :client"
                                + " and m.state = :granted order by m.id",
                        Mandate.class)
                .setParameter("centre", centre)
                .setParameter("client", client)
                .setParameter("granted", Mandate.GRANTED)
                .getResultList();
    }
}
