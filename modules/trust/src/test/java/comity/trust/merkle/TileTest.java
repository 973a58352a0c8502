package comity.trust.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileTest {

    @Test
    void spellsAddressesAsTheSpecificationDoes() {
        assertThat(new Tile(0, 1234067, 256).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(new Tile(1, 0, 17).path()).isEqualTo("tile/1/000.p/17");
        assertThat(new EntryBundle(1000, 256).path()).isEqualTo("tile/entries/x001/000");
        assertThat(new EntryBundle(7, 1).path()).isEqualTo("tile/entries/007.p/1");
    }

    @Test
    void readsBackEveryAddressItSpells() {
        var random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            long index = random.nextLong() >>> (1 + random.nextInt(62));
            var tile = new Tile(random.nextInt(8), index, 1 + random.nextInt(256));
            assertThat(Tile.atPath(tile.path())).contains(tile);
            var bundle = new EntryBundle(index, tile.width());
            assertThat(EntryBundle.atPath(bundle.path())).contains(bundle);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile",
                "tile/0/",
                "tile/0/1",
                "tile/0/0001",
                "tile/00/001",
                "tile/8/001",
                "tile/x/001",
                "tile/0/x000/001",
                "tile/0/001/002",
                "tile/0/x001/x002",
                "tile/0/001.p/0",
                "tile/0/001.p/01",
                "tile/0/001.p/256",
                "tile/0/001.p/257",
                "tile/0/001.p/",
                "tile/0/001/",
                "tile/0/001.P/5",
                "tile/0/٠٠١",
                "tile/0/-01",
                "tile/0/x999/x999/x999/x999/x999/x999/999",
                "tile/entries/001"
            })
    void knowsNoTileAtAnotherSpelling(String path) {
        assertThat(Tile.atPath(path)).isEmpty();
    }

    @Test
    void namesThePartialTilesOfTheSpecificationsExample() {
        // "a tree of size 70,000 will be represented by 273 full level 0 tiles, one partial level 0
        // tile of width 112, one full level 1 tile, one partial level 1 tile of width 17, and one
        // partial level 2 tile of width 1."
        assertThat(Tile.partialTiles(70_000))
                .containsExactly(new Tile(0, 273, 112), new Tile(1, 1, 17), new Tile(2, 0, 1));
        assertThat(Tile.inTree(0, 272, 70_000)).contains(new Tile(0, 272, 256));
        assertThat(Tile.inTree(0, 274, 70_000)).isEmpty();
        assertThat(Tile.partialTiles(256)).containsExactly(new Tile(1, 0, 1));
        assertThat(Tile.partialTiles(0)).isEmpty();
        assertThat(EntryBundle.holding(69_999, 70_000)).contains(new EntryBundle(273, 112));
        assertThat(EntryBundle.holding(70_000, 70_000)).isEmpty();
    }

    @Test
    void growsFromAnySizeToTheSameTilesAndRoot() {
        int last = 70_000;
        var leaves =
                Stream.iterate(0, i -> i + 1)
                        .limit(last)
                        .map(
                                i ->
                                        Merkle.leafHash(
                                                new byte[] {
                                                    (byte) (i >> 16),
                                                    (byte) (i >> 8),
                                                    (byte) (int) i
                                                }))
                        .toList();
        var stored = new HashMap<Tile, byte[]>();
        var range = CompactRange.empty();
        var random = new Random(42);
        int size = 0;
        while (size < last) {
            var tree = GrowingTree.load(size, tiles -> select(stored, tiles));
            int batch = Math.min(last - size, 1 + random.nextInt(size < 1000 ? 40 : 3000));
            for (var leaf : leaves.subList(size, size + batch)) {
                assertThat(tree.append(leaf)).isEqualTo(range.size());
                range.append(leaf);
            }
            size += batch;
            assertThat(tree.size()).isEqualTo(size);
            assertThat(tree.root()).isEqualTo(range.root());
            tree.changedTiles().forEach((tile, hashes) -> assertThat(hashes).hasSize(tile.bytes()));
            stored.putAll(tree.changedTiles());
        }
        var reader = new TileHashReader(size, tiles -> select(stored, tiles));
        assertThat(Merkle.root(size, reader)).isEqualTo(range.root());
        for (int i = 0; i < 500; i++) {
            int index = random.nextInt(size);
            assertThat(
                            Merkle.verifiesInclusion(
                                    index,
                                    size,
                                    leaves.get(index),
                                    Merkle.inclusionProof(index, size, reader),
                                    range.root()))
                    .isTrue();
        }
    }

    @Test
    void readsEveryProofFromTiles() {
        var tree = MemoryTree.ofSize(600);
        for (int size = 1; size <= 600; size += 7) {
            var reader = new TileHashReader(size, tree);
            for (int index = 0; index < size; index += 5) {
                assertThat(Merkle.inclusionProof(index, size, reader))
                        .usingElementComparator(Arrays::compare)
                        .isEqualTo(Merkle.inclusionProof(index, size, tree));
            }
            for (int from = 1; from <= size; from += 5) {
                assertThat(Merkle.consistencyProof(from, size, reader))
                        .usingElementComparator(Arrays::compare)
                        .isEqualTo(Merkle.consistencyProof(from, size, tree));
            }
        }
    }

    @Test
    void saysWhichTileIsMissing() {
        assertThatThrownBy(() -> Merkle.root(300, new TileHashReader(300, tiles -> Map.of())))
                .isInstanceOf(MerkleException.class)
                .hasMessageContaining("tile/1/000.p/1");
        assertThatThrownBy(() -> GrowingTree.load(300, tiles -> Map.of()))
                .isInstanceOf(MerkleException.class);
    }

    @Test
    void takesUpACompactRangeWhereItWasLeft() {
        var tree = MemoryTree.ofSize(300);
        var range = CompactRange.empty();
        for (int i = 0; i < 300; i++) {
            range = CompactRange.of(range.size(), range.peaks());
            range.append(tree.leaf(i));
            assertThat(range.root()).isEqualTo(tree.root(i + 1));
        }
        assertThatThrownBy(() -> CompactRange.of(3, List.of(new byte[32])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(CompactRange.empty().root()).isEqualTo(Merkle.emptyRoot());
    }

    @Test
    void keepsEntriesInBundles() {
        var entries = List.of(new byte[0], new byte[] {1}, new byte[65_535]);
        var bundle = EntryBundle.encode(entries);
        assertThat(bundle).startsWith(0, 0, 0, 1, 1, 0xff, 0xff).hasSize(6 + 1 + 65_535);
        assertThat(EntryBundle.decode(bundle)).containsExactlyElementsOf(entries);
        assertThatThrownBy(() -> EntryBundle.encode(List.of(new byte[65_536])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EntryBundle.decode(new byte[] {0}))
                .isInstanceOf(MerkleException.class);
        assertThatThrownBy(() -> EntryBundle.decode(new byte[] {0, 2, 1}))
                .isInstanceOf(MerkleException.class);
        assertThatThrownBy(() -> EntryBundle.decode(new byte[2 * 257]))
                .isInstanceOf(MerkleException.class);
    }

    private static Map<Tile, byte[]> select(Map<Tile, byte[]> stored, Set<Tile> tiles) {
        var found = new HashMap<Tile, byte[]>();
        tiles.stream().filter(stored::containsKey).forEach(t -> found.put(t, stored.get(t)));
        return found;
    }
}
