package comity.client;

import comity.client.wire.Agreement;
import comity.trust.Jws;
import comity.trust.TrustException;
import comity.trust.VerificationKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An act whose signature verified under a key that the directory lists for the entity that acted,
 * with the use {@code agreement}: only {@link Comity#signedActs} makes one. That the key was the
 * entity's at the time is the log's to say. Source: docs/protocol.md, section 8.
 */
public final class SignedAct {

    private final ActKind kind;
    private final String entity;
    private final long version;
    private final String termsDigest;
    private final String signatory;
    private final String jti;
    private final List<Reservation> reservations;

    private SignedAct(ActKind kind, JsonNode payload) {
        this.kind = kind;
        this.entity = payload.path("entity").asString("");
        this.version = payload.path("version").asLong(0);
        this.termsDigest = payload.path("termsDigest").asString("");
        this.signatory = payload.path("signatory").asString("");
        this.jti = payload.path("jti").asString("");
        var listed = new ArrayList<Reservation>();
        payload.path("reservations").forEach(each -> listed.add(Reservation.of(each)));
        this.reservations = List.copyOf(listed);
    }

    /**
     * @param agreement the id of the agreement that the node lists the act under
     * @param directory the key set of the entity that the node says has acted
     * @throws TrustException as {@link Jws#verify}, {@code act-other} if the act is not the one
     *     that is listed, or {@code reservation-unknown}
     */
    static SignedAct verify(String agreement, Agreement.Act listed, JsonNode directory) {
        var keys = new HashMap<String, VerificationKey>();
        for (var jwk : directory.path("keys")) {
            if (mayAct(jwk)) {
                var key = VerificationKey.ofJwk(jwk);
                keys.put(key.thumbprint(), key);
            }
        }
        var jws = Optional.ofNullable(listed.jws()).orElse("");
        var payload =
                Jws.verify(jws, Comity.ACT, kid -> Optional.ofNullable(keys.get(kid))).payload();
        var kind = ActKind.of(payload.path("act").asString(""));
        var act = new SignedAct(kind.orElseThrow(SignedAct::other), payload);
        if (!payload.path("agreement").asString("").equals(agreement)
                || !act.kind.code().equals(listed.act())
                || !act.entity.equals(listed.entity())
                || !Optional.of(act.version).equals(Optional.ofNullable(listed.version()))) {
            throw other();
        }
        return act;
    }

    private static boolean mayAct(JsonNode jwk) {
        return jwk.path("uses")
                .valueStream()
                .anyMatch(use -> use.asString("").equals(KeyUse.AGREEMENT.code()));
    }

    private static TrustException other() {
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
