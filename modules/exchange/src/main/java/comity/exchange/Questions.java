package comity.exchange;

import comity.agreements.MandatedAct;
import comity.agreements.decision.Consent;
import comity.agreements.decision.DataRequest;
import comity.agreements.decision.LegalBasis;
import comity.kernel.Json;
import comity.kernel.Problem;
import comity.parties.Parties;
import comity.schema.Schema;
import comity.schema.Schemas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads requests: schema first, then the type's own query schema, then what the request names. */
final class Questions {

    private final RecordTypes types;
    private final Schema exchange;
    private final Schema rehearsal;
    private final Parties parties;
    private final Purposes purposes;
    private final Mandated mandated;

    Questions(
            RecordTypes types,
            Schemas schemas,
            Parties parties,
            Purposes purposes,
            Mandated mandated) {
        this.types = types;
        this.exchange = schemas.schema("exchange-request/1");
        this.rehearsal = schemas.schema("decision-request/1");
        this.parties = parties;
        this.purposes = purposes;
        this.mandated = mandated;
    }

    /** A request to exchange. */
    Question exchange(String caller, JsonNode body) {
        exchange.requireValid(body);
        purposes.require(body);
        var type = type(body);
        var subject = body.get("subject");
        var violations = type.schema().querySchema().validate(subject);
        if (violations.isEmpty()) {
            violations = type.violationsSought(subject);
        }
        if (!violations.isEmpty()) {
            throw Problem.of(ExchangeProblem.SUBJECT_INVALID, "The subject cannot be looked for.")
                    .withViolations(
                            violations.stream()
                                    .map(
                                            each ->
                                                    new Problem.Violation(
                                                            "/subject" + each.pointer(),
                                                            each.detail()))
                                    .toList());
        }
        var identifiers = type.identifiersSought(subject);
        if (identifiers.isEmpty()) {
            throw Problem.of(
                            ExchangeProblem.SUBJECT_INVALID,
                            "The subject has nothing to be found by.")
                    .at("/subject", "has no number with a letter or digit");
        }
        return question(asking(caller, type, body), type, body, identifiers);
    }

    private Acting asking(String caller, RecordType type, JsonNode body) {
        return mandated.acting(
                caller, Mandated.client(body), MandatedAct.ASK, type.schema().name());
    }

    /** A request to rehearse: the same without a subject, or as another would ask the caller. */
    Question rehearsal(String caller, JsonNode body) {
        rehearsal.requireValid(body);
        purposes.require(body);
        var type = type(body);
        var asker = Optional.ofNullable(body.get("asker")).map(JsonNode::stringValue);
        requireOfCaller(caller, asker, body);
        if (asker.isEmpty() || asker.get().equals(caller)) {
            return question(asking(caller, type, body), type, body, Set.of());
        }
        var put = (ObjectNode) body.deepCopy();
        put.putArray("from").add(caller);
        return question(Acting.own(asker.get()), type, put, Set.of()).rehearsedBy(caller);
    }

    /** Nobody learns what a third would answer: that is between the two. */
    private void requireOfCaller(String caller, Optional<String> asker, JsonNode body) {
        var violations = new ArrayList<Problem.Violation>();
        if (asker.isPresent() && body.has("onBehalfOf")) {
            violations.add(new Problem.Violation("/onBehalfOf", "stands beside another asker"));
        }
        if (asker.filter(each -> !each.equals(caller)).isPresent()) {
            if (!parties.isRegistered(asker.get())) {
                violations.add(new Problem.Violation("/asker", "names no entity of this node"));
            }
            if (body.has("from") && !strings(body.get("from")).equals(List.of(caller))) {
                violations.add(new Problem.Violation("/from", "names another than the caller"));
            }
            if (body.has("notTo")) {
                violations.add(new Problem.Violation("/notTo", "leaves out the one who is asked"));
            }
        }
        if (!violations.isEmpty()) {
            throw Problem.of(
                            ExchangeProblem.REQUEST_INVALID,
                            "Another entity's question can be rehearsed as put to the caller only.")
                    .withViolations(violations);
        }
    }

    /** A request that was stored without its subject: it was valid then. */
    Question again(String asker, JsonNode kept) {
        var through =
                Optional.ofNullable(kept.get("mandate"))
                        .map(
                                mandate ->
                                        new Acting.Through(
                                                kept.get("centre").stringValue(),
                                                UUID.fromString(mandate.stringValue())));
        return question(new Acting(asker, through), type(kept), kept, Set.of());
    }

    private Question question(
            Acting acting, RecordType type, JsonNode body, Set<String> identifiers) {
        var from = Optional.ofNullable(body.get("from")).map(Questions::strings);
        from.ifPresent(codes -> requireKnown(codes, "/from"));
        var notTo =
                Optional.ofNullable(body.get("notTo")).map(Questions::strings).orElse(List.of());
        requireKnown(notTo, "/notTo");
        var terms =
                new DataRequest(
                        "",
                        acting.entity(),
                        type.schema().name(),
                        body.get("purpose").stringValue(),
                        LegalBasis.of(body.get("legalBasis").stringValue()).orElseThrow(),
                        Optional.ofNullable(body.get("consent")).map(Questions::consent),
                        Optional.ofNullable(body.get("want"))
                                .map(Questions::strings)
                                .orElse(List.of()));
        var kept = Json.copy((ObjectNode) body);
        kept.remove("subject");
        acting.through()
                .ifPresent(
                        through ->
                                kept.put("centre", through.centre())
                                        .put("mandate", through.mandate().toString()));
        return new Question(
                type,
                terms,
                identifiers,
                from,
                new LinkedHashSet<>(notTo),
                kept,
                acting.through(),
                Optional.empty());
    }

    private RecordType type(JsonNode body) {
        var name = body.get("type").stringValue();
        return types.named(name)
                .orElseThrow(
                        () ->
                                Problem.of(
                                                ExchangeProblem.UNKNOWN_TYPE,
                                                "The type is not one of this node.")
                                        .at("/type", "names no record type"));
    }

    private void requireKnown(List<String> codes, String pointer) {
        var violations = new ArrayList<Problem.Violation>();
        for (int i = 0; i < codes.size(); i++) {
            if (!parties.isRegistered(codes.get(i))) {
                violations.add(
                        new Problem.Violation(pointer + "/" + i, "names no entity of this node"));
            }
        }
        if (!violations.isEmpty()) {
            throw Problem.of(
                            ExchangeProblem.REQUEST_INVALID,
                            "The request names an entity that is not known.")
                    .withViolations(violations);
        }
    }

    private static Consent consent(JsonNode given) {
        return new Consent(
                given.get("reference").stringValue(),
                Set.copyOf(strings(given.get("purposes"))),
                Set.copyOf(strings(given.get("recipients"))),
                Instant.parse(given.get("givenAt").stringValue()),
                Optional.ofNullable(given.get("expiresAt"))
                        .map(at -> Instant.parse(at.stringValue())),
                Optional.ofNullable(given.get("evidenceDigest")).map(JsonNode::stringValue));
    }

    private static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::stringValue)
                .distinct()
                .toList();
    }
}
