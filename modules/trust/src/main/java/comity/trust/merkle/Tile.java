package comity.trust.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The place of up to 256 hashes that stand side by side in a tree. Level 0 holds the leaves'
 * hashes; each hash of level {@code L + 1} is the root of a full tile of level {@code L}. Source:
 * C2SP tlog-tiles, "Merkle Tree".
 *
 * @param level 0 to 7: 256 to the power of 8 leaves is more than a size can say
 * @param index its place among the tiles of the level
 * @param width how many hashes it holds, 1 to 256; below that the tile is partial
 */
public record Tile(int level, long index, int width) {

    /** The hashes of a full tile. */
    public static final int FULL = 256;

    /** The base-2 logarithm of {@link #FULL}. */
    static final int HEIGHT = 8;

    static final int MAX_LEVEL = 7;

    public Tile {
        if (level < 0 || level > MAX_LEVEL || index < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException(
                    "no tile at level " + level + ", index " + index + ", width " + width);
        }
    }

    public boolean isFull() {
        return width == FULL;
    }

    /** The same place, full. */
    public Tile full() {
        return isFull() ? this : new Tile(level, index, FULL);
    }

    /** The octets of its hashes. */
    public int bytes() {
        return width * Merkle.HASH_BYTES;
    }

    /** Its address below the log's prefix, as {@code tile/1/x001/234.p/17}. */
    public String path() {
        return "tile/" + level + "/" + TilePath.of(index, width);
    }

    /**
     * The tile at an address below the log's prefix, if that is one, spelt as {@link #path()}
     * spells it.
     */
    public static Optional<Tile> atPath(String path) {
        if (path.length() < 8 || !path.startsWith("tile/") || path.charAt(6) != '/') {
            return Optional.empty();
        }
        int level = path.charAt(5) - '0';
        if (level < 0 || level > MAX_LEVEL) {
            return Optional.empty();
        }
        return TilePath.parse(path.substring(7))
                .map(place -> new Tile(level, place.index(), place.width()));
    }

    /** The tile at a place as it is in a tree of a size, unless the tree does not reach it. */
    public static Optional<Tile> inTree(int level, long index, long size) {
        long hashes = hashesAt(level, size) - index * FULL;
        return hashes <= 0
                ? Optional.empty()
                : Optional.of(new Tile(level, index, (int) Math.min(FULL, hashes)));
    }

    /** All tiles on the right edge of a tree that are not full, the lowest level first. */
    public static List<Tile> partialTiles(long size) {
        Merkle.requireSize(size);
        var partial = new ArrayList<Tile>();
        for (int level = 0; level <= MAX_LEVEL && hashesAt(level, size) > 0; level++) {
            long hashes = hashesAt(level, size);
            if (hashes % FULL != 0) {
                partial.add(new Tile(level, hashes / FULL, (int) (hashes % FULL)));
            }
        }
        return partial;
    }

    private static long hashesAt(int level, long size) {
        return size >>> (HEIGHT * level);
    }
}
