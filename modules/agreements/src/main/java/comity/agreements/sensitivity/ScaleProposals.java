package comity.agreements.sensitivity;

import comity.kernel.Ids;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import comity.kernel.Times;
import comity.ledger.Ledger;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * The front door of proposals to change the sensitivity classes. Every method joins the caller's
 * transaction. Which roles may propose, see and approve is for the caller to say; that a second
 * person approves is kept here. Source: docs/agreements.md, "Sensitivity classes".
 */
public final class ScaleProposals {

    /** The longest reason, in UTF-16 units. */
    public static final int LONGEST_REASON = 2_000;

    private static final UUID FIRST = new UUID(0, 0);

    private final EntityManager database;
    private final KeptScales kept;
    private final Scales scales;
    private final ScaleLog log;
    private final Runnable renew;
    private final InstantSource clock;
    private final Ids ids;

    /**
     * @param renew makes every node read anew what decides; others who call it wait for the end of
     *     the transaction
     */
    public ScaleProposals(
            EntityManager database,
            Scales scales,
            Ledger ledger,
            Runnable renew,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.kept = new KeptScales(database);
        this.scales = scales;
        this.log = new ScaleLog(ledger);
        this.renew = renew;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Proposes a change of the latest version. To undo a change, propose the scale of the version
     * before it.
     *
     * @param person the id of who proposes
     * @param reason one text, for people
     * @param takesEffect ahead; on approval, if empty
     * @throws Problem {@link KernelProblem#INVALID_CONTENT} if the scale breaks its schema or a
     *     rule ({@code errors} point into its document) or changes nothing ({@code ""}), or the
     *     reason ({@code /reason}) or the time ({@code /takesEffect}) is none
     */
    public Proposal propose(
            UUID person, Scale scale, String reason, Optional<Instant> takesEffect) {
        scales.requireValid(scale);
        var at = Times.now(clock);
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Problem.of(KernelProblem.INVALID_CONTENT, "The proposal has no reason.")
                    .at("/reason", "is empty, or longer than " + LONGEST_REASON);
        }
        if (takesEffect.isPresent() && !takesEffect.get().isAfter(at)) {
            throw Problem.of(KernelProblem.INVALID_CONTENT, "Nothing takes effect in the past.")
                    .at("/takesEffect", "is not ahead");
        }
        var latest = scales.latest();
        if (latest.scale().equals(scale)) {
            throw Problem.of(KernelProblem.INVALID_CONTENT, "The proposal changes nothing.")
                    .at("", "is what version %d says".formatted(latest.number()));
        }
        var row = new ProposalRow();
        row.id = ids.next();
        row.base = latest.number();
        row.document = scale.text();
        row.reason = reason;
        row.takesEffect =
                takesEffect
                        .map(stated -> stated.truncatedTo(ChronoUnit.MICROS))
                        .orElse(ProposalRow.NEVER);
        row.proposer = person;
        row.proposedAt = at;
        row.state = Proposal.State.WAITING.code();
        row.decider = ProposalRow.NOBODY;
        row.decidedAt = ProposalRow.NEVER;
        row.impact = "{}";
        database.persist(row);
        database.flush();
        return row.value();
    }

    /**
     * The proposals, the oldest first.
     *
     * @param after the cursor of the page before
     * @throws Problem {@link KernelProblem#INVALID_REQUEST} if the cursor is none
     */
    public Page<Proposal> list(Optional<String> after) {
        var found =
                database.createQuery(
                                "select p from ProposalRow p where p.id > :after order by p.id",
                                ProposalRow.class)
                        .setParameter("after", after.map(ScaleProposals::cursor).orElse(FIRST))
                        .setMaxResults(Page.FETCH)
                        .getResultList();
        return Page.of(found, row -> row.id.toString()).map(ProposalRow::value);
    }

    /** How many wait for somebody's approval. */
    public long waiting() {
        return database.createQuery(
                        "select count(p) from ProposalRow p where p.state = :waiting", Long.class)
                .setParameter("waiting", Proposal.State.WAITING.code())
                .getSingleResult();
    }

    private static UUID cursor(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw Problem.of(KernelProblem.INVALID_REQUEST, "'after' is no cursor.");
        }
    }

