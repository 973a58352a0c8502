package comity.exchange;

import comity.agreements.decision.Decision;
import comity.ledger.Appended;
import comity.ledger.Entry;
import comity.ledger.EntryKind;
import comity.ledger.Ledger;
import comity.ledger.ReceiptClaims;
import comity.ledger.Receipts;
import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.Jcs;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what happened into the log, in the caller's transaction, and signs the receipts for it.
 * Nothing personal is committed to: ids, codes, pointers and digests. Source: docs/protocol.md,
 * section 6.
 */
final class Evidence {

    /** A logged act with its receipt. */
    record Logged(Appended appended, String receipt) {

        /** Adds {@code receipt}, {@code entry} and {@code opening} to what is answered. */
        ObjectNode addTo(ObjectNode answer) {
            answer.put("receipt", receipt);
            answer.set("entry", appended.entry());
            answer.set("opening", appended.opening().toJson());
            return answer;
        }
    }

    private final Ledger ledger;
    private final Receipts receipts;

    Evidence(Ledger ledger, Receipts receipts) {
        this.ledger = ledger;
        this.receipts = receipts;
    }

    Logged publication(Publication publication, Instant at) {
        var members = new LinkedHashMap<String, JsonNode>();
        putThrough(members, publication.acting().through());
        put(members, "issuer", publication.issuer());
        put(members, "record", publication.id().toString());
        put(members, "type", publication.type().schema().urn());
        put(members, "key", publication.key());
        put(members, "digest", publication.digest());
        var appended = ledger.append(Entry.committed(EntryKind.PUBLICATION, at, members));
        return logged(
                appended,
                claims(appended, publication.acting().through())
                        .about(publication.id())
                        .asker(publication.issuer())
                        .disclosed(publication.digest()));
    }

    /** An answer that is given at once, or once it was approved. */
    Logged exchange(ExchangePart part, Decision decision, List<Presentation> presentations) {
        var kind = decision.permitted().isPresent() ? EntryKind.EXCHANGE : EntryKind.DECISION;
        var members = asked(part.question(), decision.toJson());
        putTerms(members, decision);
        return answered(
                part, kind, members, decision.onceApproved(), presentations, Optional.empty());
    }

    /**
     * An answer that a person approved.
     *
     * @param decider who approved it for the issuer; within the decision, so that the members are
     *     those of any answer
     */
    Logged approval(
            ExchangePart part,
            Decision.Permitted terms,
            List<Presentation> presentations,
            Optional<Acting.Through> decider) {
        var decision = terms.toJson();
        decider.ifPresent(through -> through.addTo(decision));
        var members = asked(part.question(), decision);
        putTerms(members, terms);
        return answered(
                part, EntryKind.EXCHANGE, members, terms.onceApproved(), presentations, decider);
    }

    /** An answer that waits for a person: alike whether the issuer has a record or none. */
    Logged waiting(ExchangePart part, Decision decision, Instant decideBy) {
        var members = asked(part.question(), decision.toJson());
        putTerms(members, decision);
        put(members, "decideBy", decideBy.toString());
        return answered(
                part,
                EntryKind.DECISION,
                members,
                decision.onceApproved(),
                List.of(),
                Optional.empty());
    }

    /**
     * A person's refusal. Its members are named as those of any answer that is refused, so that
     * nobody who reads the log can tell it from one.
     *
     * @param decision how it is told
     * @param decider who refused it for the issuer
     */
    Logged refusal(ExchangePart part, ObjectNode decision, Optional<Acting.Through> decider) {
        var members = asked(part.question(), decision);
        return answered(part, EntryKind.DECISION, members, Optional.empty(), List.of(), decider);
    }

    private Logged answered(
            ExchangePart part,
            EntryKind kind,
            Map<String, JsonNode> members,
            Optional<Decision.Permitted> terms,
            List<Presentation> presentations,
            Optional<Acting.Through> decider) {
        var disclosed = digest(presentations);
        put(members, "exchange", part.exchange().toString());
        put(members, "issuer", part.issuer());
        put(members, "disclosureDigest", disclosed);
        var appended = ledger.append(Entry.committed(kind, part.at(), members));
        var claims =
                claims(appended, part.question().through())
                        .about(part.exchange())
                        .asker(part.asker())
                        .asked(part.issuer())
                        .disclosed(disclosed);
        var decided =
                decider.map(each -> claims.askedThrough(each.centre(), each.mandate()))
                        .orElse(claims);
        return logged(
                appended,
                terms.map(
                                agreed ->
                                        decided.under(
                                                agreed.version().agreement().value(),
                                                agreed.version().number(),
                                                agreed.termsDigest()))
                        .orElse(decided));
    }

