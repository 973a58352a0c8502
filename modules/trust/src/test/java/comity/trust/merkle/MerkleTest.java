package comity.trust.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MerkleTest {

    private static final int SIZES = 300;
    private static final MemoryTree TREE = MemoryTree.ofSize(SIZES);

    @Test
    void hashesTheEmptyTreeAndTheEmptyLeafAsTheStandardDoes() {
        assertThat(Merkle.emptyRoot())
                .isEqualTo(hex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        assertThat(Merkle.leafHash(new byte[0]))
                .isEqualTo(hex("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"));
        assertThat(Merkle.leafHash("L123456".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(hex("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"));
    }

    @Test
    void agreesWithTheRecursiveDefinitionOfTheRoot() {
        for (int size = 1; size <= SIZES; size++) {
            assertThat(Merkle.root(size, TREE)).isEqualTo(TREE.recursiveRoot(0, size));
        }
        assertThat(Merkle.root(0, TREE)).isEqualTo(Merkle.emptyRoot());
    }

    @Test
    void provesEveryLeafOfEverySize() {
        for (int size = 1; size <= SIZES; size++) {
            var root = TREE.root(size);
            for (int index = 0; index < size; index++) {
                var proof = Merkle.inclusionProof(index, size, TREE);
                assertThat(Merkle.verifiesInclusion(index, size, TREE.leaf(index), proof, root))
                        .isTrue();
            }
        }
    }

    @Test
    void provesThatEverySizeIsTheBeginningOfEveryLarger() {
        for (int to = 1; to <= SIZES; to++) {
            for (int from = 1; from <= to; from++) {
                var proof = Merkle.consistencyProof(from, to, TREE);
                assertThat(
                                Merkle.verifiesConsistency(
                                        from, to, TREE.root(from), TREE.root(to), proof))
                        .isTrue();
            }
        }
    }

    @Test
    void refusesEveryAlteredInclusion() {
        var random = new Random(20261121);
        for (int size = 1; size <= SIZES; size++) {
            int index = random.nextInt(size);
            var root = TREE.root(size);
            var leaf = TREE.leaf(index);
            var proof = Merkle.inclusionProof(index, size, TREE);
            int at = index;
            int all = size;
            alterations(
                    proof,
                    random,
                    altered ->
                            assertThat(Merkle.verifiesInclusion(at, all, leaf, altered, root))
                                    .isFalse());
            for (int other = 0; other < size + 2; other++) {
                assertThat(Merkle.verifiesInclusion(other, size, leaf, proof, root))
                        .isEqualTo(other == index);
            }
            assertThat(Merkle.verifiesInclusion(-1, size, leaf, proof, root)).isFalse();
            assertThat(Merkle.verifiesInclusion(index, size, flipped(leaf, random), proof, root))
                    .isFalse();
            assertThat(Merkle.verifiesInclusion(index, size, leaf, proof, flipped(root, random)))
                    .isFalse();
            assertThat(Merkle.verifiesInclusion(index, size, new byte[31], proof, root)).isFalse();
            assertThat(Merkle.verifiesInclusion(index, size, leaf, proof, new byte[0])).isFalse();
        }
    }

    @Test
    void refusesEveryAlteredConsistency() {
        var random = new Random(20261122);
        for (int to = 2; to <= SIZES; to++) {
            int from = 1 + random.nextInt(to - 1);
            int all = to;
            var fromRoot = TREE.root(from);
            var toRoot = TREE.root(to);
            var proof = Merkle.consistencyProof(from, to, TREE);
            alterations(
                    proof,
                    random,
                    altered ->
                            assertThat(
                                            Merkle.verifiesConsistency(
                                                    from, all, fromRoot, toRoot, altered))
                                    .isFalse());
            assertThat(Merkle.verifiesConsistency(from, to, toRoot, fromRoot, proof)).isFalse();
            assertThat(Merkle.verifiesConsistency(to, from, fromRoot, toRoot, proof)).isFalse();
            assertThat(Merkle.verifiesConsistency(0, to, fromRoot, toRoot, proof)).isFalse();
            assertThat(
                            Merkle.verifiesConsistency(
                                    from, to, flipped(fromRoot, random), toRoot, proof))
                    .isFalse();
            assertThat(
                            Merkle.verifiesConsistency(
                                    from, to, fromRoot, flipped(toRoot, random), proof))
                    .isFalse();
        }
    }

    @Test
    void provesNothingAboutWhatIsNotThere() {
        assertThatThrownBy(() -> Merkle.inclusionProof(3, 3, TREE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Merkle.consistencyProof(0, 3, TREE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Merkle.consistencyProof(4, 3, TREE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void verifiesAtTheLargestSizes() {
        long size = Long.MAX_VALUE;
        HashReader same = nodes -> nodes.stream().map(node -> new byte[32]).toList();
        var root = Merkle.root(size, same);
        var proof = Merkle.inclusionProof(size - 1, size, same);
        assertThat(Merkle.verifiesInclusion(size - 1, size, new byte[32], proof, root)).isTrue();
        assertThat(Merkle.consistencyProof(1L << 62, size, same)).hasSize(1);
    }

    private static void alterations(
            List<byte[]> proof, Random random, Consumer<List<byte[]>> refused) {
        for (int i = 0; i < proof.size(); i++) {
            var changed = new ArrayList<>(proof);
            changed.set(i, flipped(proof.get(i), random));
            refused.accept(changed);
            var missing = new ArrayList<>(proof);
            missing.remove(i);
            refused.accept(missing);
            var twice = new ArrayList<>(proof);
            twice.add(i, proof.get(i));
            refused.accept(twice);
            var shortened = new ArrayList<>(proof);
            shortened.set(i, new byte[31]);
            refused.accept(shortened);
        }
        var longer = new ArrayList<>(proof);
        longer.add(new byte[32]);
        refused.accept(longer);
    }

    private static byte[] flipped(byte[] hash, Random random) {
        var flipped = hash.clone();
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