    /**
     * A proposal.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND} if there is none
     */
    public Proposal proposal(UUID id) {
        return row(id).value();
    }

    private ProposalRow row(UUID id) {
        var row = database.find(ProposalRow.class, id);
        if (row == null) {
            throw Problem.of(KernelProblem.NOT_FOUND, "There is no such proposal.");
        }
        return row;
    }

    /**
     * What a proposal would do, as things stand now: for whoever is to approve it.
     *
     * @param viewer whose own agreements and records may be counted and shown
     * @throws Problem {@link KernelProblem#NOT_FOUND} if there is none
     */
    public Impact impact(UUID id, Viewer viewer) {
        var row = row(id);
        return scales.impact(kept.version(row.base).scale(), row.scale(), row.statedTime(), viewer);
    }

    /**
     * What a proposal did, as it was counted over the whole node when it was approved; {@code {}}
     * before. For who runs the node, nobody else.
     */
    public ObjectNode impactAtApproval(UUID id) {
        return (ObjectNode) Json.read(row(id).impactBytes());
    }

    /**
     * Approves a proposal: it becomes the next version and takes effect at its stated time, or at
     * once; until then the one before counts. Logged in the same transaction.
     *
     * @param person the id of who approves
     * @throws Problem {@link KernelProblem#NOT_FOUND} if there is none
     */
    public Approval approve(UUID id, UUID person) {
        // From here on changes and acts wait for each other, so that each sees what the others did.
        renew.run();
        var row = row(id);
        database.refresh(row, LockModeType.PESSIMISTIC_WRITE);
        var at = Times.now(clock);
        var hindrance = hindrance(row, person, at);
        if (hindrance.isPresent()) {
            return new Approval.Hindered(hindrance.get());
        }
        var impact = impact(id, Viewer.NODE).toJson();
        var scale = row.scale();
        var version = new ScaleRow();
        version.version = row.base + 1;
        version.takesEffect = row.statedTime().orElse(at);
        version.document = row.document;
        version.proposal = row.id;
        version.approvedAt = at;
        var appended = log.approved(version, scale, row.proposer, person, impact, at);
        version.leaf = appended.leaf();
        version.opening = Json.text(appended.opening().toJson());
        kept.add(version);
        row.decide(Proposal.State.APPROVED, person, at, Json.text(impact));
        database.flush();
        // Once more: what this transaction read for the impact was read before it wrote, and a node
        // keeps what it read.
        renew.run();
        return new Approval.Taken(version.value());
    }

    private Optional<Approval.Hindrance> hindrance(ProposalRow row, UUID person, Instant at) {
        if (!row.isWaiting()) {
            return Optional.of(Approval.Hindrance.DECIDED);
        }
        if (row.base != kept.latest()) {
            return Optional.of(Approval.Hindrance.OVERTAKEN);
        }
        if (row.statedTime().filter(stated -> !stated.isAfter(at)).isPresent()) {
            return Optional.of(Approval.Hindrance.TIME_PASSED);
        }
        if (!scales.isValid(row.scale())) {
            return Optional.of(Approval.Hindrance.AGAINST_THE_RULES);
        }
        if (person.equals(row.proposer)
                && scales.needsSecondPerson(kept.version(row.base).scale(), row.scale())) {
            return Optional.of(Approval.Hindrance.SECOND_PERSON_NEEDED);
        }
        return Optional.empty();
    }

    /**
     * Takes a proposal back, or declines it.
     *
     * @param person the id of the proposer, or of another
     * @return whether it was waiting; if not, nothing changes
     * @throws Problem {@link KernelProblem#NOT_FOUND} if there is none
     */
    public boolean close(UUID id, UUID person) {
        var row = row(id);
        database.refresh(row, LockModeType.PESSIMISTIC_WRITE);
        if (!row.isWaiting()) {
            return false;
        }
        row.decide(Proposal.State.CLOSED, person, Times.now(clock), row.impact);
        database.flush();
        return true;
    }
}
