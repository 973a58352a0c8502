package comity.client.verify;

import comity.client.NodeTrust;
import comity.client.wire.Receipted;
import comity.kernel.Json;
import comity.trust.note.LogProof;
import java.time.Instant;
import java.util.Optional;

/**
 * Checks a receipt with its entry, opening and proof. Source: docs/protocol.md, section 6.
 *
 * @param trust what is believed of the node
 */
public record ReceiptCheck(NodeTrust trust) {

    /** A receipt and its entry that belong together. */
    record Receipt(ReceiptClaims claims, LogEntry entry) {}

    /**
     * Checks the receipt of one act, proof and all.
     *
     * @param proof where it did not come along
     */
    public Findings check(Receipted act, Optional<String> proof) {
        var findings = new Findings();
        receipt(act, findings)
                .ifPresent(
                        receipt ->
                                included(
                                        receipt.entry(),
                                        Optional.ofNullable(act.proof()).or(() -> proof),
                                        "The entry",
                                        findings));
        return findings;
    }

    /** The receipt's signature, that it speaks of this entry, and the entry's opening. */
    Optional<Receipt> receipt(Receipted act, Findings findings) {
        var text = act.receipt();
        var json = act.entry();
        if (text == null || json == null) {
            findings.missing("The node gave a receipt with its log entry.", "receipt-missing");
            return Optional.empty();
        }
        var signed =
                findings.check(
                        "The receipt carries the node's signature.",
                        () -> ReceiptClaims.verify(text, trust).leaf().length() == 43);
        if (!signed) {
            return Optional.empty();
        }
        var claims = ReceiptClaims.verify(text, trust);
        var same =
                findings.check(
                        "The receipt speaks of this log entry, and promises it in time.",
                        () -> {
                            var entry = LogEntry.of(json);
                            return entry.leaf().equals(claims.leaf())
                                    && entry.kind().equals(claims.kind())
                                    && entry.at().equals(claims.at())
                                    && !claims.includeBy()
                                            .isAfter(claims.at().plus(trust.maxMergeDelay()));
                        });
        if (!same) {
            return Optional.empty();
        }
        var entry = LogEntry.of(json);
        var opening = act.opening() == null ? Json.object() : act.opening();
        findings.check(
                "The opening recomputes the commitments of the entry.",
                () -> entry.isOpenedBy(opening));
        return Optional.of(new Receipt(claims, entry));
    }

    /** That an entry is in the log. */
    void included(LogEntry entry, Optional<String> proof, String what, Findings findings) {
        if (proof.isEmpty()) {
            findings.missing(what + " is proved to be in the log.", "proof-missing");
            return;
        }
        findings.check(
                what + " is in the log" + where(proof.get()) + ".",
                () ->
                        !entry.requireIncluded(proof.get(), trust.log())
                                .checkpoint()
                                .origin()
                                .isEmpty());
    }

    /** What the proof claims, in words; the check decides whether it is so. */
    private String where(String proof) {
        try {
            var parsed = LogProof.parse(proof);
            var checkpoint = trust.log().verify(parsed.checkpoint());
            var cosigned =
                    checkpoint.cosignatures().stream()
                            .flatMap(signature -> signature.at().stream())
                            .findFirst()
                            .map(at -> ", cosigned " + at)
                            .orElse("");
            return ": number %d of %d%s"
                    .formatted(parsed.index() + 1, checkpoint.checkpoint().size(), cosigned);
        } catch (RuntimeException proofIsNone) {
            return "";
        }
    }

    /** For callers that hold only the signed text. */
    public Instant includeBy(String receipt) {
        return ReceiptClaims.verify(receipt, trust).includeBy();
    }
}
