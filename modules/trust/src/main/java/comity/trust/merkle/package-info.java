/** The arithmetic of a Merkle log: hashes, proofs, tiles. Source: RFC 9162, C2SP tlog-tiles. */
@NullMarked
package comity.trust.merkle;

import org.jspecify.annotations.NullMarked;
