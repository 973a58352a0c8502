package comity.ledger;

import comity.trust.Base64Url;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** An entry that is in the log once the transaction commits, in the tree by {@link #includeBy}. */
public final class Appended {

    private final Leaf leaf;
    private final Instant includeBy;

    Appended(Leaf leaf, Instant includeBy) {
        this.leaf = leaf;
        this.includeBy = includeBy;
    }

    /** The entry, whose JCS form (RFC 8785) is the leaf. A fresh copy. */
    public ObjectNode entry() {
        return leaf.json();
    }

    public EntryKind kind() {
        return leaf.entry().kind();
    }

    /** When what it records happened. */
    public Instant at() {
        return leaf.entry().at();
    }

    /** RFC 9162's hash of the leaf: 32 octets, by which proofs are asked for. */
    public byte[] leafHash() {
        return leaf.hash().clone();
    }

    /** {@link #leafHash()} in base64url, as receipts and addresses write it. */
    public String leaf() {
        return Base64Url.encode(leaf.hash());
    }

    /** Everything that was committed to; empty for an entry in clear. */
    public Opening opening() {
        return leaf.opening();
    }

    /** The promise: no later than this the entry is under a published checkpoint. */
    public Instant includeBy() {
        return includeBy;
    }
}
