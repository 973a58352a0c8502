package comity.agreements;

import comity.agreements.decision.AgreementId;
import comity.agreements.decision.InForce;
import comity.agreements.decision.Terms;
import comity.kernel.Ids;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import comity.kernel.Times;
import comity.kernel.persistence.AfterCommit;
import comity.ledger.Appended;
import comity.ledger.Entry;
import comity.ledger.EntryKind;
import comity.ledger.Ledger;
import comity.ledger.ReceiptClaims;
import comity.ledger.Receipts;
import comity.parties.Parties;
import comity.schema.Schemas;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The front door: drafts, acts on them, and what is in force. Every method joins the caller's
 * transaction, which must have begun.
 */
public final class Agreements {

    private final EntityManager database;
    private final Schemas schemas;
    private final Parties parties;
    private final Ledger ledger;
    private final Receipts receipts;
    private final InstantSource clock;
    private final Ids ids;
    private final Epochs epochs;

    public Agreements(
            EntityManager database,
            AfterCommit afterCommit,
            Schemas schemas,
            Parties parties,
            Ledger ledger,
            Receipts receipts,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.schemas = schemas;
        this.parties = parties;
        this.ledger = ledger;
        this.receipts = receipts;
        this.clock = clock;
        this.ids = ids;
        this.epochs = new Epochs(database, afterCommit);
    }

    /**
     * Drafts an agreement on terms, version 1.
     *
     * @param entity the code of the party that drafts
     * @return {@code id}, {@code version}, {@code termsDigest}
     * @throws Problem if the terms break their schema or the rules of docs/protocol.md, section 8,
     *     or do not name the entity as a party
     */
    public ObjectNode draft(String entity, JsonNode json) {
        schemas.schema("agreement-terms/1").requireValid(json);
        var terms = Terms.of(json);
        if (!terms.parties().contains(entity)) {
            throw Problem.of(
                    AgreementsProblem.NOT_A_PARTY, entity + " is no party of these terms.");
        }
        var violations = rules().violations(terms);
        if (!violations.isEmpty()) {
            throw Problem.of(AgreementsProblem.TERMS_REFUSED, "The terms break a rule.")
                    .withViolations(violations);
        }
        var agreement = new Agreement();
        agreement.id = ids.next();
        agreement.version = 1;
        agreement.drafter = entity;
        agreement.draftedAt = Times.now(clock);
        agreement.terms = new String(Json.write(json), StandardCharsets.UTF_8);
        agreement.termsDigest = terms.digest();
        database.persist(agreement);
        database.flush();
        for (var code : terms.parties()) {
            var party = new Party();
            party.entity = code;
            party.agreement = agreement.id;
            database.persist(party);
        }
        return Json.object()
                .put("id", agreement.id.toString())
                .put("version", agreement.version)
                .put("termsDigest", agreement.termsDigest);
    }

    private TermsRules rules() {
        return new TermsRules(schemas, epochs.classes(), code -> parties.entity(code).isPresent());
    }

    /**
     * Accepts a party's signed act. It takes effect with the transaction: on the next request, on
     * every node.
     *
     * @param entity the code of the entity that hands it in, which must be the one that acts
     * @param jws compact, {@code typ} {@code comity-act+jwt}
     * @return {@code id}, {@code version}, {@code act}, {@code entity}, {@code state}, {@code
     *     receipt}, {@code entry}, {@code opening}
     * @throws Problem if there is no such agreement of the entity's, or the act does not verify, is
     *     about something else, was counted before, or is not available yet
     */
    public ObjectNode act(String entity, AgreementId id, String jws) {
        var at = Times.now(clock);
        var agreement = own(entity, id);
        var act = VerifiedAct.verify(jws, entity, schemas.schema("act/1"), parties, at);
        act.requireSigns(agreement);
        // From here on acts wait for each other, so that each sees what the others did.
        long epoch = epochs.next();
        requireNew(act, agreement);
        var document = AgreementDocument.of(agreement, List.of());
        var missing = rules().unpermittedIdentities(document.terms());
        if (!missing.isEmpty()) {
            throw Problem.of(
                            AgreementsProblem.IDENTITY_NOT_PERMITTED,
                            "The terms do not permit what identifies a record.")
                    .withViolations(missing);
        }
        var appended = log(act, at);
        keep(act, agreement, at, appended);
        agreement.epoch = epoch;
        database.flush();
        return answer(act, agreement, appended, at);
    }

    private void requireNew(VerifiedAct act, Agreement agreement) {
        if (database.find(Act.class, new Act.Key(act.entity(), act.jti())) != null) {
            throw Problem.of(AgreementsProblem.ACT_REPEATED, "The jti was counted before.");
        }
        if (acts(List.of(agreement.id)).stream()
                .anyMatch(
                        earlier ->
                                earlier.entity.equals(act.entity())
                                        && earlier.act.equals(act.kind())
                                        && earlier.version == agreement.version)) {
            throw Problem.of(
                    AgreementsProblem.ALREADY_SIGNED,
                    "%s has signed version %d.".formatted(act.entity(), agreement.version));
        }
    }

