package comity.parties;

import comity.kernel.Json;
import comity.kernel.Problem;
import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.Jws;
import comity.trust.TrustException;
import comity.trust.VerificationKey;
import comity.trust.VerifiedJws;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * What an entity asks about its own keys, with the proofs that it may: a registration is signed by
 * the new key and by an {@code agreement} key of the entity, a revocation by an {@code agreement}
 * key. Joins the current transaction. Source: docs/protocol.md, section 1.
 */
public final class KeyRequests {

    /** The type of the JWS that a new key signs over itself. */
    public static final String KEY_TYPE = "comity-key+jwt";

    /** The type of the JWS by which an agreement key authorises a change. */
    public static final String AUTHORIZATION_TYPE = "comity-key-authorization+jwt";

    /** How old a proof may be: time enough to carry it from one desk to another. */
    private static final Duration MAX_AGE = Duration.ofHours(24);

    private static final Duration MAX_AHEAD = Duration.ofSeconds(30);

    private final Parties parties;
    private final InstantSource clock;

    public KeyRequests(Parties parties, InstantSource clock) {
        this.parties = parties;
        this.clock = clock;
    }

    /**
     * Registers a key.
     *
     * @param content {@code {"key": <JWS by the new key>, "authorization": <JWS>}}
     * @throws Problem {@link PartiesProblem#KEY_REFUSED} or {@link PartiesProblem#KEY_EXISTS}
     */
    public RegisteredKey register(String entity, JsonNode content) {
        var refused = PartiesProblem.KEY_REFUSED;
        var form = Members.of(content, Set.of("key", "authorization"), refused, "");
        var keyJws = form.text("key");
        var registration = proved(entity, keyJws);
        var authorization = authorization(entity, form.text("authorization"), "register", refused);
        require(
                authorization.text("keyDigest").equals(Digests.sha256Text(keyJws)),
                authorization,
                "keyDigest",
                "is not that of the member key");
        return parties.registerKey(registration);
    }

    /**
     * Registers a key that a person authorised, whose right to do so the caller has checked: the
     * entity's administrator, in the console.
     *
     * @param keyJws the JWS by which the new key signs itself
     * @throws Problem as {@link #register}
     */
    public RegisteredKey registerAuthorised(String entity, String keyJws) {
        return parties.registerKey(proved(entity, keyJws));
    }

    /** What a key says of itself, signed by it: that whoever registers it has it. */
    private KeyRegistration proved(String entity, String keyJws) {
        var refused = PartiesProblem.KEY_REFUSED;
        var claims =
                claims(
                        verified(keyJws, KEY_TYPE, kid -> claimedKey(keyJws, kid), refused, "/key"),
                        Set.of("entity", "jwk", "uses", "custody", "nbf", "exp", "iat", "jti"),
                        refused,
                        "/key");
        require(claims.text("entity").equals(entity), claims, "entity", "is another entity");
        // A key that this node keeps is made here, not sent.
        require(
                claims.text("custody").equals(Custody.ENTITY.code()),
                claims,
                "custody",
                "must be 'entity'");
        return new KeyRegistration(
                entity,
                claims.object("jwk"),
                uses(claims),
                Custody.ENTITY,
                claims.numericDate("nbf"),
                claims.numericDate("exp"));
    }

    /**
     * Revokes a key of the entity, or says since when a revoked one is compromised.
     *
     * @param content {@code {"revokedAt"?: time, "compromisedSince"?: time, "authorization":
     *     <JWS>}}
     * @throws Problem {@link PartiesProblem#REVOCATION_REFUSED}
     */
    public RegisteredKey revoke(String entity, String thumbprint, JsonNode content) {
        var refused = PartiesProblem.REVOCATION_REFUSED;
        var form =
                Members.of(
                        content,
                        Set.of("revokedAt", "compromisedSince", "authorization"),
                        refused,
                        "");
        var authorization = authorization(entity, form.text("authorization"), "revoke", refused);
        require(
                authorization.text("thumbprint").equals(thumbprint),
                authorization,
                "thumbprint",
                "is another key");
        for (var time : List.of("revokedAt", "compromisedSince")) {
            require(
                    form.time(time).equals(authorization.time(time)),
                    authorization,
                    time,
                    "is not what the request says");
        }
        return parties.revokeKey(thumbprint, form.time("revokedAt"), form.time("compromisedSince"));
    }

    /** What an agreement key of the entity authorises. */
    private Members authorization(String entity, String jws, String act, PartiesProblem refused) {
        var at = "/authorization";
        var members =
                act.equals("register")
                        ? Set.of("act", "entity", "keyDigest", "iat", "jti")
                        : Set.of(
                                "act",
                                "entity",
                                "thumbprint",
                                "revokedAt",
                                "compromisedSince",
                                "iat",
                                "jti");
        var signed =
                verified(jws, AUTHORIZATION_TYPE, kid -> agreementKey(entity, kid), refused, at);
        var claims = claims(signed, members, refused, at);
        require(claims.text("act").equals(act), claims, "act", "must be '" + act + "'");
        require(claims.text("entity").equals(entity), claims, "entity", "is another entity");
        return claims;
    }

    private Optional<VerificationKey> agreementKey(String entity, String kid) {
        return parties.key(kid)
                .filter(key -> key.entity().equals(entity))
                .filter(key -> key.maySign(KeyUse.AGREEMENT, clock.instant()))
                .map(key -> VerificationKey.ofJwk(key.jwk()));
    }

    /** The key that the payload holds, and that must therefore have signed it. */
    private static Optional<VerificationKey> claimedKey(String jws, String kid) {
        var parts = jws.split("\\.", -1);
        var payload = Json.read(Base64Url.decode(parts[1]));
        return Optional.ofNullable(payload.get("jwk"))
                .map(VerificationKey::ofJwk)
                .filter(key -> key.thumbprint().equals(kid));
    }

    private static VerifiedJws verified(
            String jws,
            String type,
            Function<String, Optional<VerificationKey>> keyByKid,
            PartiesProblem refused,
            String at) {
        try {
            return Jws.verify(jws, type, keyByKid);
        } catch (TrustException unproven) {
            throw Problem.of(refused, "A proof does not verify.").at(at, unproven.sentence());
        } catch (Problem notStrictJson) {
            throw Problem.of(refused, "A proof does not verify.").at(at, notStrictJson.detail());
        }
    }

    private Members claims(
            VerifiedJws signed, Set<String> known, PartiesProblem refused, String at) {
        var claims = Members.of(signed.payload(), known, refused, at);
        var now = clock.instant();
        var issued =
                claims.numericDate("iat")
                        .orElseThrow(() -> claims.wrong("iat", "must be a number of seconds"));
        require(!issued.isBefore(now.minus(MAX_AGE)), claims, "iat", "is more than 24 hours ago");
        require(!issued.isAfter(now.plus(MAX_AHEAD)), claims, "iat", "is in the future");
        // That each proof has a name; a key is registered once and revoked once, so that repeating
        // one changes nothing.
        claims.text("jti");
        return claims;
    }

    private static Set<KeyUse> uses(Members claims) {
        var uses = EnumSet.noneOf(KeyUse.class);
        for (var code : claims.texts("uses", KeyUse.values().length)) {
            var use =
                    KeyUse.of(code)
                            .orElseThrow(
                                    () ->
                                            claims.wrong(
                                                    "uses", "holds 'http', 'record', 'agreement'"));
            require(uses.add(use), claims, "uses", "names a use twice");
        }
        return uses;
    }

    private static void require(boolean holds, Members claims, String member, String what) {
        if (!holds) {
            throw claims.wrong(member, what);
        }
    }
}