    /** A request that no agreement connects with anyone: it is logged too. */
    Logged unconnected(UUID exchange, Question question, Instant at) {
        var members = new LinkedHashMap<String, JsonNode>();
        putQuestion(members, question);
        put(members, "exchange", exchange.toString());
        put(members, "outcome", "refused");
        var appended = ledger.append(Entry.committed(EntryKind.DECISION, at, members));
        return logged(
                appended,
                claims(appended, question.through())
                        .about(exchange)
                        .asker(question.terms().asker()));
    }

    Logged rehearsal(Question question, UUID id, ArrayNode answers, Instant at) {
        var members = new LinkedHashMap<String, JsonNode>();
        putQuestion(members, question);
        question.rehearsedBy().ifPresent(issuer -> put(members, "rehearsedBy", issuer));
        put(members, "rehearsal", id.toString());
        members.put("answers", answers.deepCopy());
        var appended = ledger.append(Entry.committed(EntryKind.REHEARSAL, at, members));
        return logged(
                appended,
                claims(appended, question.through())
                        .about(id)
                        .asker(question.rehearsedBy().orElse(question.terms().asker())));
    }

    Logged status(PublishedRecord record, StatusChange change, Optional<Acting.Through> through) {
        var members = new LinkedHashMap<String, JsonNode>();
        putThrough(members, through);
        put(members, "issuer", record.issuer);
        put(members, "record", record.id.toString());
        put(members, "status", change.status);
        put(members, "reasonCode", change.reasonCode);
        var appended = ledger.append(Entry.committed(EntryKind.STATUS, change.changedAt, members));
        return logged(appended, claims(appended, through).about(record.id).asker(record.issuer));
    }

    /** Of what was declared only the digest: a source may be named in free text. */
    Logged reliance(Reliance reliance, JsonNode declared, Optional<Acting.Through> through) {
        var members = new LinkedHashMap<String, JsonNode>();
        putThrough(members, through);
        put(members, "reliance", reliance.id.toString());
        put(members, "exchange", reliance.exchange.toString());
        put(members, "asker", reliance.asker);
        put(members, "outcome", reliance.outcome);
        put(
                members,
                "declarationDigest",
                Base64Url.encode(Digests.sha256(Jcs.canonical(declared))));
        var appended =
                ledger.append(Entry.committed(EntryKind.RELIANCE, reliance.declaredAt, members));
        return logged(appended, claims(appended, through).about(reliance.id).asker(reliance.asker));
    }

    private static ReceiptClaims claims(Appended appended, Optional<Acting.Through> through) {
        var claims = ReceiptClaims.of(appended);
        return through.map(centre -> claims.through(centre.centre(), centre.mandate()))
                .orElse(claims);
    }

    private Logged logged(Appended appended, ReceiptClaims claims) {
        return new Logged(appended, receipts.sign(claims));
    }

    private static Map<String, JsonNode> asked(Question question, ObjectNode decision) {
        var members = new LinkedHashMap<String, JsonNode>();
        putQuestion(members, question);
        members.put("decision", decision);
        return members;
    }

    private static void putTerms(Map<String, JsonNode> members, Decision decision) {
        decision.onceApproved()
                .ifPresent(terms -> put(members, "termsDigest", terms.termsDigest()));
    }

    private static void putQuestion(Map<String, JsonNode> members, Question question) {
        putThrough(members, question.through());
        put(members, "asker", question.terms().asker());
        put(members, "type", question.terms().type());
        put(members, "purpose", question.terms().purpose());
        put(members, "legalBasis", question.terms().legalBasis().code());
    }

    /**
     * The base64url SHA-256 of the JCS form of the array of the SD-JWTs presented, which need no
     * escapes.
     */
    private static String digest(List<Presentation> presentations) {
        var array =
                presentations.stream()
                        .map(each -> '"' + each.sdJwt() + '"')
                        .collect(Collectors.joining(",", "[", "]"));
        return Digests.sha256Text(array);
    }

    private static void putThrough(
            Map<String, JsonNode> members, Optional<Acting.Through> through) {
        through.ifPresent(
                centre -> {
                    put(members, "centre", centre.centre());
                    put(members, "mandate", centre.mandate().toString());
                });
    }

    private static void put(Map<String, JsonNode> members, String name, String value) {
        members.put(name, JsonNodeFactory.instance.stringNode(value));
    }
}
