package comity.parties;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import comity.kernel.Json;
import comity.kernel.Problem;
import comity.kernel.Times;
import comity.parties.Credentials.Credential;
import comity.trust.Digests;
import comity.trust.TrustException;
import comity.trust.VerificationKey;
import comity.trust.http.HttpRequest;
import comity.trust.http.RequestSignature;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Decides whether a signed request is let in: the form of its signature, its content's digest, its
 * key, the signature, the time, the nonce, in this order. Source: docs/protocol.md, section 2,
 * "Acceptance".
 */
public final class Admissions {

    private static final int PARSED_KEYS = 10_000;

    private final Credentials credentials;
    private final InstantSource clock;

    /**
     * Parsed keys by thumbprint, which is a digest of the key: this holds arithmetic, never a
     * decision.
     */
    private final Cache<String, VerificationKey> parsed =
            Caffeine.newBuilder().maximumSize(PARSED_KEYS).build();

    public Admissions(DataSource database, InstantSource clock) {
        this.credentials = new Credentials(database);
        this.clock = clock;
    }

    /**
     * Who verifiably sent the request.
     *
     * @param request with the node's public authority
     * @throws Problem 401, whose type is the reason, with {@code Accept-Signature}
     */
    public Caller admit(HttpRequest request, byte[] content) {
        if (request.fields().apply("signature-input").isEmpty()
                || request.fields().apply("signature").isEmpty()) {
            throw unsigned(request.method());
        }
        try {
            var signature = RequestSignature.read(request);
            signature.requireContent(content);
            // Only a POST has one: what a GET answers is never kept.
            var idempotencyKey =
                    request.method().equals("POST")
                            ? single(request.fields().apply("idempotency-key"))
                            : Optional.<String>empty();
            var credential =
                    credentials
                            .find(signature.keyid(), signature.nonce(), idempotencyKey)
                            .orElseThrow(
                                    () ->
                                            Problem.of(
                                                    PartiesProblem.KEY_UNKNOWN,
                                                    "The key is not registered here."));
            // Before anything is told about the key: only its owner needs to know.
            var signed = signature.verify(key(signature.keyid(), credential));
            signature.requireFresh(clock.instant());
            requireUsable(credential, Times.now(clock));
            if (credential.nonceSpent()) {
                throw Problem.of(PartiesProblem.NONCE_REPLAYED, "The nonce was used before.");
            }
            return new Caller(
                    credential.entity(),
                    signed,
                    request.method(),
                    request.path() + request.query().map(query -> "?" + query).orElse(""),
                    idempotencyKey,
                    Digests.sha256(content),
                    credential.earlier());
        } catch (TrustException refused) {
            throw accepting(request, problem(refused));
        } catch (Problem refused) {
            throw accepting(request, refused);
        }
    }

    /** What an unsigned request gets where a signature is needed. */
    public static Problem unsigned(String method) {
        return Problem.of(
                        PartiesProblem.SIGNATURE_MISSING,
                        "This address answers signed requests only.")
                .withHeader("Accept-Signature", RequestSignature.accepted(method));
    }

    private static void requireUsable(Credential credential, Instant now) {
        if (credential.revokedAt().isPresent() && !now.isBefore(credential.revokedAt().get())) {
            throw Problem.of(PartiesProblem.KEY_REVOKED, "The key is revoked.");
        }
        if (now.isBefore(credential.notBefore())) {
            throw Problem.of(PartiesProblem.KEY_NOT_VALID, "The key is not yet valid.");
        }
        if (credential.expiresAt().isPresent() && !now.isBefore(credential.expiresAt().get())) {
            throw Problem.of(PartiesProblem.KEY_NOT_VALID, "The key has expired.");
        }
        if (!credential.uses().contains(KeyUse.HTTP)) {
            throw Problem.of(PartiesProblem.KEY_USE, "The key is not registered with use 'http'.");
        }
        if (!credential.active()) {
            throw Problem.of(PartiesProblem.ENTITY_INACTIVE, "The entity is not active.");
        }
    }

    private VerificationKey key(String thumbprint, Credential credential) {
        return parsed.get(
                thumbprint,
                unparsed ->
                        VerificationKey.ofJwk(
                                Json.read(credential.jwk().getBytes(StandardCharsets.UTF_8))));
    }

    private static Problem problem(TrustException refused) {
        var type =
                switch (refused.reason()) {
                    case "signature-missing" -> PartiesProblem.SIGNATURE_MISSING;
                    case "digest-missing", "digest-unsupported", "digest-mismatch" ->
                            PartiesProblem.DIGEST_MISMATCH;
                    case "signature-expired", "signature-ahead" -> PartiesProblem.SIGNATURE_STALE;
                    default -> PartiesProblem.SIGNATURE_INVALID;
                };
        return Problem.of(type, refused.sentence());
    }

    private static Problem accepting(HttpRequest request, Problem refused) {
        return refused.type().status() == 401
                ? refused.withHeader(
                        "Accept-Signature", RequestSignature.accepted(request.method()))
                : refused;
    }

    private static Optional<String> single(List<String> lines) {
        // Several lines are covered joined: as one value they are no valid key, and refused later.
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lines));
    }
}
