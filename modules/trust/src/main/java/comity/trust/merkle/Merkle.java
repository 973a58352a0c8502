package comity.trust.merkle;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The hashes and proofs of a Merkle tree over SHA-256. Source: RFC 9162, section 2.1, whose hashing
 * is RFC 6962's. Proofs are lists of 32-octet hashes, from the leaf towards the root.
 */
public final class Merkle {

    /** The octets of a hash. */
    public static final int HASH_BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private static final ThreadLocal<MessageDigest> SHA_256 =
            ThreadLocal.withInitial(Merkle::newSha256);

    private Merkle() {}

    /** The hash of an entry as a leaf: {@code SHA-256(0x00 || entry)}. */
    public static byte[] leafHash(byte[] entry) {
        var sha256 = sha256();
        sha256.update(LEAF);
        return sha256.digest(entry);
    }

    /** The hash over two subtrees: {@code SHA-256(0x01 || left || right)}. */
    public static byte[] nodeHash(byte[] left, byte[] right) {
        requireHash(left);
        requireHash(right);
        var sha256 = sha256();
        sha256.update(NODE);
        sha256.update(left);
        return sha256.digest(right);
    }

    /** The root of the empty tree: the hash of no octets. */
    public static byte[] emptyRoot() {
        return sha256().digest();
    }

    /** The root of the tree of the first {@code size} leaves. */
    public static byte[] root(long size, HashReader reader) {
        requireSize(size);
        return size == 0 ? emptyRoot() : hashes(List.of(new Range(0, size)), reader).get(0);
    }

