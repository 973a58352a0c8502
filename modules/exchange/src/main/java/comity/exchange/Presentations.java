package comity.exchange;

import comity.agreements.decision.Decision;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Cuts from records what may be disclosed, the first time and again. */
final class Presentations {

    private final EntityManager database;
    private final SealedRecords records;
    private final HeldCopies copies;

    Presentations(EntityManager database, SealedRecords records, HeldCopies copies) {
        this.database = database;
        this.records = records;
        this.copies = copies;
    }

    /**
     * What is disclosed of an issuer's records at once: of those that have something of what was
     * asked, and still are valid at the end of the transaction. From then on the asker holds a
     * copy.
     */
    List<Presentation> disclose(
            ExchangePart part, Decision.Permitted terms, List<PublishedRecord> found) {
        var holder = holder(part, terms);
        var shown = saying(part.question().type(), found, terms.properties());
        shown.forEach(each -> copies.hold(each, holder));
        return shown;
    }

    /**
     * What is disclosed once a person has approved it. Who approves tells the asker, and so locks
     * its feed: the record's lock comes before, as where its status changes.
     */
    List<Presentation> discloseNow(
            ExchangePart part, Decision.Permitted terms, List<PublishedRecord> found) {
        var holder = holder(part, terms);
        return saying(part.question().type(), found, terms.properties()).stream()
                .filter(each -> copies.holdNow(each, holder))
                .toList();
    }

    private static HeldCopies.Holder holder(ExchangePart part, Decision.Permitted terms) {
        return new HeldCopies.Holder(
                part.exchange(),
                part.asker(),
                terms.version().agreement().value(),
                part.at(),
                terms.obligations().retainUntil(part.at()));
    }

    /** A record with nothing but its subject to show would tell that it exists. */
    List<Presentation> saying(
            RecordType type, List<PublishedRecord> found, List<String> properties) {
        return found.stream()
                .map(record -> records.present(record, properties))
                .filter(each -> each.saysMoreThan(type.schema().identityPointers()))
                .toList();
    }

    /**
     * What still may be shown of a stored answer: where the terms still permit all that was
     * disclosed, the copy may still be kept, and the record is still valid. What a person approved
     * once needs no second approval to be shown again.
     */
    List<Presentation> again(ObjectNode answer, Decision decision, Instant at) {
        var permitted = Answers.isApproved(answer) ? decision.onceApproved() : decision.permitted();
        var issuer = answer.get("issuer").stringValue();
        var today = at.atOffset(ZoneOffset.UTC).toLocalDate();
        var shown = new ArrayList<Presentation>();
        for (var disclosed : answer.path("records")) {
            var properties = strings(disclosed.get("properties"));
            var retainUntil =
                    LocalDate.parse(disclosed.get("obligations").get("retainUntil").stringValue());
            var stillPermitted =
                    permitted
                            .filter(terms -> terms.properties().containsAll(properties))
                            .isPresent();
            var id = UUID.fromString(disclosed.get("id").stringValue());
            var record = database.find(PublishedRecord.class, new RecordId(issuer, id));
            if (stillPermitted
                    && !retainUntil.isBefore(today)
                    && record != null
                    && record.canBeAnsweredAt(at)) {
                shown.add(records.present(record, properties));
            }
        }
        return shown;
    }

    private static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::stringValue).toList();
    }
}
