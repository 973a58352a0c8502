package comity.trust.merkle;

import java.util.Map;
import java.util.Set;

/** Where tiles are read, as many as a proof needs in one call. */
@FunctionalInterface
public interface TileReader {

    /**
     * The hashes of each tile asked for, one after another, in at least the tile's width: the store
     * may hold a wider tile by now and give that.
     *
     * @throws MerkleException if one of them is not there
     */
    Map<Tile, byte[]> tiles(Set<Tile> tiles);
}
