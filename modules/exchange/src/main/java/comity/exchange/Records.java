package comity.exchange;

import comity.exchange.notice.Notice;
import comity.exchange.notice.Notices;
import comity.exchange.status.StatusLists;
import comity.kernel.Ids;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import comity.kernel.Times;
import comity.kernel.persistence.DatabaseFailure;
import comity.parties.Answer;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The front door of records: publishing them and changing their status. Every method joins the
 * caller's transaction. Source: docs/protocol.md, section 3.
 */
public final class Records {

    /** After so many, only a final status is left. Source: docs/protocol.md, section 3. */
    static final int MOST_CHANGES = 100;

    private final EntityManager database;
    private final NodeSigning signing;
    private final Publications publications;
    private final SealedRecords sealed;
    private final SubjectSearch subjects;
    private final HeldCopies copies;
    private final StatusLists statusLists;
    private final Notices notices;
    private final Evidence evidence;
    private final ExchangeSeal seal;
    private final InstantSource clock;
    private final Ids ids;

    Records(
            EntityManager database,
            NodeSigning signing,
            Publications publications,
            SealedRecords sealed,
            SubjectSearch subjects,
            HeldCopies copies,
            StatusLists statusLists,
            Notices notices,
            Evidence evidence,
            ExchangeSeal seal,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.signing = signing;
        this.publications = publications;
        this.sealed = sealed;
        this.subjects = subjects;
        this.copies = copies;
        this.statusLists = statusLists;
        this.notices = notices;
        this.evidence = evidence;
        this.seal = seal;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Publishes a record.
     *
     * @param issuer the entity that publishes, which must be the one that signed it, or the one
     *     whose record key the node keeps
     * @param body valid under the schema {@code record-publication}
     * @return 201 with {@code id}, {@code receipt}, {@code entry}, {@code opening}
     * @throws Problem if the record is not one that this node takes; nothing is stored then
     */
    public Answer publish(String issuer, JsonNode body) {
        Mandated.refuse(body);
        var at = Times.now(clock);
        var sdJwt = body.get("sdJwt");
        var publication =
                sdJwt == null
                        ? publications.verify(
                                issuer, signing.sign(issuer, body, at), "/content", at)
                        : publications.verify(issuer, sdJwt.stringValue(), "/sdJwt", at);
        if (find(issuer, publication.id(), LockModeType.NONE).isPresent()) {
            throw known();
        }
        var logged = evidence.publication(publication, at);

        var record = new PublishedRecord();
        record.id = publication.id();
        record.issuer = issuer;
        record.type = publication.type().schema().name();
        record.status = RecordStatus.VALID.code();
        record.list = statusLists.listOf(publication.place());
        record.place = publication.place().index();
        record.publishedAt = at;
        record.notBefore = publication.sdJwt().claims().notBefore().orElse(Instant.EPOCH);
        record.expiresAt = publication.sdJwt().claims().expiresAt().orElse(PublishedRecord.NEVER);
        record.sealed = sealed.seal(publication, logged);
        insert(record);
        statusLists.assign(issuer, publication.place(), publication.id());
        subjects.enter(record, publication.type().identifiersOf(publication.sdJwt().content()));

        var answer = Json.object().put("id", record.id.toString());
        return Answer.of(201, logged.addTo(answer))
                .withHeader("Location", "/api/v1/records/" + record.id)
                .withReference(record.id);
    }

    /** Another publication of this id may have begun and not ended: the database lets one be. */
    private void insert(PublishedRecord record) {
        database.persist(record);
        try {
            database.flush();
        } catch (PersistenceException failure) {
            throw DatabaseFailure.isDuplicate(failure) ? known() : failure;
        }
    }

    private static Problem known() {
        return Problem.of(
                        ExchangeProblem.RECORD_KNOWN,
                        "The issuer published a record with this `jti` before.")
                .at("/sdJwt", "the claim jti");
    }

    /**
     * An issuer's own records of a type (or of all), in the order in which their publication began,
     * whatever id their issuer gave them. It is no feed: a publication that began before a cursor
     * was given and ended after it may stand before that cursor.
     *
     * @throws Problem {@link KernelProblem#INVALID_REQUEST} if the cursor is not one of the list,
     *     or the type is empty
     */
    public Page<ObjectNode> list(String issuer, Optional<String> type, Optional<String> after) {
        if (type.filter(String::isEmpty).isPresent()) {
            throw Problem.of(
                    KernelProblem.INVALID_REQUEST,
                    "The parameter 'type' is the name of a record type.");
        }
        var from = after.map(RecordCursor::parse).orElse(RecordCursor.BEGINNING);
        var found =
                database.createQuery(
                                "select r from PublishedRecord r where r.issuer = :issuer and"
                                        + " r.publishedAt >= :at and (r.publishedAt > :at or r.id > :id) and"
                                        + " (:type = '' or r.type = :type) order by r.publishedAt, r.id",
                                PublishedRecord.class)
                        .setParameter("issuer", issuer)
                        .setParameter("at", from.publishedAt())
                        .setParameter("id", from.id())
                        .setParameter("type", type.orElse(""))
                        .setMaxResults(Page.FETCH)
                        .getResultList();
        return Page.of(found, record -> RecordCursor.after(record).toString())
                .map(Records::summary);
    }

    /**
     * One of an issuer's own records whole, with who was told of its changes and who has
     * acknowledged.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND} alike if there is none and if it is another's
     */
    public ObjectNode record(String issuer, UUID id) {
        var record = own(issuer, id, LockModeType.NONE);
        var view = summary(record);
        view.setAll(sealed.whole(record));
        var told = view.putArray("notices");
        for (var notice : notices.toldOf(issuer, id)) {
            var each = told.addObject();
            each.put("recipient", notice.recipient());
            each.put("kind", notice.kind());
            each.put("at", notice.emittedAt().toString());
            notice.acknowledgedAt().ifPresent(at -> each.put("acknowledgedAt", at.toString()));
        }
        return view;
    }

    /**
     * Changes a record's status, and tells all that hold a copy.
     *
     * @param change valid under the schema {@code status-change}
     * @return 200 with the status, and {@code receipt}, {@code entry}, {@code opening}
     */
    public Answer changeStatus(String issuer, UUID id, JsonNode change) {
        Mandated.refuse(change);
        var record = own(issuer, id, LockModeType.PESSIMISTIC_WRITE);
        var next = RecordStatus.of(change.get("status").stringValue()).orElseThrow();
        if (!record.status().canBecome(next)) {
            throw Problem.of(
                            ExchangeProblem.STATUS_FINAL,
                            "A record that is %s cannot become %s."
                                    .formatted(record.status, next.code()))
                    .at("/status", "is not possible now");
        }
        requireElements(record, change);
        requireAnEnd(record, next);
        var at = Times.now(clock);
        record.status = next.code();
        statusLists.change(record.list, record.place, next.listed());

        var changed = new StatusChange();
        changed.id = ids.next();
        changed.issuer = issuer;
        changed.record = id;
        changed.changedAt = at;
        changed.status = next.code();
        changed.reasonCode = change.get("reasonCode").stringValue();
        changed.supersededBy = successor(record, change);
        changed.sealed = seal.seal(changed.id, keptOf(change));
        database.persist(changed);
        tell(record, change, at);

        var answer = Json.object();
        answer.put("id", id.toString());
        answer.put("status", next.code());
        answer.put("at", at.toString());
        return Answer.of(200, evidence.status(record, changed).addTo(answer)).withReference(id);
    }

    /** Suspended and lifted again for ever, a record would tell its holders without end. */
    private void requireAnEnd(PublishedRecord record, RecordStatus next) {
        if (next != RecordStatus.SUSPENDED && next != RecordStatus.VALID) {
            return;
        }
        long changes =
                database.createQuery(
                                "select count(c) from StatusChange c where c.issuer = :issuer"
                                        + " and c.record = :record",
                                Long.class)
                        .setParameter("issuer", record.issuer)
                        .setParameter("record", record.id)
                        .getSingleResult();
        if (changes >= MOST_CHANGES) {
            throw Problem.of(
                            ExchangeProblem.STATUS_CHANGES_SPENT,
                            "The status has changed %d times: it can only be withdrawn or superseded."
                                    .formatted(changes))
                    .at("/status", "is not possible any more");
        }
    }

    /** A misspelt element would make a recall look as if it were about others. */
    private void requireElements(PublishedRecord record, JsonNode change) {
        var elements = sealed.elements(record);
        var unknown = new ArrayList<Problem.Violation>();
        for (int i = 0; i < change.path("changed").size(); i++) {
            if (!elements.contains(change.get("changed").get(i).stringValue())) {
                unknown.add(
                        new Problem.Violation("/changed/" + i, "names no element of the record"));
            }
        }
        if (!unknown.isEmpty()) {
            throw Problem.of(
                            ExchangeProblem.REQUEST_INVALID,
                            "The change names an element that the record has not.")
                    .withViolations(unknown);
        }
    }

    /** A record is superseded by another of its kind, which says what holds now. */
    private UUID successor(PublishedRecord record, JsonNode change) {
        var named = change.get("supersededBy");
        if (named == null) {
            return StatusChange.NONE;
        }
        var id = UUID.fromString(named.stringValue());
        if (find(record.issuer, id, LockModeType.NONE)
                .filter(next -> !next.id.equals(record.id))
                .filter(next -> next.type.equals(record.type))
                .filter(next -> next.status() == RecordStatus.VALID)
                .isEmpty()) {
            throw Problem.of(
                            ExchangeProblem.REQUEST_INVALID,
                            "A record is superseded by another valid one of its issuer and type.")
                    .at("/supersededBy", "names no other valid record of this issuer and type");
        }
        return id;
    }

    private static ObjectNode keptOf(JsonNode change) {
        var kept = Json.object();
        Optional.ofNullable(change.get("note")).ifPresent(note -> kept.set("note", note));
        Optional.ofNullable(change.get("changed"))
                .ifPresent(elements -> kept.set("changed", elements));
        return kept;
    }

    /**
     * One notice to each asker that still keeps a copy, naming only elements that were disclosed to
     * it.
     */
    private void tell(PublishedRecord record, JsonNode change, Instant at) {
        var abouts = new TreeMap<String, ObjectNode>();
        copies.holders(record, at.atOffset(ZoneOffset.UTC).toLocalDate())
                .forEach((asker, elements) -> abouts.put(asker, about(record, change, elements)));
        notices.emit(Notice.RECORD_STATUS, at, record.issuer, record.id, abouts);
    }

    private static ObjectNode about(
            PublishedRecord record, JsonNode change, Set<String> disclosed) {
        var about = Json.object();
        about.put("issuer", record.issuer);
        about.put("record", record.id.toString());
        about.set("status", change.get("status"));
        about.set("reasonCode", change.get("reasonCode"));
        Optional.ofNullable(change.get("supersededBy"))
                .ifPresent(id -> about.set("supersededBy", id));
        var elements = about.putArray("changed");
        var changed = new TreeSet<String>();
        change.path("changed").forEach(each -> changed.add(each.stringValue()));
        disclosed.stream()
                .filter(id -> changed.isEmpty() || changed.contains(id))
                .sorted()
                .forEach(elements::add);
        return about;
    }

    private PublishedRecord own(String issuer, UUID id, LockModeType lock) {
        return find(issuer, id, lock)
                .orElseThrow(() -> Problem.of(KernelProblem.NOT_FOUND, "There is no such record."));
    }

    /** By issuer and id: another's record is neither found nor locked. */
    private Optional<PublishedRecord> find(String issuer, UUID id, LockModeType lock) {
        return Optional.ofNullable(
                database.find(PublishedRecord.class, new RecordId(issuer, id), lock));
    }

    private static ObjectNode summary(PublishedRecord record) {
        var json = Json.object();
        json.put("id", record.id.toString());
        json.put("type", record.type);
        json.put("status", record.status);
        json.put("publishedAt", record.publishedAt.toString());
        if (!record.expiresAt.equals(PublishedRecord.NEVER)) {
            json.put("expiresAt", record.expiresAt.toString());
        }
        return json;
    }
}
