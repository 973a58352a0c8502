package comity.trust.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * A tree that leaves are appended to: begins from the partial tiles on its right edge, and says
 * which tiles are to be written. Not for several threads at once.
 */
public final class GrowingTree {

    private long size;
    private final List<Edge> edges = new ArrayList<>();
    private final Map<Tile, byte[]> filled = new LinkedHashMap<>();

    private GrowingTree(long size) {
        this.size = size;
    }

    /** The empty tree. */
    public static GrowingTree empty() {
        return new GrowingTree(0);
    }

    /**
     * The tree of a size, its partial tiles read in one call.
     *
     * @throws MerkleException if one of them is not there
     */
    public static GrowingTree load(long size, TileReader reader) {
        Merkle.requireSize(size);
        var tree = new GrowingTree(size);
        var partial = Tile.partialTiles(size);
        var read =
                partial.isEmpty()
                        ? Map.<Tile, byte[]>of()
                        : reader.tiles(new LinkedHashSet<>(partial));
        for (int level = 0; level <= Tile.MAX_LEVEL; level++) {
            tree.edges.add(new Edge(level, size >>> (Tile.HEIGHT * level)));
        }
        for (var tile : partial) {
            var content = read.get(tile);
            if (content == null || content.length < tile.bytes()) {
                throw new MerkleException("the tile " + tile.path() + " is missing or too short");
            }
            System.arraycopy(content, 0, tree.edges.get(tile.level()).hashes, 0, tile.bytes());
        }
        return tree;
    }

    /** Appends the hash of one leaf and gives its index. */
    public long append(byte[] leafHash) {
        Merkle.requireHash(leafHash);
        var hash = leafHash;
        for (int level = 0; level <= Tile.MAX_LEVEL; level++) {
            var edge = edge(level);
            if (!edge.add(hash)) {
                break;
            }
            filled.put(edge.tile(), edge.hashes.clone());
            hash = Merkle.subtreeRoot(edge.hashes, 0, Tile.FULL);
            edge.next();
        }
        return size++;
    }

    public long size() {
        return size;
    }

    /** The root of the tree as it is now. */
    public byte[] root() {
        if (size == 0) {
            return Merkle.emptyRoot();
        }
        var peaks = new ArrayList<byte[]>();
        for (int level = edges.size() - 1; level >= 0; level--) {
            edges.get(level).addPeaks(peaks);
        }
        return Merkle.fold(peaks);
    }

    /**
     * The tiles that were filled or have grown since the tree was loaded, with their hashes: all
     * that is to be written before a checkpoint of this size.
     */
    public Map<Tile, byte[]> changedTiles() {
        var changed = new LinkedHashMap<>(filled);
        for (var edge : edges) {
            if (edge.grown && edge.width > 0) {
                changed.put(edge.tile(), edge.content());
            }
        }
        return changed;
    }

    private Edge edge(int level) {
        while (edges.size() <= level) {
            edges.add(new Edge(edges.size(), 0));
        }
        return edges.get(level);
    }

    /** The rightmost tile of a level. */
    private static final class Edge {

        private final int level;
        private final byte[] hashes = new byte[Tile.FULL * Merkle.HASH_BYTES];
        private long index;
        private int width;
        private boolean grown;

        private Edge(int level, long hashes) {
            this.level = level;
            this.index = hashes / Tile.FULL;
            this.width = (int) (hashes % Tile.FULL);
        }

        /** Adds a hash and says whether the tile is full now. */
        private boolean add(byte[] hash) {
            System.arraycopy(hash, 0, hashes, width * Merkle.HASH_BYTES, Merkle.HASH_BYTES);
            width++;
            grown = true;
            return width == Tile.FULL;
        }

        private void next() {
            index++;
            width = 0;
        }

        private Tile tile() {
            return new Tile(level, index, width);
        }

        private byte[] content() {
            return Arrays.copyOf(hashes, width * Merkle.HASH_BYTES);
        }

        private void addPeaks(List<byte[]> peaks) {
            int first = 0;
            for (int rest = width; rest > 0; rest -= Integer.highestOneBit(rest)) {
                int count = Integer.highestOneBit(rest);
                peaks.add(Merkle.subtreeRoot(hashes, first, count));
                first += count;
            }
        }
    }
}
