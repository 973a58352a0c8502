package comity.agreements;

import comity.agreements.decision.ActKind;
import comity.agreements.decision.AgreementId;
import comity.agreements.decision.Reservation;
import comity.agreements.template.Annexes;
import comity.kernel.Json;
import comity.kernel.Problem;
import comity.parties.KeyUse;
import comity.parties.Parties;
import comity.schema.Schema;
import comity.trust.Jws;
import comity.trust.TrustException;
import comity.trust.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An act whose signature verified under a key that may sign acts for the entity that acts. Only
 * {@link #verify} makes one. Source: docs/protocol.md, section 8.
 */
final class VerifiedAct {

    static final String TYPE = "comity-act+jwt";

    /** As for messages: how far the signer's clock may be ahead. */
    private static final Duration AHEAD = Duration.ofSeconds(30);

    private final String jws;
    private final ObjectNode payload;

    private VerifiedAct(String jws, ObjectNode payload) {
        this.jws = jws;
        this.payload = payload;
    }

    /**
     * @param entity the code of the entity that must be the one that acts
     * @param schema of the payload
     * @throws Problem {@link AgreementsProblem#ACT_INVALID} or {@link
     *     AgreementsProblem#ACT_OF_ANOTHER}
     */
    static VerifiedAct verify(
            String jws, String entity, Schema schema, Parties parties, Instant at) {
        ObjectNode payload;
        try {
            payload = Jws.verify(jws, TYPE, kid -> key(kid, entity, parties, at)).payload();
        } catch (TrustException unproven) {
            throw invalid(unproven.reason(), unproven.sentence());
        }
        var violations = schema.validate(payload);
        if (!violations.isEmpty()) {
            throw invalid("payload-invalid", "The payload does not follow " + schema.path() + ".")
                    .withViolations(violations);
        }
        if (!payload.required("entity").stringValue().equals(entity)) {
            throw Problem.of(AgreementsProblem.ACT_OF_ANOTHER, "The act names another entity.");
        }
        if (Instant.ofEpochSecond(payload.required("iat").longValue()).isAfter(at.plus(AHEAD))) {
            throw invalid("iat-ahead", "The act is dated in the future.");
        }
        return new VerifiedAct(jws, payload);
    }

    private static Optional<VerificationKey> key(
            String kid, String entity, Parties parties, Instant at) {
        return parties.key(kid)
                .filter(key -> key.entity().equals(entity))
                .filter(key -> key.maySign(KeyUse.AGREEMENT, at))
                .map(key -> VerificationKey.ofJwk(key.jwk()));
    }

    private static Problem invalid(String reason, String sentence) {
        return Problem.of(AgreementsProblem.ACT_INVALID, sentence)
                .with("reason", JsonNodeFactory.instance.stringNode(reason));
    }

    /**
     * The text that it is about.
     *
     * @throws Problem {@link AgreementsProblem#ACT_ELSEWHERE} naming what it is about instead
     */
    AgreementText textAmong(List<AgreementText> texts, AgreementId addressed) {
        var elsewhere = new ArrayList<Problem.Violation>();
        if (!payload.required("agreement").stringValue().equals(addressed.toString())) {
            elsewhere.add(new Problem.Violation("/agreement", "is not the agreement addressed"));
        }
        var text = texts.stream().filter(each -> each.version == version()).findFirst();
        if (text.isEmpty()) {
            elsewhere.add(new Problem.Violation("/version", "is no version of the agreement"));
        }
        text.filter(each -> !payload.required("termsDigest").stringValue().equals(each.termsDigest))
                .ifPresent(
                        other ->
                                elsewhere.add(
                                        new Problem.Violation(
                                                "/termsDigest", "is not the digest of the terms")));
        if (!elsewhere.isEmpty()) {
            throw Problem.of(AgreementsProblem.ACT_ELSEWHERE, "The act is about something else.")
                    .withViolations(List.copyOf(elsewhere));
        }
        return text.orElseThrow();
    }

    ActKind kind() {
        return ActKind.of(payload.required("act").stringValue()).orElseThrow();
    }

    int version() {
        return payload.required("version").intValue();
    }

    /** The key of the act by which another acceded, if this is about one. */
    Optional<Act.Key> accession() {
        var accession = payload.path("accession");
        return accession.isMissingNode()
                ? Optional.empty()
                : Optional.of(
                        new Act.Key(
                                accession.required("entity").stringValue(),
                                accession.required("jti").stringValue()));
    }

    List<Reservation> reservations() {
        var reservations = new ArrayList<Reservation>();
        for (var each : payload.path("reservations")) {
            reservations.add(Reservation.of(entity(), reservations.size(), each));
        }
        return reservations;
    }

    /**
     * Statements of reservations that would make a reader see something else than what is signed.
     */
    List<Problem.Violation> unreadable() {
        var violations = new ArrayList<Problem.Violation>();
        int index = 0;
        for (var each : payload.path("reservations")) {
            if (!Annexes.isPlain(each.path("statement").asString(""))) {
                violations.add(
                        new Problem.Violation(
                                "/reservations/%d/statement".formatted(index), Annexes.DECEIVES));
            }
            index++;
        }
        return violations;
    }

    /** As a JSON array. */
    String reservationsText() {
        var reservations = payload.path("reservations");
        return reservations.isEmpty()
                ? "[]"
                : new String(Json.write(reservations), StandardCharsets.UTF_8);
    }

    String entity() {
        return payload.required("entity").stringValue();
    }

    String jti() {
        return payload.required("jti").stringValue();
    }

    /** The compact JWS. */
    String jws() {
        return jws;
    }

    /** The payload, as it was signed. */
    ObjectNode payload() {
        return payload;
    }
}
