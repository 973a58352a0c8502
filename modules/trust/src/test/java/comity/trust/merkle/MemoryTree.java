package comity.trust.merkle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A tree held by its leaves alone and hashed by the definition: slow, and plainly right. */
final class MemoryTree implements HashReader, TileReader {

    private final List<byte[]> leaves = new ArrayList<>();
    private final Map<Node, byte[]> known = new HashMap<>();
    private final Map<Integer, byte[]> roots = new HashMap<>();

    static MemoryTree ofSize(int size) {
        var tree = new MemoryTree();
        for (int i = 0; i < size; i++) {
            tree.leaves.add(Merkle.leafHash(("entry " + i).getBytes(StandardCharsets.UTF_8)));
        }
        return tree;
    }

    byte[] leaf(int index) {
        return leaves.get(index);
    }

    byte[] root(int size) {
        return roots.computeIfAbsent(size, all -> recursiveRoot(0, all));
    }

    /** RFC 9162, section 2.1.1, to the letter. */
    byte[] recursiveRoot(int low, int high) {
        if (high - low == 1) {
            return leaves.get(low);
        }
        int k = 1;
        while (2 * k < high - low) {
            k *= 2;
        }
        return Merkle.nodeHash(recursiveRoot(low, low + k), recursiveRoot(low + k, high));
    }

    @Override
    public List<byte[]> hashes(List<Node> nodes) {
        return nodes.stream().map(this::hash).toList();
    }

    private byte[] hash(Node node) {
        var hash = known.get(node);
        if (hash == null) {
            int low = (int) (node.index() << node.level());
            hash = recursiveRoot(low, low + (1 << node.level()));
            known.put(node, hash);
        }
        return hash;
    }

    @Override
    public Map<Tile, byte[]> tiles(Set<Tile> tiles) {
        var content = new HashMap<Tile, byte[]>();
        for (var tile : tiles) {
            var hashes = new byte[tile.bytes()];
            for (int i = 0; i < tile.width(); i++) {
                var node = new Node(8 * tile.level(), tile.index() * 256 + i);
                System.arraycopy(hash(node), 0, hashes, 32 * i, 32);
            }
            content.put(tile, hashes);
        }
        return content;
    }
}
