package comity.client.verify;

import comity.kernel.Json;
import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.Jcs;
import comity.trust.TrustException;
import comity.trust.merkle.Merkle;
import comity.trust.note.LogProof;
import comity.trust.note.LogTrust;
import comity.trust.note.VerifiedCheckpoint;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * An entry of the log as a receiver holds it: {@code {"v": 1, "kind", "at", "commitments"}}, or in
 * clear with {@code members}. Source: docs/protocol.md, section 6.
 */
public final class LogEntry {

    private static final int SALT_BYTES = 32;

    private final JsonNode entry;
    private final byte[] leafHash;

    private LogEntry(JsonNode entry) {
        this.entry = entry;
        this.leafHash = Merkle.leafHash(Jcs.canonical(entry));
    }

    /**
     * Reads an entry.
     *
     * @throws TrustException {@code entry-malformed}
     */
    public static LogEntry of(JsonNode entry) {
        if (!entry.isObject()
                || entry.path("v").asInt(0) != 1
                || !entry.path("kind").isString()
                || !entry.path("at").isString()
                || entry.has("commitments") == entry.has("members")
                || entry.size() != 4) {
            throw new TrustException("entry-malformed", "This is no entry of the log.");
        }
        return new LogEntry(entry.deepCopy());
    }

    /** From the text that the log serves, which must be its one canonical form. */
    public static LogEntry of(byte[] leaf) {
        var entry = of(Json.read(leaf));
        if (!Digests.equal(Jcs.canonical(entry.entry), leaf)) {
            throw new TrustException("entry-malformed", "An entry is not in canonical form.");
        }
        return entry;
    }

    /** RFC 9162's hash of the leaf. */
    public byte[] leafHash() {
        return leafHash.clone();
    }

    /** {@link #leafHash()} in base64url, as receipts write it. */
    public String leaf() {
        return Base64Url.encode(leafHash);
    }

    /** What it is about. */
    public String kind() {
        return entry.path("kind").asString("");
    }

    /** When what it records happened. */
    public Instant at() {
        return Instant.parse(entry.path("at").asString(""));
    }

    /** A member of an entry in clear. */
    public Optional<JsonNode> member(String name) {
        return Optional.ofNullable(entry.path("members").get(name));
    }

    /** The names of what it commits to. */
    public Set<String> committed() {
        return new TreeSet<>(entry.path("commitments").propertyNames());
    }

    /** The entry itself. */
    public JsonNode json() {
        return entry.deepCopy();
    }

    /**
     * The value that an opening gives for a member, once its salt and value recompute the
     * commitment: "base64url SHA-256 of a 32-byte salt followed by the JCS form of the value".
     *
     * @throws TrustException {@code opening-missing} or {@code opening-mismatch}
     */
    public JsonNode opened(String name, JsonNode opening) {
        var opened = opening.path(name);
        var value = opened.get("value");
        if (value == null || !opened.path("salt").isString()) {
            throw new TrustException("opening-missing", "The opening lacks '" + name + "'.");
        }
        var salt = Base64Url.decode(opened.path("salt").stringValue());
        var commitment = Base64Url.encode(Digests.sha256(salt, Jcs.canonical(value)));
        if (salt.length != SALT_BYTES
                || !commitment.equals(entry.path("commitments").path(name).asString(""))) {
            throw new TrustException(
                    "opening-mismatch", "The opening of '" + name + "' is not what was logged.");
        }
        return value;
    }

    /**
     * Whether an opening opens only what was committed to, and all of it truly; an opening may
     * leave members out.
     */
    public boolean isOpenedBy(JsonNode opening) {
        for (var name : opening.propertyNames()) {
            opened(name, opening);
        }
        return opening.isObject() && committed().containsAll(opening.propertyNames());
    }

    /**
     * Verifies that the entry is in the log.
     *
     * @param proof text in C2SP {@code tlog-proof} form
     * @throws TrustException why it proves nothing
     */
    public VerifiedCheckpoint requireIncluded(String proof, LogTrust log) {
        return LogProof.parse(proof).verify(leafHash, log);
    }
}
