package comity.agreements;

import comity.agreements.decision.ActKind;
import comity.agreements.decision.AgreementId;
import comity.agreements.decision.SignedAgreement;
import comity.kernel.Json;
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
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Takes the acts of parties, one after the other. */
final class Acts {

    private final EntityManager database;
    private final KeptAgreements kept;
    private final Drafts drafts;
    private final Epochs epochs;
    private final Schemas schemas;
    private final Parties parties;
    private final Ledger ledger;
    private final Receipts receipts;
    private final Iterable<AgreementObserver> observers;
    private final InstantSource clock;

    Acts(
            EntityManager database,
            KeptAgreements kept,
            Drafts drafts,
            Epochs epochs,
            Schemas schemas,
            Parties parties,
            Ledger ledger,
            Receipts receipts,
            Iterable<AgreementObserver> observers,
            InstantSource clock) {
        this.database = database;
        this.kept = kept;
        this.drafts = drafts;
        this.epochs = epochs;
        this.schemas = schemas;
        this.parties = parties;
        this.ledger = ledger;
        this.receipts = receipts;
        this.observers = observers;
        this.clock = clock;
    }

    ObjectNode act(String entity, AgreementId id, String jws) {
        kept.requireVisible(entity, id);
        var at = Times.now(clock);
        var act = VerifiedAct.verify(jws, entity, schemas.schema("act/1"), parties, at);
        // From here on acts wait for each other, so that each sees what the others did.
        long epoch = epochs.next();
        if (database.find(Act.class, new Act.Key(act.entity(), act.jti())) != null) {
            throw Problem.of(AgreementsProblem.ACT_REPEATED, "The jti was counted before.");
        }
        var agreement = kept.locked(id.value());
        var texts = kept.texts(List.of(agreement.id));
        var text = act.textAmong(KeptAgreements.visibleTo(entity, texts), id);
        var signed = signed(agreement, text);
        boolean laterIsOpen =
                texts.stream().anyMatch(each -> each.version > text.version && each.isOpen());
        new ActRules(text, signed, laterIsOpen, at)
                .require(act.kind(), entity, accession(act, agreement));
        if (act.kind() == ActKind.SIGN) {
            requireNarrowing(act, signed, at);
            drafts.open(text);
        }

        var appended = log(act, at);
        keep(act, agreement, epoch, at, appended);
        agreement.actedAt(epoch);
        database.flush();
        tell(act, agreement, signed, at);
        return answer(act, agreement, text, appended, at);
    }

    private SignedAgreement signed(Agreement agreement, AgreementText text) {
        return KeptAgreements.signed(List.of(text), kept.acts(List.of(agreement.id))).get(0);
    }

    private Optional<Act> accession(VerifiedAct act, Agreement agreement) {
        return act.accession()
                .map(key -> database.find(Act.class, key))
                .filter(found -> found.agreement.equals(agreement.id));
    }

    private void requireNarrowing(VerifiedAct act, SignedAgreement signed, Instant at) {
        var violations =
                new ArrayList<>(
                        new ReservationRules(schemas, epochs.classesAt(at), signed.terms())
                                .violations(act.reservations()));
        violations.addAll(act.unreadable());
        if (!violations.isEmpty()) {
            throw Problem.of(
                            AgreementsProblem.RESERVATION_WIDENS,
                            "A reservation does not narrow the terms.")
                    .withViolations(violations);
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

    private void keep(
            VerifiedAct act, Agreement agreement, long epoch, Instant at, Appended appended) {
        var row = new Act();
        row.entity = act.entity();
        row.jti = act.jti();
        row.agreement = agreement.id;
        row.version = act.version();
        row.act = act.kind().code();
        row.epoch = epoch;
        row.accession = act.accession().map(key -> key.entity).orElse("");
        row.at = at;
        row.reservations = act.reservationsText();
        row.jws = act.jws();
        row.leaf = appended.leaf();
        database.persist(row);
    }

    private void tell(VerifiedAct act, Agreement agreement, SignedAgreement before, Instant at) {
        kindOf(act.kind())
                .map(
                        kind ->
                                new AgreementChange(
                                        kind,
                                        new AgreementId(agreement.id),
                                        act.version(),
                                        at,
                                        Optional.of(act.entity()),
                                        joinedWith(act.entity(), agreement, at),
                                        before.terms().recordTypes(),
                                        kind == AgreementChange.Kind.ENDED
                                                ? returnBy(before, at)
                                                : Optional.empty()))
                .ifPresent(change -> observers.forEach(observer -> observer.changed(change)));
    }

    private static Optional<AgreementChange.Kind> kindOf(ActKind act) {
        return switch (act) {
            case SUSPEND -> Optional.of(AgreementChange.Kind.SUSPENDED);
            case RESUME -> Optional.of(AgreementChange.Kind.RESUMED);
            case TERMINATE -> Optional.of(AgreementChange.Kind.ENDED);
            case SIGN, COUNTERSIGN, OBJECT -> Optional.empty();
        };
    }

    /** Who is, or will be, bound with an entity, and has not terminated before. */
    private SortedSet<String> joinedWith(String entity, Agreement agreement, Instant at) {
        var joined = new TreeSet<String>();
        for (var version : kept.signed(List.of(agreement.id))) {
            for (var other : version.signatures().keySet()) {
                if (version.between(entity, other)
                                .filter(each -> at.isBefore(each.terms().term().ends()))
                                .isPresent()
                        && !version.conductOf(other).hasEnded()) {
                    joined.add(other);
                }
            }
        }
        return joined;
    }

    static Optional<LocalDate> returnBy(SignedAgreement agreement, Instant ended) {
        var days = agreement.terms().returnWithinDays();
        return days.isPresent()
                ? Optional.of(
                        ended.atOffset(ZoneOffset.UTC).toLocalDate().plusDays(days.getAsInt()))
                : Optional.empty();
    }

    private ObjectNode answer(
            VerifiedAct act,
            Agreement agreement,
            AgreementText text,
            Appended appended,
            Instant at) {
        var texts = kept.texts(List.of(agreement.id));
        var state = new AgreementDocument(agreement, texts, kept.acts(List.of(agreement.id)));
        var json = Json.object();
        json.put("id", agreement.id.toString());
        json.put("version", text.version);
        json.put("act", act.kind().code());
        json.put("entity", act.entity());
        json.put("state", state.stateOf(text, at));
        json.put(
                "receipt",
                receipts.sign(
                        ReceiptClaims.of(appended)
                                .about(agreement.id)
                                .asker(act.entity())
                                .under(agreement.id, text.version, text.termsDigest)));
        json.set("entry", appended.entry());
        json.set("opening", appended.opening().toJson());
        return json;
    }
}
