package comity.trust.merkle;

/**
 * A complete subtree of a Merkle tree: the one that covers the leaves from {@code index << level}
 * up to {@code (index + 1) << level}. Level 0 are the leaves.
 *
 * @param level the height of the subtree, 0 to 62
 * @param index its place among the complete subtrees of that height, from the left
 */
public record Node(int level, long index) {

    public Node {
        if (level < 0 || level > 62 || index < 0 || index > Long.MAX_VALUE >>> level) {
            throw new IllegalArgumentException("no node at level " + level + ", index " + index);
        }
    }
}
