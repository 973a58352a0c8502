package comity.agreements;

import comity.agreements.comparison.Comparison;
import comity.agreements.decision.AgreementId;
import comity.agreements.decision.InForce;
import comity.agreements.decision.RecordShape;
import comity.agreements.decision.Terms;
import comity.agreements.paper.AgreementPaper;
import comity.agreements.template.Templates;
import comity.documents.Composition;
import comity.kernel.Ids;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import comity.kernel.Times;
import comity.kernel.persistence.AfterCommit;
import comity.kernel.persistence.Statements;
import comity.ledger.Ledger;
import comity.ledger.Receipts;
import comity.parties.Parties;
import comity.schema.Schemas;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The front door: drafts, acts on them, and what is in force. Every method joins the caller's
 * transaction, which must have begun.
 */
public final class Agreements {

    private final KeptAgreements kept;
    private final Drafts drafts;
    private final Acts acts;
    private final Epochs epochs;
    private final InstantSource clock;
    private final Schemas schemas;
    private final Parties parties;
    private final Templates templates;

    /**
     * @param observers asked for at each act, so that they may depend on what is made after this
     */
    public Agreements(
            EntityManager database,
            AfterCommit afterCommit,
            Schemas schemas,
            Parties parties,
            Ledger ledger,
            Receipts receipts,
            Iterable<AgreementObserver> observers,
            InstantSource clock,
            Ids ids) {
        this.kept = new KeptAgreements(database);
        this.schemas = schemas;
        this.parties = parties;
        this.templates = Templates.packaged(schemas);
        this.epochs = new Epochs(database, afterCommit);
        this.drafts = new Drafts(database, kept, schemas, this::rules, templates, clock, ids);
        this.acts =
                new Acts(
                        database, kept, drafts, epochs, schemas, parties, ledger, receipts,
                        observers, clock);
        this.clock = clock;
    }

    private TermsRules rules() {
        return new TermsRules(
                schemas,
                epochs.classesAt(clock.instant()),
                code -> parties.entity(code).isPresent());
    }

    /** The templates that the node carries. */
    public Templates templates() {
        return templates;
    }

    /**
     * Fills a template in, as a draft would have it. Nothing is kept.
     *
     * @param content {@code parameters}
     * @return {@code terms}, {@code termsDigest} and {@code prose} by language
     * @throws Problem {@link KernelProblem#NOT_FOUND} if there is no such template, {@link
     *     AgreementsProblem#PARAMETERS_REFUSED} naming each parameter that does not fit
     */
    public ObjectNode fill(String template, JsonNode content) {
        return new Fillings(schemas, templates, rules()).fill(template, content);
    }

    /**
     * Drafts an agreement on terms, version 1.
     *
     * @param entity the code of the party that drafts
     * @return {@code id}, {@code version}, {@code termsDigest}, {@code stage}
     * @throws Problem if the terms break their schema or the rules of docs/protocol.md, section 8,
     *     or do not name the entity as a party
     */
    public ObjectNode draft(String entity, JsonNode terms) {
        return drafts.draft(entity, terms);
    }

    /**
     * Drafts the next version of an agreement. The one before stays in force for each pair until
     * both have signed this one and its term has begun.
     *
     * @return as {@link #draft}
     * @throws Problem as {@link #draft}, or if another version is in preparation
     */
    public ObjectNode amend(String entity, AgreementId id, JsonNode terms) {
        return drafts.amend(entity, id, terms);
    }

    /**
     * Replaces the terms of a text that is not open for signature: it is a draft again.
     *
     * @param content {@code version}, {@code replaces} (the digest that was read), {@code terms}
     * @return as {@link #draft}
     * @throws Problem {@link AgreementsProblem#TEXT_CHANGED} if another revised it meanwhile
     */
    public ObjectNode revise(String entity, AgreementId id, JsonNode content) {
        return drafts.revise(entity, id, content);
    }

