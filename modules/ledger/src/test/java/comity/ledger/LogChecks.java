package comity.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import comity.trust.Base64Url;
import comity.trust.merkle.CompactRange;
import comity.trust.merkle.EntryBundle;
import comity.trust.merkle.Merkle;
import comity.trust.merkle.Tile;
import comity.trust.note.Checkpoint;
import comity.trust.note.LogProof;
import comity.trust.note.LogTrust;
import comity.trust.note.SignedNote;
import comity.trust.note.VerifiedCheckpoint;
import comity.trust.note.VerifierKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What anyone who reads the log can check. */
final class LogChecks {

    private LogChecks() {}

    static LogTrust trust() {
        var keys = Samples.SIGNER.verifierKeys().stream().map(VerifierKey::parse).toList();
        return new LogTrust(Samples.ORIGIN, keys.get(0), List.of(keys.get(1)), 1);
    }

    static VerifiedCheckpoint verified(String checkpoint) {
        return trust().verify(SignedNote.parse(checkpoint));
    }

    static void requireProof(Optional<String> proof, byte[] leafHash) {
        LogProof.parse(proof.orElseThrow()).verify(leafHash, trust());
    }

    /** The hashes of the entries as the bundles give them, from the first. */
    static List<byte[]> leafHashBytes(Log log) {
        var hashes = new ArrayList<byte[]>();
        long size = log.size();
        for (long first = 0; first < size; first += Tile.FULL) {
            var place = EntryBundle.holding(first, size).orElseThrow();
            EntryBundle.decode(log.bundle(place).orElseThrow())
                    .forEach(entry -> hashes.add(Merkle.leafHash(entry)));
        }
        return hashes;
    }

    static List<String> leafHashes(Log log) {
        return leafHashBytes(log).stream().map(Base64Url::encode).toList();
    }

    /** That the entries are those that the checkpoint speaks of, and no others. */
    static void requireWhole(Log log, Checkpoint checkpoint) {
        var tree = CompactRange.empty();
        leafHashBytes(log).forEach(tree::append);
        assertThat(tree.size()).isEqualTo(checkpoint.size());
        assertThat(tree.root()).isEqualTo(checkpoint.root());
    }
}
