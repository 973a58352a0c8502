package comity.trust.statuslist;

import comity.kernel.Json;
import comity.trust.Jws;
import comity.trust.SigningKey;
import comity.trust.TrustException;
import comity.trust.VerificationKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A status list as the node signs it. Its signature has been checked: only {@link #verify} makes
 * one. Source: IETF Token Status List, section 5.1; docs/protocol.md, section 7. Immutable, but for
 * its list.
 */
public final class StatusListToken {

    /** The {@code typ}. */
    public static final String TYPE = "statuslist+jwt";

    /** The media type under which it is served. */
    public static final String MEDIA_TYPE = "application/statuslist+jwt";

    /** How long a receiver may keep it: {@code ttl}. */
    public static final Duration TTL = Duration.ofMinutes(5);

    /** "exp at most 24 h". */
    public static final Duration MAX_TERM = Duration.ofHours(24);

    private final String uri;
    private final Instant issuedAt;
    private final Instant expiresAt;
    private final StatusList list;
    private final VerificationKey key;

    private StatusListToken(
            String uri, Instant issuedAt, Instant expiresAt, StatusList list, VerificationKey key) {
        this.uri = uri;
        this.issuedAt = issuedAt;
        this.expiresAt = expiresAt;
        this.list = list;
        this.key = key;
    }

    /**
     * Signs a list.
     *
     * @param uri its address, which becomes {@code sub}
     * @param term until {@code exp}, 24 hours at most
     */
    public static String sign(
            SigningKey key, String uri, StatusList list, Instant at, Duration term) {
        if (term.isNegative() || term.isZero() || term.compareTo(MAX_TERM) > 0) {
            throw new IllegalArgumentException("a status list's term is 24 hours at most");
        }
        var payload = Json.object();
        payload.put("sub", uri)
                .put("iat", at.getEpochSecond())
                .put("exp", at.plus(term).getEpochSecond())
                .put("ttl", TTL.toSeconds());
        payload.putObject("status_list").put("bits", StatusList.BITS).put("lst", list.encode());
        return Jws.sign(key, TYPE, payload);
    }

    /**
     * Verifies a list that was fetched from an address.
     *
     * @throws TrustException as {@link Jws#verify}, and {@code status-list-malformed}, {@code
     *     status-list-foreign} if it is not that address's, {@code status-list-expired}
     */
    public static StatusListToken verify(
            String compact,
            String uri,
            Function<String, Optional<VerificationKey>> keyByKid,
            Instant at) {
        var jws = Jws.verify(compact, TYPE, keyByKid);
        var payload = jws.payload();
        var sub = payload.path("sub");
        if (!sub.isString() || !sub.stringValue().equals(uri)) {
            throw new TrustException("status-list-foreign", "The list is not of this address.");
        }
        var issuedAt = seconds(payload.path("iat"));
        var expiresAt = seconds(payload.path("exp"));
        if (!at.isBefore(expiresAt) || issuedAt.plus(MAX_TERM).isBefore(expiresAt)) {
            throw new TrustException("status-list-expired", "The list is too old, or never ages.");
        }
        var list = payload.path("status_list");
        var bits = list.path("bits");
        var lst = list.path("lst");
        if (!bits.isIntegralNumber() || bits.asInt() != StatusList.BITS || !lst.isString()) {
            throw malformed();
        }
        var statuses = StatusList.decode(lst.stringValue());
        return new StatusListToken(uri, issuedAt, expiresAt, statuses, jws.key());
    }

    private static Instant seconds(JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw malformed();
        }
        return Instant.ofEpochSecond(value.longValue());
    }

    /** The list's address. */
    public String uri() {
        return uri;
    }

    public Instant issuedAt() {
        return issuedAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    /** The key that signed. */
    public VerificationKey key() {
        return key;
    }

    /** The status at a record's place. */
    public RecordStatus at(StatusPlace place) {
        if (!place.uri().equals(uri)) {
            throw new TrustException("status-list-foreign", "The place is in another list.");
        }
        return list.at(place.index());
    }

    private static TrustException malformed() {
        return new TrustException("status-list-malformed", "This is no status list.");
    }
}