    /**
     * Proves that a leaf is in the tree of a size. Source: RFC 9162, section 2.1.3.1.
     *
     * @throws IllegalArgumentException if the leaf is not below the size
     */
    public static List<byte[]> inclusionProof(long index, long size, HashReader reader) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
        }
        return hashes(inclusionRanges(index, size), reader);
    }

    private static List<Range> inclusionRanges(long index, long size) {
        var fromRoot = new ArrayList<Range>();
        long low = 0;
        long high = size;
        while (high - low > 1) {
            long middle = low + split(high - low);
            if (index < middle) {
                fromRoot.add(new Range(middle, high));
                high = middle;
            } else {
                fromRoot.add(new Range(low, middle));
                low = middle;
            }
        }
        return reversed(fromRoot);
    }

    /**
     * Proves that the tree of size {@code from} is the beginning of that of size {@code to}. Empty
     * where both are the same. Source: RFC 9162, section 2.1.4.1.
     *
     * @throws IllegalArgumentException unless {@code 0 < from <= to}: the empty tree is the
     *     beginning of any and needs no proof
     */
    public static List<byte[]> consistencyProof(long from, long to, HashReader reader) {
        if (from <= 0 || from > to) {
            throw new IllegalArgumentException("no proof from size " + from + " to " + to);
        }
        return hashes(consistencyRanges(from, to), reader);
    }

    private static List<Range> consistencyRanges(long from, long to) {
        var fromRoot = new ArrayList<Range>();
        long low = 0;
        long high = to;
        // SUBPROOF(m, D_n, b): the verifier knows the subtree from 0 to `from` as a whole (b),
        // until
        // the descent has turned right once.
        boolean known = true;
        while (from < high) {
            long middle = low + split(high - low);
            if (from <= middle) {
                fromRoot.add(new Range(middle, high));
                high = middle;
            } else {
                fromRoot.add(new Range(low, middle));
                low = middle;
                known = false;
            }
        }
        if (!known) {
            fromRoot.add(new Range(low, high));
        }
        return reversed(fromRoot);
    }

    /**
     * Whether the proof shows that the leaf is in the tree with that root. Anything out of shape is
     * simply no proof. Source: RFC 9162, section 2.1.3.2.
     */
    public static boolean verifiesInclusion(
            long index, long size, byte[] leafHash, List<byte[]> proof, byte[] root) {
        if (index < 0 || index >= size || !isHash(leafHash) || !areHashes(proof)) {
            return false;
        }
        long fn = index;
        long sn = size - 1;
        var hash = leafHash;
        for (var sibling : proof) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                hash = nodeHash(sibling, hash);
                // "until either LSB(fn) is set or fn is 0": it is not 0, since sn is not.
                int shift = Long.numberOfTrailingZeros(fn);
                fn >>>= shift;
                sn >>>= shift;
            } else {
                hash = nodeHash(hash, sibling);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        return sn == 0 && MessageDigest.isEqual(hash, root);
    }

    /**
     * Whether the proof shows that the tree of size {@code from} is the beginning of that of size
     * {@code to}. About the empty tree there is nothing to show: RFC 9162 begins at 1. Source: RFC
     * 9162, section 2.1.4.2.
     */
    public static boolean verifiesConsistency(
            long from, long to, byte[] fromRoot, byte[] toRoot, List<byte[]> proof) {
        if (from < 1 || from > to || !isHash(fromRoot) || !isHash(toRoot) || !areHashes(proof)) {
            return false;
        }
        if (from == to) {
            return proof.isEmpty() && MessageDigest.isEqual(fromRoot, toRoot);
        }
        if (proof.isEmpty()) {
            return false;
        }
        // "If first is an exact power of 2, then prepend first_hash to the consistency_path."
        boolean powerOfTwo = Long.bitCount(from) == 1;
        var first = powerOfTwo ? fromRoot : proof.get(0);
        int shift = Long.numberOfTrailingZeros(from);
        long fn = (from - 1) >>> shift;
        long sn = (to - 1) >>> shift;
        var fr = first;
        var sr = first;
        for (var hash : powerOfTwo ? proof : proof.subList(1, proof.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = nodeHash(hash, fr);
                sr = nodeHash(hash, sr);
                int skipped = Long.numberOfTrailingZeros(fn);
                fn >>>= skipped;
                sn >>>= skipped;
            } else {
                sr = nodeHash(sr, hash);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        return sn == 0 && MessageDigest.isEqual(fr, fromRoot) && MessageDigest.isEqual(sr, toRoot);
    }

    /** The largest power of two below {@code width}, which is at least 2. */
    private static long split(long width) {
        return Long.highestOneBit(width - 1);
    }

    private static List<Range> reversed(List<Range> fromRoot) {
        var fromLeaf = new ArrayList<Range>(fromRoot.size());
        for (int i = fromRoot.size() - 1; i >= 0; i--) {
            fromLeaf.add(fromRoot.get(i));
        }
        return fromLeaf;
    }

    /** The hashes over the ranges, all their nodes read in one call. */
    private static List<byte[]> hashes(List<Range> ranges, HashReader reader) {
        var nodes = new ArrayList<Node>();
        ranges.forEach(range -> range.addNodes(nodes));
        if (nodes.isEmpty()) {
            return List.of();
        }
        var read = reader.hashes(nodes);
        if (read.size() != nodes.size() || !areHashes(read)) {
            throw new MerkleException("a reader gave other hashes than were asked for");
        }
        var hashes = new ArrayList<byte[]>(ranges.size());
        int at = 0;
        for (var range : ranges) {
            int end = at + range.nodeCount();
            hashes.add(fold(read.subList(at, end)));
            at = end;
        }
        return List.copyOf(hashes);
    }

    /** The root over complete subtrees that follow each other, each smaller than the one before. */
    static byte[] fold(List<byte[]> subtrees) {
        var hash = subtrees.get(subtrees.size() - 1);
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            hash = nodeHash(subtrees.get(i), hash);
        }
        return hash;
    }

    /** The root over {@code count} hashes that stand one after another in {@code hashes}. */
    static byte[] subtreeRoot(byte[] hashes, int from, int count) {
        var level = new byte[count * HASH_BYTES];
        System.arraycopy(hashes, from * HASH_BYTES, level, 0, level.length);
        var sha256 = sha256();
        try {
            for (int width = count; width > 1; width /= 2) {
                for (int i = 0; i < width / 2; i++) {
                    sha256.update(NODE);
                    sha256.update(level, 2 * i * HASH_BYTES, 2 * HASH_BYTES);
                    sha256.digest(level, i * HASH_BYTES, HASH_BYTES);
                }
            }
        } catch (DigestException impossible) {
            throw new IllegalStateException(impossible);
        }
        return Arrays.copyOf(level, HASH_BYTES);
    }

    static boolean isHash(byte[] hash) {
        return hash.length == HASH_BYTES;
    }

    private static boolean areHashes(List<byte[]> hashes) {
        return hashes.stream().allMatch(Merkle::isHash);
    }

    static void requireHash(byte[] hash) {
        if (!isHash(hash)) {
            throw new IllegalArgumentException("a hash has 32 octets, not " + hash.length);
        }
    }

    static void requireSize(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("no tree has the size " + size);
        }
    }

    private static MessageDigest sha256() {
        var sha256 = SHA_256.get();
        sha256.reset();
        return sha256;
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Leaves from {@code low} up to {@code high} whose hash a proof holds: complete subtrees that
     * follow each other, each smaller than the one before.
     */
    private record Range(long low, long high) {

        void addNodes(List<Node> nodes) {
            for (long at = low; at < high; ) {
                int level = 63 - Long.numberOfLeadingZeros(high - at);
                nodes.add(new Node(level, at >>> level));
                at += 1L << level;
            }
        }

        int nodeCount() {
            return Long.bitCount(high - low);
        }
    }
}