    /**
     * Sends a text to review, back to drafting, or opens it for signature.
     *
     * @param content {@code version}, {@code termsDigest}, {@code stage}
     * @return as {@link #draft}
     */
    public ObjectNode move(String entity, AgreementId id, JsonNode content) {
        return drafts.move(entity, id, content);
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
     *     about something else, was counted before, or cannot follow what was done before
     */
    public ObjectNode act(String entity, AgreementId id, String jws) {
        return acts.act(entity, id, jws);
    }

    /**
     * The entity's own agreements and those open to it, the oldest first.
     *
     * @param after the cursor of the page before
     * @throws Problem {@link KernelProblem#INVALID_REQUEST} if the cursor is none
     */
    public Page<ObjectNode> list(String entity, Optional<String> after) {
        var from = after.map(Agreements::cursor).orElse(new UUID(0, 0));
        var page =
                Page.of(
                        kept.visible(entity, from, Page.FETCH),
                        agreement -> agreement.id.toString());
        var ids = page.items().stream().map(each -> each.id).toList();
        var texts =
                KeptAgreements.by(
                        KeptAgreements.visibleTo(entity, kept.texts(ids)), text -> text.agreement);
        var done = KeptAgreements.by(kept.acts(ids), act -> act.agreement);
        var at = Times.now(clock);
        // One may have been revised since its row was read.
        var seen = page.items().stream().filter(each -> texts.containsKey(each.id)).toList();
        return new Page<>(seen, page.next())
                .map(
                        each ->
                                document(
                                                each,
                                                texts.getOrDefault(each.id, List.of()),
                                                done.getOrDefault(each.id, List.of()))
                                        .summary(at));
    }

    static UUID cursor(String text) {
        return AgreementId.parse(text)
                .orElseThrow(
                        () -> Problem.of(KernelProblem.INVALID_REQUEST, "'after' is no cursor."))
                .value();
    }

    /**
     * @param texts at least one
     * @param done on whatever version; what is not on these is left out unless it affects them
     */
    private static AgreementDocument document(
            Agreement agreement, List<AgreementText> texts, List<Act> done) {
        var versions = texts.stream().map(text -> text.version).collect(Collectors.toSet());
        return new AgreementDocument(
                agreement,
                texts,
                done.stream()
                        .filter(
                                act ->
                                        versions.contains(act.version)
                                                || act.kind().affectsEveryVersion())
                        .toList());
    }

    /**
     * One of them, whole.
     *
     * @param version the one that is in force, or the latest, if empty
     * @throws Problem {@link KernelProblem#NOT_FOUND} alike if there is none and if it is another's
     */
    public ObjectNode agreement(String entity, AgreementId id, OptionalInt version) {
        var texts = visible(entity, id);
        var at = Times.now(clock);
        var document = document(kept.agreement(id.value()), texts, kept.acts(List.of(id.value())));
        var text = version.isPresent() ? numbered(version.getAsInt(), texts) : document.current(at);
        return document.whole(text, entity, at);
    }

    /**
     * One version as people read it, ready to be printed.
     *
     * @param version as {@link #agreement}
     * @throws Problem as {@link #agreement}
     */
    public Composition paper(String entity, AgreementId id, OptionalInt version) {
        var texts = visible(entity, id);
        var done = kept.acts(List.of(id.value()));
        var text =
                version.isPresent()
                        ? numbered(version.getAsInt(), texts)
                        : document(kept.agreement(id.value()), texts, done)
                                .current(Times.now(clock));
        return AgreementPaper.of(Papers.facts(text, done, parties), templates);
    }

    /**
     * What another version changes: clause by clause, and in what would be disclosed.
     *
     * @param version the earlier of the two as the reader sees it
     * @return {@code agreement}, {@code before} and {@code after} (number and digest), and what
     *     {@link Comparison} says
     * @throws Problem {@link KernelProblem#NOT_FOUND} if the entity may not see one of the two
     */
    public ObjectNode comparison(String entity, AgreementId id, int version, int with) {
        var texts = visible(entity, id);
        var before = numbered(version, texts);
        var after = numbered(with, texts);
        var json = Json.object().put("agreement", id.toString());
        json.putObject("before").put("version", version).put("termsDigest", before.termsDigest);
        json.putObject("after").put("version", with).put("termsDigest", after.termsDigest);
        return json.setAll(
                Comparison.of(
                        before.json(),
                        after.json(),
                        schemas.recordTypes().stream().map(RecordShape::of).toList(),
                        epochs.classesAt(clock.instant()),
                        templates));
    }

    /** The versions that an entity may see: at least one, in their order. */
    private List<AgreementText> visible(String entity, AgreementId id) {
        var texts = KeptAgreements.visibleTo(entity, kept.texts(List.of(id.value())));
        if (texts.isEmpty()) {
            throw KeptAgreements.notFound();
        }
        return texts;
    }

    private static AgreementText numbered(int version, List<AgreementText> texts) {
        return texts.stream()
                .filter(each -> each.version == version)
                .findFirst()
                .orElseThrow(KeptAgreements::notFound);
    }

    /**
     * What is in force, as of the epoch read in the caller's transaction: every act takes effect on
     * the next request, on every node. Costs one small query while nothing changes.
     */
    public InForce inForce() {
        return epochs.inForce();
    }

    /**
     * What this node last knew to be in force, which may have changed since: nothing may be told or
     * done by it before {@link #epoch} was read in the caller's transaction and given to {@link
     * #inForce(long)}.
     */
    public InForce lastKnown() {
        return epochs.known();
    }

    /** The small query that {@link #inForce()} costs, to be sent together with another. */
    public Statements.Query<Long> epoch() {
        return epochs.asked();
    }

    /**
     * What is in force: what was last known, the very same, unless there was an act since.
     *
     * @param epoch as {@link #epoch} gave it in the caller's transaction
     */
    public InForce inForce(long epoch) {
        return epochs.inForce(epoch);
    }

    /**
     * Makes every node read anew, from its next request on, what decides. Acts, and whoever else
     * calls this, wait for the end of the transaction.
     */
    public void renew() {
        epochs.next();
    }

    /**
     * What would be in force if a version were signed by everyone whom its terms admit.
     *
     * @param version the latest that the entity may see, if empty
     * @throws Problem {@link KernelProblem#NOT_FOUND} if the entity may not see it
     */
    public InForce supposing(String entity, AgreementId id, OptionalInt version) {
        var texts = visible(entity, id);
        var text = numbered(version.orElse(texts.get(texts.size() - 1).version), texts);
        return epochs.inForce().supposing(text.id(), Terms.of(text.json()));
    }
}
