package comity.trust.sdjwt;

import comity.kernel.Json;
import comity.trust.TrustException;
import comity.trust.statuslist.StatusPlace;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a record says of itself, in the clear. Source: docs/protocol.md, section 3.
 *
 * @param issuer {@code iss}: the issuing entity's identifier, an HTTPS URI
 * @param id {@code jti}: a UUID version 7
 * @param issuedAt {@code iat}, in whole seconds; it proves nothing
 * @param notBefore {@code nbf}, in whole seconds
 * @param expiresAt {@code exp}, in whole seconds
 * @param type {@code vct}: the record type's URN
 * @param status {@code status}: the record's place in its issuer's status list
 * @param act {@code act}: who signed for the issuer, under which mandate
 */
public record RecordClaims(
        String issuer,
        UUID id,
        Instant issuedAt,
        Optional<Instant> notBefore,
        Optional<Instant> expiresAt,
        String type,
        StatusPlace status,
        Optional<Act> act) {

    private static final int MAX_TEXT = 2048;

    /** 9999-12-31T23:59:59Z: what follows has no RFC 3339 form. */
    private static final long MAX_SECONDS = 253_402_300_799L;

    /**
     * Under a mandate.
     *
     * @param centre {@code sub}: the identifier of the shared-service centre that signed
     * @param mandate the mandate's id
     */
    public record Act(String centre, String mandate) {}

    /**
     * @throws TrustException {@code claims-invalid}
     */
    public RecordClaims {
        requireHttps("iss", issuer);
        if (id.version() != 7 || id.variant() != 2) {
            throw invalid("jti", "is no UUID version 7");
        }
        requireSeconds("iat", issuedAt);
        notBefore.ifPresent(instant -> requireSeconds("nbf", instant));
        expiresAt.ifPresent(instant -> requireSeconds("exp", instant));
        if (type.isEmpty() || type.length() > MAX_TEXT) {
            throw invalid("vct", "is no record type");
        }
        act.ifPresent(mandated -> requireHttps("act.sub", mandated.centre()));
    }

    /**
     * Reads the claims of a payload; all but the named members of the protocol are ignored.
     *
     * @throws TrustException {@code claims-invalid}
     */
    static RecordClaims of(ObjectNode claims) {
        return new RecordClaims(
                text(claims, "iss"),
                uuid(text(claims, "jti")),
                seconds("iat", claims.get("iat")),
                optionalSeconds(claims, "nbf"),
                optionalSeconds(claims, "exp"),
                text(claims, "vct"),
                StatusPlace.ofClaim(claims.path("status")),
                Optional.ofNullable(claims.get("act")).map(RecordClaims::act));
    }

    private static Act act(JsonNode act) {
        requireMembers("act", act, Set.of("sub", "mandate"));
        return new Act(text(act, "sub"), text(act, "mandate"));
    }

    /** The claims as members of a payload. */
    ObjectNode toJson() {
        var json = Json.object();
        json.put("iss", issuer).put("jti", id.toString()).put("iat", issuedAt.getEpochSecond());
        notBefore.ifPresent(instant -> json.put("nbf", instant.getEpochSecond()));
        expiresAt.ifPresent(instant -> json.put("exp", instant.getEpochSecond()));
        json.put("vct", type).set("status", status.toClaim());
        act.ifPresent(
                mandated ->
                        json.putObject("act")
                                .put("sub", mandated.centre())
                                .put("mandate", mandated.mandate()));
        return json;
    }

    /** Whether the record's own term has begun and not ended at an instant. */
    public boolean isCurrentAt(Instant instant) {
        return notBefore.map(from -> !instant.isBefore(from)).orElse(true)
                && expiresAt.map(instant::isBefore).orElse(true);
    }

    private static String text(JsonNode claims, String name) {
        var value = claims.get(name);
        if (value == null || !value.isString()) {
            throw invalid(name, "is missing or no string");
        }
        var text = value.stringValue();
        if (text.isEmpty() || text.length() > MAX_TEXT) {
            throw invalid(name, "is empty or too long");
        }
        return text;
    }

    private static Optional<Instant> optionalSeconds(ObjectNode claims, String name) {
        return Optional.ofNullable(claims.get(name)).map(value -> seconds(name, value));
    }

    private static Instant seconds(String name, @Nullable JsonNode value) {
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw invalid(name, "is missing or no whole number of seconds");
        }
        long seconds = value.longValue();
        if (seconds < 0 || seconds > MAX_SECONDS) {
            throw invalid(name, "is no time of ours");
        }
        return Instant.ofEpochSecond(seconds);
    }

    private static void requireSeconds(String name, Instant instant) {
        if (instant.getNano() != 0
                || instant.getEpochSecond() < 0
                || instant.getEpochSecond() > MAX_SECONDS) {
            throw invalid(name, "is no whole number of seconds");
        }
    }

    private static UUID uuid(String text) {
        try {
            var uuid = UUID.fromString(text);
            if (uuid.toString().equals(text)) {
                return uuid;
            }
        } catch (IllegalArgumentException noUuid) {
            // Told below, in the same words.
        }
        throw invalid("jti", "is no UUID in lower case");
    }

    private static void requireHttps(String name, String uri) {
        try {
            var parsed = new URI(uri);
            if ("https".equals(parsed.getScheme())
                    && parsed.getHost() != null
                    && uri.length() <= MAX_TEXT) {
                return;
            }
        } catch (URISyntaxException noUri) {
            // Told below, in the same words.
        }
        throw invalid(name, "is no HTTPS URI");
    }

    private static void requireMembers(String name, JsonNode object, Set<String> members) {
        if (!object.isObject() || !members.equals(Set.copyOf(object.propertyNames()))) {
            throw invalid(name, "has not exactly its members");
        }
    }

    private static TrustException invalid(String claim, String what) {
        return new TrustException("claims-invalid", "The claim '" + claim + "' " + what + ".");
    }
}
