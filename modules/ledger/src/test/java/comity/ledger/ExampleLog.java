package comity.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import comity.trust.merkle.HashReader;
import comity.trust.merkle.Merkle;
import comity.trust.merkle.Node;
import java.util.List;
import java.util.stream.Collectors;

/** A log of a few leaves, whole in memory. */
record ExampleLog(List<byte[]> leaves) implements HashReader {

    int size() {
        return leaves.size();
    }

    byte[] root() {
        return Merkle.root(leaves.size(), this);
    }

    /** One leaf a line. */
    String text() {
        return leaves.stream()
                .map(leaf -> new String(leaf, UTF_8))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public List<byte[]> hashes(List<Node> nodes) {
        return nodes.stream().map(node -> hash(node.level(), node.index())).toList();
    }

    private byte[] hash(int level, long index) {
        return level == 0
                ? Merkle.leafHash(leaves.get((int) index))
                : Merkle.nodeHash(hash(level - 1, 2 * index), hash(level - 1, 2 * index + 1));
    }
}
