package comity.agreements;

import comity.agreements.decision.AgreementId;
import comity.agreements.decision.InForce;
import comity.agreements.decision.Terms;
import comity.kernel.Ids;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import comity.kernel.Times;
import comity.kernel.persistence.AfterCommit;
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
        this.epochs = new Epochs(database, afterCommit);
        this.drafts =
                new Drafts(
                        database,
                        kept,
                        schemas,
                        () ->
                                new TermsRules(
                                        schemas,
                                        epochs.classesAt(clock.instant()),
                                        code -> parties.entity(code).isPresent()),
                        clock,
                        ids);
        this.acts =
                new Acts(
                        database, kept, drafts, epochs, schemas, parties, ledger, receipts,
                        observers, clock);
        this.clock = clock;
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
        var viewers = KeptAgreements.by(kept.parties(entity, ids), party -> party.agreement);
        var texts = KeptAgreements.by(kept.texts(ids), text -> text.agreement);
        var done = KeptAgreements.by(kept.acts(ids), act -> act.agreement);
        var at = Times.now(clock);
        return page.map(
                each ->
                        document(
                                        viewers.getOrDefault(each.id, List.of()).get(0),
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

    private static AgreementDocument document(
            Party viewer, Agreement agreement, List<AgreementText> texts, List<Act> acts) {
        return new AgreementDocument(
                agreement,
                viewer.isEligible() ? texts.stream().filter(AgreementText::isOpen).toList() : texts,
                acts);
    }

    /**
     * One of them, whole.
     *
     * @param version the one that is in force, or the latest, if empty
     * @throws Problem {@link KernelProblem#NOT_FOUND} alike if there is none and if it is another's
     */
    public ObjectNode agreement(String entity, AgreementId id, OptionalInt version) {
        var viewer = kept.party(entity, id);
        var ids = List.of(id.value());
        var at = Times.now(clock);
        var document =
                document(viewer, kept.agreement(id.value()), kept.texts(ids), kept.acts(ids));
        var text =
                version.isPresent() ? text(entity, id, version.getAsInt()) : document.current(at);
        return document.whole(text, entity, at);
    }

    /** A version that an entity may see. */
    private AgreementText text(String entity, AgreementId id, int version) {
        var viewer = kept.party(entity, id);
        return kept.texts(List.of(id.value())).stream()
                .filter(each -> each.version == version)
                .filter(each -> each.isOpen() || !viewer.isEligible())
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
        var viewer = kept.party(entity, id);
        int number =
                version.orElseGet(
                        () ->
                                kept.texts(List.of(id.value())).stream()
                                        .filter(each -> each.isOpen() || !viewer.isEligible())
                                        .mapToInt(each -> each.version)
                                        .max()
                                        .orElse(0));
        var text = text(entity, id, number);
        return epochs.inForce().supposing(text.id(), Terms.of(text.json()));
    }
}
