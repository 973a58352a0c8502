/**
 * What a log signs and what witnesses add: notes, checkpoints, cosignatures, proofs that are
 * verified offline. Source: C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-proof.
 */
@NullMarked
package comity.trust.note;

import org.jspecify.annotations.NullMarked;
