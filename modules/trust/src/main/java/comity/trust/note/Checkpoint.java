package comity.trust.note;

import static comity.trust.note.Lines.malformed;

import comity.trust.TrustException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * The head of a log: whose, how large, and the root. Source: C2SP tlog-checkpoint. Immutable. Read
 * from a {@link VerifiedNote} it is what the log stated; otherwise it is nobody's word.
 */
public final class Checkpoint {

    private final String origin;
    private final long size;
    private final byte[] root;
    private final List<String> extensions;

    private Checkpoint(String origin, long size, byte[] root, List<String> extensions) {
        if (origin.isEmpty() || origin.indexOf('\n') >= 0 || size < 0 || root.length != 32) {
            throw malformed("A checkpoint has an origin, a size and a root of 32 octets.");
        }
        this.origin = origin;
        this.size = size;
        this.root = root;
        this.extensions = extensions;
    }

    /**
     * A checkpoint without extensions.
     *
     * @throws TrustException {@code note-malformed}
     */
    public static Checkpoint of(String origin, long size, byte[] root) {
        return new Checkpoint(origin, size, root.clone(), List.of());
    }

    /**
     * Reads the text of a note.
     *
     * @throws TrustException {@code note-malformed}
     */
    public static Checkpoint parse(String text) {
        if (!text.endsWith("\n")) {
            throw malformed("A checkpoint ends with a newline.");
        }
        var lines = text.substring(0, text.length() - 1).split("\n", -1);
        // "a sequence of at least three non-empty lines"
        if (lines.length < 3 || Arrays.stream(lines).anyMatch(String::isEmpty)) {
            throw malformed("A checkpoint has at least three lines, and none is empty.");
        }
        long size =
                Lines.decimal(lines[1])
                        .orElseThrow(() -> malformed("A checkpoint's size is not a number."));
        var extensions = List.of(lines).subList(3, lines.length);
        return new Checkpoint(lines[0], size, Lines.hash(lines[2]), extensions);
    }

    /** What a verified note states. */
    public static Checkpoint in(VerifiedNote note) {
        return parse(note.text());
    }

    /** The log's identity. */
    public String origin() {
        return origin;
    }

    /** How many leaves the tree has. */
    public long size() {
        return size;
    }

    /** The tree's root: 32 octets. */
    public byte[] root() {
        return root.clone();
    }

    /** Lines of which nothing is known. */
    public List<String> extensions() {
        return extensions;
    }

    /** The text that is signed. */
    public String text() {
        var text = new StringBuilder(origin).append('\n');
        text.append(size).append('\n').append(Lines.base64(root)).append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** The note over it, not signed yet. */
    public SignedNote note() {
        return SignedNote.of(text());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint that
                && origin.equals(that.origin)
                && size == that.size
                && MessageDigest.isEqual(root, that.root)
                && extensions.equals(that.extensions);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(root) * 31 + Long.hashCode(size);
    }

    @Override
    public String toString() {
        return text();
    }
}
