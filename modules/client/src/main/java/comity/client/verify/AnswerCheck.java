package comity.client.verify;

import comity.client.NodeTrust;
import comity.client.wire.Answer;
import comity.client.wire.DataRequest;
import comity.client.wire.Exchange;
import comity.client.wire.ReceivedRecord;
import comity.kernel.Json;
import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.Jcs;
import comity.trust.TrustException;
import comity.trust.sdjwt.SdJwt;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything that a receiver checks of an answer before it relies on it, without the node. Source:
 * docs/protocol.md, section 3, "What a receiver checks", and section 6.
 */
public final class AnswerCheck {

    private final NodeTrust trust;
    private final Evidence evidence;
    private final String asker;
    private final Instant at;

    /**
     * @param asker the code of the entity that asked
     * @param at when: a status list must be fresh at that time
     */
    public AnswerCheck(NodeTrust trust, Evidence evidence, String asker, Instant at) {
        this.trust = trust;
        this.evidence = evidence;
        this.asker = asker;
        this.at = at;
    }

    /** Checks every answer of an exchange. */
    public Findings check(DataRequest request, Exchange exchange) {
        var findings = new Findings();
        for (var answer : exchange.answers()) {
            check(request, Optional.ofNullable(exchange.exchange()), answer, findings);
        }
        return findings;
    }

    private void check(
            DataRequest request, Optional<String> exchange, Answer answer, Findings findings) {
        var receipts = new ReceiptCheck(trust);
        var receipt = receipts.receipt(answer, findings);
        if (receipt.isPresent()) {
            var claims = receipt.get().claims();
            var entry = receipt.get().entry();
            findings.check(
                    "It says who asked whom in which exchange, and under which agreement.",
                    () -> speaksOf(claims, entry, exchange, answer));
            claims.centre()
                    .ifPresent(
                            centre ->
                                    findings.check(
                                            "It names %s, which asked for %s under a mandate."
                                                    .formatted(centre, asker),
                                            () -> isThrough(claims, entry, answer)));
            findings.check(
                    "It covers exactly what was disclosed, neither more nor less.",
                    () -> claims.disclosureDigest().equals(Optional.of(disclosed(answer))));
            receipts.included(
                    entry,
                    evidence.proof(Optional.ofNullable(answer.proof()), entry.leaf()),
                    "The exchange",
                    findings);
        }
        for (var record : answer.records()) {
            check(request, answer, record, findings);
        }
    }

    private boolean speaksOf(
            ReceiptClaims claims, LogEntry entry, Optional<String> exchange, Answer answer) {
        var opening = Optional.ofNullable(answer.opening()).orElseGet(Json::object);
        return claims.id().equals(exchange)
                && claims.asker().equals(Optional.of(asker))
                && claims.centre().isPresent() == entry.committed().contains("centre")
                && claims.asked().equals(Optional.of(answer.issuer()))
                && claims.agreement().equals(Optional.ofNullable(answer.decision().agreement()))
                && entry.opened("asker", opening).asString("").equals(asker)
                && entry.opened("issuer", opening).asString("").equals(answer.issuer())
                && Optional.of(entry.opened("exchange", opening).asString("")).equals(exchange);
    }

    private static boolean isThrough(ReceiptClaims claims, LogEntry entry, Answer answer) {
        var opening = Optional.ofNullable(answer.opening()).orElseGet(Json::object);
        return claims.centre().equals(Optional.of(entry.opened("centre", opening).asString("")))
                && claims.mandate()
                        .equals(Optional.of(entry.opened("mandate", opening).asString("")));
    }

    /** The base64url SHA-256 of the JCS form of the array of the SD-JWTs presented. */
    private static String disclosed(Answer answer) {
        var presented = Json.array();
        for (var record : answer.records()) {
            Optional.ofNullable(record.sdJwt()).ifPresent(presented::add);
        }
        return Base64Url.encode(Digests.sha256(Jcs.canonical(presented)));
    }

    private void check(
            DataRequest request, Answer answer, ReceivedRecord record, Findings findings) {
        var issuer = Optional.ofNullable(evidence.issuers().get(answer.issuer()));
        if (record.sdJwt() == null || record.publication() == null || issuer.isEmpty()) {
            findings.missing(
                    "The record came with its publication and its issuer's keys.",
                    "record-incomplete");
            return;
        }
        var publication = record.publication();
        var signer = Signer.of(answer.issuer(), publication, evidence);
        if (signer.isEmpty()) {
            findings.missing(
                    "The record came with the keys of the centre that published it.",
                    "centre-missing");
            return;
        }
        new RecordCheck(trust, evidence, at, answer.issuer(), issuer.get(), signer.get(), findings)
                .check(record.id(), record.sdJwt(), publication, request, answer.decision());
    }

    /**
     * The code of the centre that published a record for its issuer, as its publication says;
     * whether that is true is for the check.
     */
    public static Optional<String> centreOf(ReceivedRecord record) {
        return Optional.ofNullable(record.publication()).flatMap(Signer::centre);
    }

    /**
     * The thumbprint of the key with which an issuer let a centre publish a record for it; empty
     * where it did not, or under none of its keys.
     */
    public static Optional<String> grantKeyOf(
            ReceivedRecord record, String issuer, Evidence evidence) {
        var mandate =
                Optional.ofNullable(record.publication()).map(ReceivedRecord.Publication::mandate);
        var entity = Optional.ofNullable(evidence.issuers().get(issuer));
        return mandate.flatMap(deed -> entity.flatMap(keys -> MandateCheck.grantKey(deed, keys)));
    }

    /**
     * A disclosed record whose signature verifies under a key of its issuer, or of the centre that
     * its publication names, whatever else is to be checked.
     *
     * @param issuer its code
     * @throws TrustException why it does not
     */
    public static SdJwt verified(ReceivedRecord record, String issuer, Evidence evidence) {
        var text = record.sdJwt();
        var publication = record.publication();
        if (text == null || publication == null) {
            throw new TrustException("record-incomplete", "The record came without its content.");
        }
        return Signer.of(issuer, publication, evidence)
                .orElseThrow(
                        () -> new TrustException("key-unknown", "The signer's keys are missing."))
                .verified(text);
    }
}
