package comity.client;

import comity.client.wire.Agreement;
import comity.trust.Jws;
import comity.trust.TrustException;
import comity.trust.VerificationKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An act whose signature verified under a key that the directory lists for the entity that acted,
 * with the use {@code agreement}, valid at the time that the act states: only {@link
 * Comity#signedActs} makes one. When it was made in truth is the log's to say. Source:
 * docs/protocol.md, section 8.
 */
public final class SignedAct {

    private final ActKind kind;
    private final String entity;
    private final long version;
    private final String termsDigest;
    private final String signatory;
    private final String jti;
    private final Instant statedAt;
    private final List<Reservation> reservations;

    private SignedAct(ActKind kind, JsonNode payload) {
        this.kind = kind;
        this.entity = payload.path("entity").asString("");
        this.version = payload.path("version").asLong(0);
        this.termsDigest = payload.path("termsDigest").asString("");
        this.signatory = payload.path("signatory").asString("");
        this.jti = payload.path("jti").asString("");
        this.statedAt = Instant.ofEpochSecond(payload.path("iat").asLong(0));
        this.reservations = reservations(payload);
    }

    private static List<Reservation> reservations(JsonNode payload) {
        var listed = payload.get("reservations");
        if (listed == null) {
            return List.of();
        }
        if (!listed.isArray()) {
            throw Reservation.unknown("reservations");
        }
        var reservations = new ArrayList<Reservation>();
        listed.forEach(each -> reservations.add(Reservation.of(each)));
        return List.copyOf(reservations);
    }

    /**
     * @param agreement the id of the agreement that the node lists the act under
     * @param directory the key set of the entity that the node says has acted
     * @throws TrustException as {@link Jws#verify}, {@code key-not-valid}, {@code act-other} if the
     *     act is not the one that is listed, or {@code reservation-unknown}
     */
    static SignedAct verify(String agreement, Agreement.Act listed, JsonNode directory) {
        var keys = new HashMap<String, VerificationKey>();
        var terms = new HashMap<String, JsonNode>();
        for (var jwk : directory.path("keys")) {
            if (mayAct(jwk)) {
                var key = VerificationKey.ofJwk(jwk);
                keys.put(key.thumbprint(), key);
                terms.put(key.thumbprint(), jwk);
            }
        }
        var jws = Optional.ofNullable(listed.jws()).orElse("");
        var signed = Jws.verify(jws, Comity.ACT, kid -> Optional.ofNullable(keys.get(kid)));
        var payload = signed.payload();
        var kind = ActKind.of(payload.path("act").asString(""));
        var act = new SignedAct(kind.orElseThrow(SignedAct::other), payload);
        if (!payload.path("agreement").asString("").equals(agreement)
                || !act.kind.code().equals(listed.act())
                || !act.entity.equals(listed.entity())
                || !Optional.of(act.version).equals(Optional.ofNullable(listed.version()))) {
            throw other();
        }
        requireValid(Objects.requireNonNull(terms.get(signed.key().thumbprint())), act.statedAt);
        return act;
    }

    /** An act states whole seconds, so that it may seem to be a little older than its key. */
    private static void requireValid(JsonNode jwk, Instant at) {
        boolean isValid =
                time(jwk, "nbf").map(at.plusSeconds(1)::isAfter).orElse(true)
                        && time(jwk, "exp").map(at::isBefore).orElse(true)
                        && time(jwk, "revokedAt").map(at::isBefore).orElse(true)
                        && time(jwk, "compromisedSince").map(at::isBefore).orElse(true);
        if (!isValid) {
            throw new TrustException(
                    "key-not-valid",
                    "The key of an act was not valid when it says that it was made.");
        }
    }

    private static Optional<Instant> time(JsonNode jwk, String name) {
        return Optional.ofNullable(jwk.get(name)).map(time -> Instant.parse(time.asString("")));
    }

    private static boolean mayAct(JsonNode jwk) {
        return jwk.path("uses")
                .valueStream()
                .anyMatch(use -> use.asString("").equals(KeyUse.AGREEMENT.code()));
    }

    static TrustException other() {
        return new TrustException("act-other", "An act is not the one that it is listed as.");
    }

    /** What was done. */
    public ActKind kind() {
        return kind;
    }

    /** The code of who did it. */
    public String entity() {
        return entity;
    }

    /** Of the text. */
    public long version() {
        return version;
    }

    /** Of the terms that were before its signatory. */
    public String termsDigest() {
        return termsDigest;
    }

    /** Who signed for the entity. */
    public String signatory() {
        return signatory;
    }

    /** When it says that it was made, in whole seconds; the log says when the node took it. */
    public Instant statedAt() {
        return statedAt;
    }

    /** What a signature takes out of the terms. */
    public List<Reservation> reservations() {
        return reservations;
    }

    /**
     * By what this is admitted or objected to, where one acceded by it.
     *
     * @throws IllegalStateException if it is no signature
     */
    public Accession accession() {
        if (kind != ActKind.SIGN) {
            throw new IllegalStateException(
                    "Nobody accedes by an act to %s.".formatted(kind.code()));
        }
        return new Accession(entity, jti);
    }
}
