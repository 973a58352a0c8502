package comity.trust.merkle;

import static comity.trust.merkle.Merkle.nodeHash;

import java.util.ArrayList;
import java.util.List;

/**
 * The least of a tree that lets it grow: its size and the roots of its complete subtrees, one for
 * each bit of the size, the largest first. For one who follows a log entry by entry and keeps
 * nothing. Not for several threads at once.
 */
public final class CompactRange {

    private long size;
    private final List<byte[]> peaks;

    private CompactRange(long size, List<byte[]> peaks) {
        this.size = size;
        this.peaks = peaks;
    }

    /** The empty tree. */
    public static CompactRange empty() {
        return new CompactRange(0, new ArrayList<>());
    }

    /**
     * The tree of a size with these roots of complete subtrees, as {@link #peaks()} gave them.
     *
     * @throws IllegalArgumentException if they are not as many as the size has bits
     */
    public static CompactRange of(long size, List<byte[]> peaks) {
        Merkle.requireSize(size);
        if (peaks.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException(
                    "a tree of " + size + " has " + Long.bitCount(size) + " complete subtrees");
        }
        peaks.forEach(Merkle::requireHash);
        return new CompactRange(size, new ArrayList<>(peaks));
    }

    /** Appends the hash of one leaf. */
    public void append(byte[] leafHash) {
        Merkle.requireHash(leafHash);
        var hash = leafHash;
        for (long bits = size; (bits & 1) == 1; bits >>>= 1) {
            hash = nodeHash(peaks.remove(peaks.size() - 1), hash);
        }
        peaks.add(hash);
        size++;
    }

    public long size() {
        return size;
    }

    public List<byte[]> peaks() {
        return List.copyOf(peaks);
    }

    public byte[] root() {
        return size == 0 ? Merkle.emptyRoot() : Merkle.fold(peaks);
    }
}
