package comity.agreements.sensitivity;

import comity.ledger.Appended;
import comity.ledger.Entry;
import comity.ledger.EntryKind;
import comity.ledger.Ledger;
import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.Jcs;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Logs changes of the sensitivity classes. */
final class ScaleLog {

    private final Ledger ledger;

    ScaleLog(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Logs that a proposal became a version.
     *
     * @param impact what the approval was given for
     */
    Appended approved(
            ScaleRow row, Scale scale, UUID proposer, UUID approver, JsonNode impact, Instant at) {
        var values = new LinkedHashMap<String, JsonNode>();
        var json = JsonNodeFactory.instance;
        values.put("version", json.numberNode(row.version));
        values.put("from", json.stringNode(row.takesEffect.toString()));
        values.put("scaleDigest", json.stringNode(scale.digest()));
        values.put("proposal", json.stringNode(row.proposal.toString()));
        values.put("proposedBy", json.stringNode(proposer.toString()));
        values.put("approvedBy", json.stringNode(approver.toString()));
        values.put(
                "impactDigest",
                json.stringNode(Base64Url.encode(Digests.sha256(Jcs.canonical(impact)))));
        return ledger.append(Entry.committed(EntryKind.CLASSES, at, values));
    }
}
