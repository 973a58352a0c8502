package comity.client.verify;

import comity.client.NodeTrust;
import comity.client.wire.DataRequest;
import comity.client.wire.Decision;
import comity.client.wire.ReceivedRecord;
import comity.trust.Digests;
import comity.trust.TrustException;
import comity.trust.sdjwt.Pointers;
import comity.trust.sdjwt.SdJwt;
import comity.trust.statuslist.RecordStatus;
import comity.trust.statuslist.StatusListToken;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Checks one record that was disclosed. Source: docs/protocol.md, section 3: "the issuer's
 * signature under a key whose log entry is valid for it; that the record's publication entry is in
 * the log, inside the key's validity and before any compromisedSince; digests of every disclosure;
 * the status; that the subject is the one it asked about".
 */
final class RecordCheck {

    private final NodeTrust trust;
    private final Evidence evidence;
    private final Instant at;
    private final String code;
    private final Evidence.Issuer issuer;
    private final Signer signer;
    private final Findings findings;

    RecordCheck(
            NodeTrust trust,
            Evidence evidence,
            Instant at,
            String code,
            Evidence.Issuer issuer,
            Signer signer,
            Findings findings) {
        this.trust = trust;
        this.evidence = evidence;
        this.at = at;
        this.code = code;
        this.issuer = issuer;
        this.signer = signer;
        this.findings = findings;
    }

    void check(
            String id,
            String sdJwt,
            ReceivedRecord.Publication publication,
            DataRequest request,
            Decision decision) {
        var signed =
                findings.check(
                        signature(),
                        () -> {
                            var record = signer.verified(sdJwt);
                            return record.claims().issuer().equals(issuer.identifier())
                                    && signer.isNamedBy(record);
                        });
        if (!signed) {
            return;
        }
        var record = signer.verified(sdJwt);
        findings.check(
                "It is the record named, of the type asked for, in its term.",
                () ->
                        record.claims().id().toString().equals(id)
                                && record.claims()
                                        .type()
                                        .startsWith("urn:comity:type:" + request.type() + ":")
                                && record.claims().isCurrentAt(at));
        published(record, publication);
        findings.check(
                "Nothing that the agreement withholds is in it.",
                () -> holdsBack(record, decision));
        status(record);
        Optional.ofNullable(request.subject())
                .ifPresent(
                        asked ->
                                findings.check(
                                        "It is about the person who was asked about.",
                                        () -> isSubject(asked, record.content().path("subject"))));
    }

    private String signature() {
        return signer.mandate().isEmpty()
                ? "%s's own signature holds over the record, and over each part disclosed."
                        .formatted(code)
                : "%s's signature, for %s, holds over the record, and over each part disclosed."
                        .formatted(signer.code(), code);
    }

    private void published(SdJwt record, ReceivedRecord.Publication publication) {
        var bound =
                findings.check(
                        "Its publication entry commits to this record and the key that signed it.",
                        () -> {
                            var entry = LogEntry.of(publication.entry());
                            return entry.kind().equals("publication")
                                    && says(
                                            entry,
                                            publication,
                                            "record",
                                            record.claims().id().toString())
                                    && says(entry, publication, "issuer", code)
                                    && says(entry, publication, "key", record.key().thumbprint())
                                    && says(entry, publication, "digest", digest(record));
                        });
        if (!bound) {
            return;
        }
        var entry = LogEntry.of(publication.entry());
        new ReceiptCheck(trust)
                .included(
                        entry,
                        evidence.proof(Optional.ofNullable(publication.proof()), entry.leaf()),
                        "The publication",
                        findings);
        findings.check(
                "The log says the key was %s's for records when it was published, %s."
                        .formatted(signer.code(), entry.at()),
                () ->
                        keys().key(record.key().thumbprint())
                                .filter(key -> key.entity().equals(signer.code()))
                                .map(key -> key.maySign("record", entry.at()))
                                .orElse(false));
        if (signer.mandate().isPresent()) {
            findings.check(
                    "%s signed itself that %s may publish such records for it on that day."
                            .formatted(code, signer.code()),
                    () ->
                            new MandateCheck(code, issuer, keys())
                                    .lets(deed(publication), signer, typeOf(record), entry.at()));
        }
    }

    private static JsonNode deed(ReceivedRecord.Publication publication) {
        return Optional.ofNullable(publication.mandate())
                .orElseThrow(
                        () ->
                                new TrustException(
                                        "mandate-missing", "The record came without the mandate."));
    }

    /** {@code urn:comity:type:<name>:<version>}. */
    private static String typeOf(SdJwt record) {
        var parts = record.claims().type().split(":", -1);
        return parts.length == 5 ? parts[3] : "";
    }

    private static boolean says(
            LogEntry entry, ReceivedRecord.Publication publication, String member, String value) {
        return entry.opened(member, publication.opening()).asString("").equals(value);
    }

    /** base64url SHA-256 of the issuer-signed JWT, without its disclosures. */
    private static String digest(SdJwt record) {
        var compact = record.compact();
        return Digests.sha256Text(compact.substring(0, compact.indexOf('~')));
    }

    /** Of the entries about keys, those that are proved to be in the log. */
    private KeyHistory keys() {
        var history = new KeyHistory();
        for (var key : evidence.keys()) {
            var entry = LogEntry.of(key.entry());
            entry.requireIncluded(key.proof(), trust.log());
            history.add(entry);
        }
        return history;
    }

    private static boolean holdsBack(SdJwt record, Decision decision) {
        var withheld =
                Pointers.of(
                        decision.withheldOrNone().stream()
                                .map(Decision.Withheld::pointer)
                                .toList());
        return record.disclosures().stream().noneMatch(withheld::covers);
    }

    private void status(SdJwt record) {
        var place = record.claims().status();
        var list = evidence.statusLists().get(place.uri());
        if (list == null) {
            findings.missing("Its status is known.", "status-list-missing");
            return;
        }
        findings.check(
                "The status list, signed by the node, says that it is valid.",
                () ->
                        StatusListToken.verify(
                                                list,
                                                place.uri(),
                                                kid ->
                                                        trust.key(
                                                                NodeTrust.Purpose.STATUS_LIST, kid),
                                                at)
                                        .at(place)
                                == RecordStatus.VALID);
    }

    /** The birth date and one exact number: what a person is found by. */
    static boolean isSubject(JsonNode asked, JsonNode found) {
        var birthDate = asked.path("birthDate").asString("");
        return !birthDate.isEmpty()
                && birthDate.equals(found.path("birthDate").asString(""))
                && (shareOne(asked.path("documents"), found.path("documents"))
                        || shareOne(asked.path("staffNumbers"), found.path("staffNumbers")));
    }

    private static boolean shareOne(JsonNode asked, JsonNode found) {
        for (var one : asked) {
            for (var other : found) {
                if (one.path("type").asString("").equals(other.path("type").asString(""))
                        && one.path("issuer").asString("").equals(other.path("issuer").asString(""))
                        && !number(one).isEmpty()
                        && number(one).equals(number(other))) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * "Numbers are compared in compatibility form (NFKC), upper case, letters and digits only":
     * docs/protocol.md, section 4.
     */
    private static String number(JsonNode document) {
        return Normalizer.normalize(document.path("number").asString(""), Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
