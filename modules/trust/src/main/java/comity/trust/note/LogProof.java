package comity.trust.note;

import static comity.trust.note.Lines.malformed;

import comity.trust.TrustException;
import comity.trust.merkle.Merkle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The proof, verified offline, that an entry is in a log. Source: C2SP tlog-proof, whose text it
 * reads and writes. Immutable; it proves nothing until it is verified.
 */
public final class LogProof {

    /** The media of the text: UTF-8 lines. */
    public static final String HEADER = "c2sp.org/tlog-proof@v1";

    /** A path in a tree whose size a signed 64-bit number holds is no longer. */
    private static final int MAX_HASHES = 63;

    private static final int MAX_EXTRA_BYTES = 1 << 16;

    private final Optional<byte[]> extra;
    private final long index;
    private final List<byte[]> hashes;
    private final SignedNote checkpoint;

    private LogProof(
            Optional<byte[]> extra, long index, List<byte[]> hashes, SignedNote checkpoint) {
        this.extra = extra;
        this.index = index;
        this.hashes = hashes;
        this.checkpoint = checkpoint;
    }

    /**
     * A proof without extra data.
     *
     * @param index the entry's index
     * @param hashes the inclusion proof, from the leaf's sibling up
     * @param checkpoint as the log published it, with its signatures
     */
    public static LogProof of(long index, List<byte[]> hashes, SignedNote checkpoint) {
        if (index < 0 || hashes.size() > MAX_HASHES) {
            throw new IllegalArgumentException("no proof for entry " + index);
        }
        return new LogProof(Optional.empty(), index, List.copyOf(hashes), checkpoint);
    }

    /**
     * Reads a proof.
     *
     * @throws TrustException {@code note-malformed}
     */
    public static LogProof parse(String proof) {
        // The proof's own lines hold no empty one: the first is where the checkpoint begins.
        int separator = proof.indexOf("\n\n");
        if (separator < 0 || separator > 2 * MAX_EXTRA_BYTES) {
            throw malformed("A proof has an empty line before its checkpoint.");
        }
        var lines = List.of(proof.substring(0, separator).split("\n", -1));
        if (!lines.get(0).equals(HEADER)) {
            throw malformed("This is no proof of the version known here.");
        }
        int at = 1;
        Optional<byte[]> extra = Optional.empty();
        if (at < lines.size() && lines.get(at).startsWith("extra ")) {
            extra = Optional.of(Lines.unbase64(lines.get(at++).substring("extra ".length())));
        }
        if (at >= lines.size() || !lines.get(at).startsWith("index ")) {
            throw malformed("A proof names an index.");
        }
        long index =
                Lines.decimal(lines.get(at).substring("index ".length()))
                        .orElseThrow(() -> malformed("A proof's index is not a number."));
        var path = lines.subList(at + 1, lines.size());
        if (path.size() > MAX_HASHES) {
            throw malformed("A proof has at most " + MAX_HASHES + " hashes.");
        }
        var hashes = new ArrayList<byte[]>(path.size());
        path.forEach(line -> hashes.add(Lines.hash(line)));
        return new LogProof(
                extra,
                index,
                List.copyOf(hashes),
                SignedNote.parse(proof.substring(separator + 2)));
    }

    /** Data that came along and that nobody vouches for. */
    public Optional<byte[]> extra() {
        return extra.map(byte[]::clone);
    }

    /** The entry's index in the log. */
    public long index() {
        return index;
    }

    /** The checkpoint that the proof leads to, not verified. */
    public SignedNote checkpoint() {
        return checkpoint;
    }

    /**
     * Verifies that the leaf is in the log.
     *
     * @param leafHash the RFC 9162 hash of the entry
     * @throws TrustException as {@link LogTrust#verify}, and {@code proof-invalid}
     */
    public VerifiedCheckpoint verify(byte[] leafHash, LogTrust trust) {
        var verified = trust.verify(checkpoint);
        var tree = verified.checkpoint();
        if (!Merkle.verifiesInclusion(index, tree.size(), leafHash, hashes, tree.root())) {
            throw new TrustException("proof-invalid", "The entry is not proved to be in the log.");
        }
        return verified;
    }

    /** The proof as it is sent. */
    @Override
    public String toString() {
        var proof = new StringBuilder(HEADER).append('\n');
        extra.ifPresent(data -> proof.append("extra ").append(Lines.base64(data)).append('\n'));
        proof.append("index ").append(index).append('\n');
        hashes.forEach(hash -> proof.append(Lines.base64(hash)).append('\n'));
        return proof.append('\n').append(checkpoint).toString();
    }
}
