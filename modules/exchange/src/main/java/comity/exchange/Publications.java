package comity.exchange;

import comity.agreements.MandatedAct;
import comity.agreements.decision.AgreementId;
import comity.kernel.Problem;
import comity.parties.KeyUse;
import comity.parties.Parties;
import comity.parties.RegisteredKey;
import comity.schema.Annotated;
import comity.trust.Digests;
import comity.trust.TrustException;
import comity.trust.VerificationKey;
import comity.trust.sdjwt.Pointers;
import comity.trust.sdjwt.RecordClaims;
import comity.trust.sdjwt.SdJwt;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Verifies what is to be published, from the outside in: signature, claims, content, disclosures.
 * Source: docs/protocol.md, section 3.
 */
final class Publications {

    /** How far an issuer's clock may be ahead: as for requests. */
    private static final Duration AHEAD = Duration.ofSeconds(30);

    private final RecordTypes types;
    private final Parties parties;
    private final Mandated mandated;

    Publications(RecordTypes types, Parties parties, Mandated mandated) {
        this.types = types;
        this.parties = parties;
        this.mandated = mandated;
    }

    /**
     * A record that may be published.
     *
     * @param caller who publishes, and must have signed it
     * @param client whose record it is, if another's
     * @param pointer to what the record came in, for problems that are not about its content
     * @throws Problem which rule it breaks, and where
     */
    Publication verify(
            String caller, Optional<String> client, String compact, String pointer, Instant at) {
        var sdJwt = signed(caller, compact, pointer, at);
        var claims = sdJwt.claims();
        var issuer = client.orElse(caller);
        requireClaims(issuer, claims, pointer, at);
        var type =
                types.ofUrn(claims.type())
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                        ExchangeProblem.UNKNOWN_TYPE,
                                                        "The type is not one of this node.")
                                                .at(pointer, "the claim vct names no record type"));
        var acting = acting(caller, issuer, claims, type, pointer);
        requireContent(type, sdJwt.content());
        var deviations =
                sdJwt.deviations(
                        Pointers.of(
                                type.schema().annotated().stream()
                                        .map(Annotated::pattern)
                                        .toList()));
        if (sdJwt.hiddenDigests() > 0) {
            throw invalid(
                    pointer, "a digest", "The record has digests whose disclosures were not sent.");
        }
        if (!sdJwt.isSalted()) {
            throw invalid(
                    pointer,
                    "a salt",
                    "Each disclosure needs a salt of its own: 128 random bits or more, in base64url.");
        }
        if (!deviations.isEmpty()) {
            throw Problem.of(
                            ExchangeProblem.RECORD_INVALID,
                            "The record's disclosures are not those of its type; the pointers are into the content.")
                    .withViolations(deviations);
        }
        return new Publication(
                claims.id(),
                acting,
                type,
                sdJwt,
                Digests.sha256Text(compact.substring(0, compact.indexOf('~'))),
                claims.status());
    }

    /**
     * Demands that content follows its type, and that its subject can be found.
     *
     * @throws Problem {@link ExchangeProblem#RECORD_INVALID}, with pointers into the content
     */
    static void requireContent(RecordType type, JsonNode content) {
        var violations = type.schema().validate(content);
        if (violations.isEmpty()) {
            violations = type.violationsOf(content);
        }
        if (!violations.isEmpty()) {
            throw Problem.of(
                            ExchangeProblem.RECORD_INVALID,
                            "The record's content does not follow its type; the pointers are into the content.")
                    .withViolations(violations);
        }
        if (type.identifiersOf(content).isEmpty()) {
            throw Problem.of(
                            ExchangeProblem.RECORD_INVALID,
                            "The record's subject has nothing to be found by; the pointer is into the content.")
                    .at("/subject", "has nothing to be found by");
        }
    }

    /** A record says who signed it for its issuer, and under which mandate, or that nobody did. */
    private Acting acting(
            String caller, String issuer, RecordClaims claims, RecordType type, String pointer) {
        if (caller.equals(issuer)) {
            if (claims.act().isPresent()) {
                throw invalid(
                        pointer,
                        "the claim act",
                        "The record names a centre, but its issuer publishes it itself.");
            }
            return Acting.own(issuer);
        }
        var act =
                claims.act()
                        .filter(each -> identifier(caller).equals(Optional.of(each.centre())))
                        .orElseThrow(
                                () ->
                                        invalid(
                                                pointer,
                                                "the claim act",
                                                "The record does not name the centre that publishes it for its issuer."));
        return mandate(act)
                .filter(
                        id ->
                                mandated.covers(
                                        id,
                                        caller,
                                        issuer,
                                        MandatedAct.PUBLISH,
                                        type.schema().name()))
                .map(id -> Acting.through(issuer, caller, id))
                .orElseThrow(
                        () ->
                                Problem.of(
                                                ExchangeProblem.MANDATE_MISSING,
                                                "The mandate that the record names does not cover this.")
                                        .at(pointer, "the claim act"));
    }

    private static Optional<UUID> mandate(RecordClaims.Act act) {
        return AgreementId.parse(act.mandate()).map(AgreementId::value);
    }

    private Optional<String> identifier(String entity) {
        return parties.entity(entity).map(found -> found.identifier().toString());
    }

    private SdJwt signed(String signer, String compact, String pointer, Instant at) {
        try {
            return SdJwt.verify(compact, thumbprint -> recordKey(signer, thumbprint, at));
        } catch (TrustException broken) {
            if (broken.reason().equals("key-unknown")) {
                throw Problem.of(
                                ExchangeProblem.RECORD_KEY_UNFIT,
                                "The record is not signed by a valid key of use `record` of who publishes it.")
                        .at(pointer, "the header kid");
            }
            throw invalid(pointer, broken.reason(), broken.sentence());
        }
    }

    private Optional<VerificationKey> recordKey(String signer, String thumbprint, Instant at) {
        return parties.key(thumbprint)
                .filter(key -> key.entity().equals(signer) && key.maySign(KeyUse.RECORD, at))
                .map(RegisteredKey::jwk)
                .map(VerificationKey::ofJwk);
    }

    private void requireClaims(String issuer, RecordClaims claims, String pointer, Instant at) {
        if (!identifier(issuer).equals(Optional.of(claims.issuer()))) {
            throw invalid(
                    pointer,
                    "the claim iss",
                    "The record names another issuer than the entity that publishes it.");
        }
        if (claims.issuedAt().isAfter(at.plus(AHEAD))) {
            throw invalid(pointer, "the claim iat", "The record was issued in the future.");
        }
        if (claims.expiresAt().filter(end -> !at.isBefore(end)).isPresent()) {
            throw invalid(pointer, "the claim exp", "The record has expired.");
        }
    }

    private static Problem invalid(String pointer, String where, String sentence) {
        return Problem.of(ExchangeProblem.RECORD_INVALID, sentence).at(pointer, where);
    }
}
