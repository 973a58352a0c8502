package comity.exchange;

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

    Publications(RecordTypes types, Parties parties) {
        this.types = types;
        this.parties = parties;
    }

    /**
     * A record that may be published.
     *
     * @param pointer to what the record came in, for problems that are not about its content
     * @throws Problem which rule it breaks, and where
     */
    Publication verify(String issuer, String compact, String pointer, Instant at) {
        var sdJwt = signed(issuer, compact, pointer, at);
        var claims = sdJwt.claims();
        requireClaims(issuer, claims, pointer, at);
        var type =
                types.ofUrn(claims.type())
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                        ExchangeProblem.UNKNOWN_TYPE,
                                                        "The type is not one of this node.")
                                                .at(pointer, "the claim vct names no record type"));
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
        if (!deviations.isEmpty()) {
            throw Problem.of(
                            ExchangeProblem.RECORD_INVALID,
                            "The record's disclosures are not those of its type; the pointers are into the content.")
                    .withViolations(deviations);
        }
        return new Publication(
                claims.id(),
                issuer,
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

    private SdJwt signed(String issuer, String compact, String pointer, Instant at) {
        try {
            return SdJwt.verify(compact, thumbprint -> recordKey(issuer, thumbprint, at));
        } catch (TrustException broken) {
            if (broken.reason().equals("key-unknown")) {
                throw Problem.of(
                                ExchangeProblem.RECORD_KEY_UNFIT,
                                "The record is not signed by a valid key of use `record` of its issuer.")
                        .at(pointer, "the header kid");
            }
            throw invalid(pointer, broken.reason(), broken.sentence());
        }
    }

    private Optional<VerificationKey> recordKey(String issuer, String thumbprint, Instant at) {
        return parties.key(thumbprint)
                .filter(key -> key.entity().equals(issuer) && key.maySign(KeyUse.RECORD, at))
                .map(RegisteredKey::jwk)
                .map(VerificationKey::ofJwk);
    }

    private void requireClaims(String issuer, RecordClaims claims, String pointer, Instant at) {
        if (claims.act().isPresent()) {
            throw Problem.of(
                            ExchangeProblem.MANDATE_UNAVAILABLE, "This node keeps no mandates yet.")
                    .at(pointer, "the claim act is not available");
        }
        var identifier = parties.entity(issuer).map(entity -> entity.identifier().toString());
        if (!identifier.equals(Optional.of(claims.issuer()))) {
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
