package comity.trust.http;

import comity.trust.Digests;
import comity.trust.TrustException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.ListElement;

/** The field Content-Digest (RFC 9530), with sha-256 and sha-512. */
public final class ContentDigest {

    /** The field's lower-case name. */
    public static final String FIELD = "content-digest";

    private ContentDigest() {}

    /** The field's value for this content. */
    public static String of(byte[] content) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(Digests.sha256(content)) + ":";
    }

    /**
     * Every member present must be a digest that we know and must match.
     *
     * @throws TrustException {@code field-malformed}, {@code digest-missing}, {@code
     *     digest-unsupported} or {@code digest-mismatch}
     */
    public static void requireMatch(List<String> lines, byte[] content) {
        var members = StructuredFields.dictionary(FIELD, lines);
        if (members.isEmpty()) {
            throw new TrustException("digest-missing", "Content-Digest is missing.");
        }
        var keys = StructuredFields.keys(lines);
        if (new HashSet<>(keys).size() != keys.size()) {
            throw new TrustException("digest-mismatch", "Content-Digest names a digest twice.");
        }
        members.forEach((name, value) -> requireMatch(name, value, content));
    }

    private static void requireMatch(String name, ListElement<?> value, byte[] content) {
        var actual =
                switch (name) {
                    case "sha-256" -> Digests.sha256(content);
                    case "sha-512" -> Digests.sha512(content);
                    default ->
                            throw new TrustException(
                                    "digest-unsupported",
                                    "Content-Digest takes sha-256 and sha-512 only.");
                };
        if (!(value instanceof ByteSequenceItem octets)
                || !octets.getParams().isEmpty()
                || !Digests.equal(octets(octets.get()), actual)) {
            throw new TrustException(
                    "digest-mismatch", "The content is not what Content-Digest says.");
        }
    }

    static byte[] octets(ByteBuffer buffer) {
        var octets = new byte[buffer.remaining()];
        buffer.duplicate().get(octets);
        return octets;
    }
}
