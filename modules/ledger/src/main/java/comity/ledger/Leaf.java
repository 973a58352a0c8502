package comity.ledger;

import comity.kernel.Json;
import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.Jcs;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The octets of an entry in the tree, with what opens them. */
final class Leaf {

    static final int SALT_BYTES = 32;

    /** The longest that C2SP tlog-tiles' "uint16 length-prefixed log entries" hold. */
    static final int LIMIT = 0xFFFF;

    /** RFC 9162, section 2.1.1: "MTH({d[0]}) = HASH(0x00 || d[0])". */
    private static final byte[] LEAF_PREFIX = {0};

    private final Entry entry;
    private final ObjectNode content;
    private final Opening opening;
    private final byte[] bytes;
    private final byte[] hash;

    private Leaf(Entry entry, ObjectNode content, Opening opening, byte[] bytes) {
        if (bytes.length > LIMIT) {
            throw new IllegalArgumentException(
                    "an entry of " + bytes.length + " octets is beyond the log's " + LIMIT);
        }
        this.entry = entry;
        this.content = content;
        this.opening = opening;
        this.bytes = bytes;
        this.hash = Digests.sha256(LEAF_PREFIX, bytes);
    }

    static Leaf of(Entry entry, SecureRandom random) {
        return entry.isClear() ? clear(entry) : committed(entry, random);
    }

    /**
     * Writes the canonical form as it stands, member after member in JCS's order (at, commitments,
     * kind, v): this is on every exchange's path.
     */
    private static Leaf committed(Entry entry, SecureRandom random) {
        var names = sortedNames(entry);
        var salts = new byte[names.length * SALT_BYTES];
        random.nextBytes(salts);
        var opening = Opening.building(names.length);
        var commitments = Json.object();
        var text = new StringBuilder(96 + names.length * 64);
        text.append("{\"at\":\"").append(entry.at()).append("\",\"commitments\":{");
        for (int i = 0; i < names.length; i++) {
            var salt = Arrays.copyOfRange(salts, i * SALT_BYTES, (i + 1) * SALT_BYTES);
            var value = entry.value(names[i]);
            var commitment = commitment(salt, value);
            opening.add(names[i], salt, value);
            commitments.put(names[i], commitment);
            text.append(i == 0 ? "\"" : ",\"").append(names[i]).append("\":\"");
            text.append(commitment).append('"');
        }
        text.append("},\"kind\":\"").append(entry.kind().code()).append("\",\"v\":1}");
        return new Leaf(entry, commitments, opening.build(), bytes(text));
    }

    private static Leaf clear(Entry entry) {
        var members = Json.object();
        var text = new StringBuilder(256);
        text.append("{\"at\":\"").append(entry.at());
        text.append("\",\"kind\":\"").append(entry.kind().code()).append("\",\"members\":{");
        for (var name : sortedNames(entry)) {
            var value = entry.value(name);
            text.append(members.isEmpty() ? "\"" : ",\"").append(name).append("\":");
            text.append(new String(Jcs.canonical(value), StandardCharsets.UTF_8));
            members.set(name, value.deepCopy());
        }
        text.append("},\"v\":1}");
        return new Leaf(entry, members, Opening.none(), bytes(text));
    }

    private static String[] sortedNames(Entry entry) {
        var names = entry.names().toArray(String[]::new);
        Arrays.sort(names);
        return names;
    }

    private static byte[] bytes(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** "base64url SHA-256 of a 32-byte salt followed by the JCS form of the value". */
    static String commitment(byte[] salt, JsonNode value) {
        return Base64Url.encode(Digests.sha256(salt, Jcs.canonical(value)));
    }

    /** The entry as a tree, a fresh copy: its JCS form is {@link #bytes()}. */
    ObjectNode json() {
        var json = Json.object();
        json.put("v", 1L);
        json.put("kind", entry.kind().code());
        json.put("at", entry.at().toString());
        json.set(entry.isClear() ? "members" : "commitments", content.deepCopy());
        return json;
    }

    Entry entry() {
        return entry;
    }

    /** The octets that the tree holds; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** RFC 9162's hash of them: 32 octets; not to be changed. */
    byte[] hash() {
        return hash;
    }

    Opening opening() {
        return opening;
    }
}
