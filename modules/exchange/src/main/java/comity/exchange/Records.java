package comity.exchange;

import comity.agreements.MandatedAct;
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
    private final Mandated mandated;
    private final NodeSigning signing;
    private final Publications publications;
    private final SealedRecords sealed;
    private final SubjectSearch subjects;
    private final HeldCopies copies;
    private final StatusLists statusLists;
    private final Notices notices;
    private final RecordViews views;
    private final Evidence evidence;
    private final ExchangeSeal seal;
    private final InstantSource clock;
    private final Ids ids;

    Records(
            EntityManager database,
            Mandated mandated,
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
        this.mandated = mandated;
        this.signing = signing;
        this.publications = publications;
        this.sealed = sealed;
        this.subjects = subjects;
        this.copies = copies;
        this.statusLists = statusLists;
        this.notices = notices;
        this.views = new RecordViews(database, sealed, notices);
        this.evidence = evidence;
        this.seal = seal;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Reserves places in an issuer's status lists, for records that it or its centre signs.
     *
     * @param body valid under the schema {@code place-reservation}
     * @return 201 with {@code items}
     */
    public Answer reservePlaces(String caller, JsonNode body) {
        var client = Mandated.client(body);
        mandated.types(caller, client, MandatedAct.PUBLISH);
        var answer = Json.object();
        var items = answer.putArray("items");
        var issuer = client.orElse(caller);
        int count = body.get("count").intValue();
        var places =
                Mandated.isOwn(caller, client)
                        ? statusLists.reserve(issuer, count)
                        : statusLists.reserveForCentre(issuer, count);
        for (var place : places) {
            items.addObject().put("uri", place.uri()).put("idx", place.index());
        }
        var reserved = Answer.of(201, answer);
        return Mandated.isOwn(caller, client)
                ? reserved
                : Mandated.keep(reserved, issuer, MandatedAct.PUBLISH, Mandated.ANY_TYPE);
    }

    /**
     * Publishes a record.
     *
     * @param caller the entity that publishes, which must be the one that signed it, or the one
     *     whose record key the node keeps: the issuer, or a centre for the client that the body
     *     names
     * @param body valid under the schema {@code record-publication}
     * @return 201 with {@code id}, {@code receipt}, {@code entry}, {@code opening}
     * @throws Problem if the record is not one that this node takes; nothing is stored then
     */
    public Answer publish(String caller, JsonNode body) {
        var client = Mandated.client(body);
        mandated.types(caller, client, MandatedAct.PUBLISH);
        var at = Times.now(clock);
        var publication = verified(caller, client, body, at);
        var issuer = publication.issuer();
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
        record.centre = publication.acting().through().map(Acting.Through::centre).orElse("");
        record.sealed =
                sealed.seal(
                        publication, logged, publication.acting().through().map(mandated::deed));
        insert(record);
        statusLists.assign(issuer, publication.place(), publication.id());
        subjects.enter(record, publication.type().identifiersOf(publication.sdJwt().content()));

        var answer = Json.object().put("id", record.id.toString());
        var published =
                Answer.of(201, logged.addTo(answer))
                        .withHeader("Location", "/api/v1/records/" + record.id)
                        .withReference(record.id);
        return Mandated.keep(published, publication.acting(), MandatedAct.PUBLISH, record.type);
    }

    private Publication verified(
            String caller, Optional<String> client, JsonNode body, Instant at) {
        var sdJwt = body.get("sdJwt");
        if (sdJwt != null) {
            return publications.verify(caller, client, sdJwt.stringValue(), "/sdJwt", at);
        }
        var signed = signing.sign(caller, client, body, at);
        return publications.verify(caller, client, signed, "/content", at);
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

    /** The caller's own. */
    public Page<ObjectNode> list(String issuer, Optional<String> type, Optional<String> after) {
        return list(issuer, Optional.empty(), type, after);
    }

    /**
     * An issuer's own records of a type (or of all), in the order in which their publication began,
     * whatever id their issuer gave them. It is no feed: a publication that began before a cursor
     * was given and ended after it may stand before that cursor.
     *
     * @param client whose records, if another's: then those of the types that its mandates to
     *     publish cover
     * @throws Problem {@link KernelProblem#INVALID_REQUEST} if the cursor is not one of the list,
     *     or the type is empty; {@link ExchangeProblem#MANDATE_MISSING}
     */
    public Page<ObjectNode> list(
            String caller, Optional<String> client, Optional<String> type, Optional<String> after) {
        var types = mandated.types(caller, client, MandatedAct.PUBLISH);
        return views.list(client.orElse(caller), types, type, after);
    }

    /** One of the caller's own. */
    public ObjectNode record(String issuer, UUID id) {
        return record(issuer, Optional.empty(), id);
    }

    /**
     * One of an issuer's own records whole, with who was told of its changes and who has
     * acknowledged. A centre sees so what it published for its client itself.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND} alike if there is none and if it is not the
     *     caller's to see; {@link ExchangeProblem#MANDATE_MISSING}
     */
    public ObjectNode record(String caller, Optional<String> client, UUID id) {
        var types = mandated.types(caller, client, MandatedAct.PUBLISH);
        var record = own(client.orElse(caller), types, id, LockModeType.NONE);
        if (types.isPresent() && !record.centre.equals(caller)) {
            throw notFound();
        }
        return views.whole(record);
    }

    /**
     * Changes a record's status, and tells all that hold a copy.
     *
     * @param change valid under the schema {@code status-change}
     * @return 200 with the status, and {@code receipt}, {@code entry}, {@code opening}
     */
    public Answer changeStatus(String caller, UUID id, JsonNode change) {
        var client = Mandated.client(change);
        var types = mandated.types(caller, client, MandatedAct.PUBLISH);
        var issuer = client.orElse(caller);
        var record = own(issuer, types, id, LockModeType.PESSIMISTIC_WRITE);
        var acting = mandated.acting(caller, client, MandatedAct.PUBLISH, record.type);
        var next = RecordStatus.of(change.get("status").stringValue()).orElseThrow();
        if (!record.status().canBecome(next)) {
            throw Problem.of(
                            ExchangeProblem.STATUS_FINAL,
                            "A record that is %s cannot become %s."
                                    .formatted(record.status, next.code()))
                    .at("/status", "is not possible now");
        }
        requireElements(record, change, types.isEmpty() || record.centre.equals(caller));
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
        changed.sealed = seal.seal(changed.id, keptOf(change, acting));
        database.persist(changed);
        tell(record, change, acting, at);

        var answer = Json.object();
        answer.put("id", id.toString());
        answer.put("status", next.code());
        answer.put("at", at.toString());
        var logged = evidence.status(record, changed, acting.through());
        return Mandated.keep(
                Answer.of(200, logged.addTo(answer)).withReference(id),
                acting,
                MandatedAct.PUBLISH,
                record.type);
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

    /**
     * A misspelt element would make a recall look as if it were about others.
     *
     * @param isReader whether the caller may see the record, and so which of them there are
     */
    private void requireElements(PublishedRecord record, JsonNode change, boolean isReader) {
        var elements = sealed.elements(record);
        var unknown = new ArrayList<Problem.Violation>();
        for (int i = 0; i < change.path("changed").size(); i++) {
            if (!elements.contains(change.get("changed").get(i).stringValue())) {
                unknown.add(
                        new Problem.Violation("/changed/" + i, "names no element of the record"));
            }
        }
        if (!unknown.isEmpty()) {
            if (!isReader) {
                unknown.clear();
                unknown.add(new Problem.Violation("/changed", "names no element of the record"));
            }
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

    private static ObjectNode keptOf(JsonNode change, Acting acting) {
        var kept = Json.object();
        acting.through().ifPresent(through -> through.addTo(kept));
        Optional.ofNullable(change.get("note")).ifPresent(note -> kept.set("note", note));
        Optional.ofNullable(change.get("changed"))
                .ifPresent(elements -> kept.set("changed", elements));
        return kept;
    }

    /**
     * One notice to each asker that still keeps a copy, naming only elements that were disclosed to
     * it.
     */
    private void tell(PublishedRecord record, JsonNode change, Acting acting, Instant at) {
        var abouts = new TreeMap<String, ObjectNode>();
        copies.holders(record, at.atOffset(ZoneOffset.UTC).toLocalDate())
                .forEach(
                        (asker, elements) -> {
                            var about = about(record, change, elements);
                            acting.through().ifPresent(through -> through.addTo(about));
                            abouts.put(asker, about);
                        });
        notices.emit(
                Notice.RECORD_STATUS, at, record.issuer, record.id, Set.of(record.type), abouts);
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

    private PublishedRecord own(
            String issuer, Optional<Set<String>> types, UUID id, LockModeType lock) {
        return find(issuer, id, lock)
                .filter(record -> types.map(each -> each.contains(record.type)).orElse(true))
                .orElseThrow(Records::notFound);
    }

    private static Problem notFound() {
        return Problem.of(KernelProblem.NOT_FOUND, "There is no such record.");
    }

    /** By issuer and id: another's record is neither found nor locked. */
    private Optional<PublishedRecord> find(String issuer, UUID id, LockModeType lock) {
        return Optional.ofNullable(
                database.find(PublishedRecord.class, new RecordId(issuer, id), lock));
    }
}
