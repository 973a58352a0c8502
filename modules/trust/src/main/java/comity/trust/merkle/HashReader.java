package comity.trust.merkle;

import java.util.List;

/** Where the hashes of complete subtrees are read, as many as a proof needs in one call. */
@FunctionalInterface
public interface HashReader {

    /**
     * The hashes of the nodes, in their order, 32 octets each.
     *
     * @throws MerkleException if one of them is not there
     */
    List<byte[]> hashes(List<Node> nodes);
}