    private Appended log(VerifiedAct act, Instant at) {
        var values = new LinkedHashMap<String, JsonNode>();
        for (var name :
                List.of("agreement", "version", "termsDigest", "act", "entity", "signatory")) {
            values.put(name, act.payload().required(name));
        }
        values.put("jws", JsonNodeFactory.instance.stringNode(act.jws()));
        return ledger.append(Entry.committed(EntryKind.ACT, at, values));
    }

    private void keep(VerifiedAct act, Agreement agreement, Instant at, Appended appended) {
        var row = new Act();
        row.entity = act.entity();
        row.jti = act.jti();
        row.agreement = agreement.id;
        row.version = agreement.version;
        row.act = act.kind();
        row.at = at;
        row.jws = act.jws();
        row.leaf = appended.leaf();
        database.persist(row);
    }

    private ObjectNode answer(VerifiedAct act, Agreement agreement, Appended appended, Instant at) {
        var state =
                AgreementDocument.of(agreement, acts(List.of(agreement.id)))
                        .summary(at)
                        .required("state");
        var json = Json.object();
        json.put("id", agreement.id.toString());
        json.put("version", agreement.version);
        json.put("act", act.kind());
        json.put("entity", act.entity());
        json.set("state", state);
        json.put(
                "receipt",
                receipts.sign(
                        ReceiptClaims.of(appended)
                                .about(agreement.id)
                                .asker(act.entity())
                                .under(agreement.id, agreement.version, agreement.termsDigest)));
        json.set("entry", appended.entry());
        json.set("opening", appended.opening().toJson());
        return json;
    }

    /**
     * The entity's own agreements, the oldest first.
     *
     * @param after the cursor of the page before
     * @throws Problem {@link KernelProblem#INVALID_REQUEST} if the cursor is none
     */
    public Page<ObjectNode> list(String entity, Optional<String> after) {
        var from =
                after.map(
                                cursor ->
                                        AgreementId.parse(cursor)
                                                .orElseThrow(
                                                        () ->
                                                                Problem.of(
                                                                        KernelProblem
                                                                                .INVALID_REQUEST,
                                                                        "'after' is no cursor.")))
                        .map(AgreementId::value)
                        .orElse(new UUID(0, 0));
        var found =
                database.createQuery(
                                "select a from Party p, Agreement a where p.entity = :entity and"
                                        + " p.agreement > :from and a.id = p.agreement"
                                        + " order by p.agreement",
                                Agreement.class)
                        .setParameter("entity", entity)
                        .setParameter("from", from)
                        .setMaxResults(Page.LIMIT + 1)
                        .getResultList();
        var page = found.subList(0, Math.min(found.size(), Page.LIMIT));
        var acts = actsByAgreement(page);
        var at = Times.now(clock);
        return new Page<>(
                page.stream()
                        .map(
                                each ->
                                        AgreementDocument.of(
                                                        each, acts.getOrDefault(each.id, List.of()))
                                                .summary(at))
                        .toList(),
                found.size() > Page.LIMIT
                        ? Optional.of(page.get(Page.LIMIT - 1).id.toString())
                        : Optional.empty());
    }

    /**
     * One of the entity's own agreements, whole.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND} alike if there is none and if it is another's
     */
    public ObjectNode agreement(String entity, AgreementId id) {
        var agreement = own(entity, id);
        return AgreementDocument.of(agreement, acts(List.of(agreement.id))).whole(Times.now(clock));
    }

    private Agreement own(String entity, AgreementId id) {
        var party = database.find(Party.class, new Party.Key(entity, id.value()));
        var agreement = party == null ? null : database.find(Agreement.class, id.value());
        if (agreement == null) {
            throw Problem.of(KernelProblem.NOT_FOUND, "There is no such agreement.");
        }
        return agreement;
    }

    private Map<UUID, List<Act>> actsByAgreement(List<Agreement> agreements) {
        var byAgreement = new LinkedHashMap<UUID, List<Act>>();
        if (!agreements.isEmpty()) {
            for (var act : acts(agreements.stream().map(each -> each.id).toList())) {
                byAgreement.computeIfAbsent(act.agreement, any -> new ArrayList<>()).add(act);
            }
        }
        return byAgreement;
    }

    private List<Act> acts(List<UUID> agreements) {
        return database.createQuery(
                        "select a from Act a where a.agreement in :agreements order by a.at, a.jti",
                        Act.class)
                .setParameter("agreements", agreements)
                .getResultList();
    }

    /**
     * What is in force, as of the epoch read in the caller's transaction: every act takes effect on
     * the next request, on every node. Costs one small query while nothing changes.
     */
    public InForce inForce() {
        return epochs.inForce();
    }
}
