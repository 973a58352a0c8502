package comity.trust.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/** Reads the hashes of a tree of a known size from its tiles. */
public final class TileHashReader implements HashReader {

    private final long size;
    private final TileReader tiles;

    public TileHashReader(long size, TileReader tiles) {
        Merkle.requireSize(size);
        this.size = size;
        this.tiles = tiles;
    }

    @Override
    public List<byte[]> hashes(List<Node> nodes) {
        var needed = new LinkedHashSet<Tile>();
        nodes.forEach(node -> needed.add(tileOf(node)));
        var read = tiles.tiles(needed);
        var hashes = new ArrayList<byte[]>(nodes.size());
        for (var node : nodes) {
            var tile = tileOf(node);
            var content = read.get(tile);
            if (content == null || content.length < tile.bytes()) {
                throw new MerkleException("the tile " + tile.path() + " is missing or too short");
            }
            hashes.add(hashIn(content, node));
        }
        return hashes;
    }

    private Tile tileOf(Node node) {
        int level = node.level() / Tile.HEIGHT;
        int height = node.level() % Tile.HEIGHT;
        return Tile.inTree(level, node.index() >>> (Tile.HEIGHT - height), size)
                .filter(tile -> firstHash(node) + (1 << height) <= tile.width())
                .orElseThrow(() -> new MerkleException(node + " is not in a tree of size " + size));
    }

    private static byte[] hashIn(byte[] tile, Node node) {
        int first = firstHash(node);
        int height = node.level() % Tile.HEIGHT;
        if (height == 0) {
            return Arrays.copyOfRange(
                    tile, first * Merkle.HASH_BYTES, (first + 1) * Merkle.HASH_BYTES);
        }
        return Merkle.subtreeRoot(tile, first, 1 << height);
    }

    /** Where in its tile the hashes below a node begin. */
    private static int firstHash(Node node) {
        int height = node.level() % Tile.HEIGHT;
        return (int) (node.index() & ((1L << (Tile.HEIGHT - height)) - 1)) << height;
    }
}
