package comity.client.monitor;

import comity.client.verify.LogEntry;
import comity.client.verify.ReceiptClaims;
import comity.trust.Base64Url;
import comity.trust.Digests;
import comity.trust.TrustException;
import comity.trust.merkle.EntryBundle;
import comity.trust.merkle.GrowingTree;
import comity.trust.merkle.Tile;
import comity.trust.note.Checkpoint;
import comity.trust.note.LogProof;
import comity.trust.note.LogTrust;
import comity.trust.note.SignedNote;
import comity.trust.note.VerifiedCheckpoint;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads a log from its first entry, or from a checkpoint that was verified before, and believes
 * nothing but hashes: the entries make the root that the log signed; what was known before is still
 * its beginning; each promise of a receipt is kept in time. Source: docs/protocol.md, section 6.
 */
public final class LogMonitor {

    private final LogSource source;
    private final LogTrust trust;
    private final InstantSource clock;

    public LogMonitor(LogSource source, LogTrust trust, InstantSource clock) {
        this.source = source;
        this.trust = trust;
        this.clock = clock;
    }

    /**
     * Reads what is new.
     *
     * @param before the checkpoint of the last visit, which is verified again; without it,
     *     everything is read, and an entry that came too late cannot be told from one in time
     * @param receipts whose promises are looked after
     * @param entries sees each new entry, in order
     * @throws TrustException if the log is not what it signed, or not what it was: {@code
     *     log-shrunk}, {@code log-rewritten}, {@code log-root-mismatch}, {@code log-tile-mismatch},
     *     {@code log-incomplete}
     */
    public Observation observe(
            Optional<SignedNote> before,
            Collection<ReceiptClaims> receipts,
            Consumer<LogEntry> entries) {
        var earlier = before.map(trust::verify);
        var tree =
                earlier.map(VerifiedCheckpoint::checkpoint)
                        .map(this::known)
                        .orElseGet(GrowingTree::empty);
        long from = tree.size();
        var note = note();
        var now = trust.verify(note);
        var checkpoint = now.checkpoint();
        if (checkpoint.size() < from) {
            throw new TrustException(
                    "log-shrunk",
                    "The log had %d entries and has %d.".formatted(from, checkpoint.size()));
        }
        var wanted = new HashSet<String>();
        receipts.forEach(receipt -> wanted.add(receipt.leaf()));
        var found = read(tree, checkpoint.size(), wanted, entries);
        if (!Digests.equal(tree.root(), checkpoint.root())) {
            throw new TrustException(
                    from == checkpoint.size() ? "log-rewritten" : "log-root-mismatch",
                    "The entries do not make the root that the log signed.");
        }
        requireTiles(tree, checkpoint.size());
        var absentAt = earlier.flatMap(LogMonitor::cosignedAt).orElse(Instant.MIN);
        var kept = new ArrayList<ReceiptClaims>();
        var open = new ArrayList<ReceiptClaims>();
        var broken = new ArrayList<ReceiptClaims>();
        var late = new ArrayList<ReceiptClaims>();
        for (var receipt : receipts) {
            if (found.contains(receipt.leaf())) {
                (absentAt.isAfter(receipt.includeBy()) ? late : kept).add(receipt);
            } else if (from > 0 && isProved(receipt)) {
                kept.add(receipt);
            } else {
                (clock.instant().isAfter(receipt.includeBy()) ? broken : open).add(receipt);
            }
        }
        return new Observation(from, note, checkpoint, cosignedAt(now), kept, open, broken, late);
    }

    /** The tree that was verified before, as the log shows it now. */
    private GrowingTree known(Checkpoint before) {
        var tree =
                GrowingTree.load(
                        before.size(),
                        tiles -> {
                            var read = new LinkedHashMap<Tile, byte[]>();
                            tiles.forEach(tile -> read.put(tile, tile(tile)));
                            return read;
                        });
        if (!Digests.equal(tree.root(), before.root())) {
            throw new TrustException(
                    "log-rewritten", "The log no longer begins as it did: it was rewritten.");
        }
        return tree;
    }

    private SignedNote note() {
        return SignedNote.parse(new String(source.require("checkpoint"), StandardCharsets.UTF_8));
    }

    private Set<String> read(
            GrowingTree tree, long size, Set<String> wanted, Consumer<LogEntry> entries) {
        var found = new HashSet<String>();
        while (tree.size() < size) {
            var bundle = EntryBundle.holding(tree.size(), size).orElseThrow();
            var leaves = EntryBundle.decode(served(bundle));
            if (leaves.size() < bundle.width()) {
                throw new TrustException(
                        "log-incomplete", "A bundle of entries is shorter than it says.");
            }
            long first = bundle.index() * Tile.FULL;
            for (long at = tree.size(); at < first + bundle.width(); at++) {
                var entry = LogEntry.of(leaves.get((int) (at - first)));
                tree.append(entry.leafHash());
                if (wanted.contains(entry.leaf())) {
                    found.add(entry.leaf());
                }
                entries.accept(entry);
            }
        }
        return found;
    }

    /** "MAY fetch the full tile ... as a fallback in case the partial tile is not available". */
    private byte[] served(EntryBundle bundle) {
        return source.read(bundle.path(), Map.of())
                .orElseGet(() -> source.require(new EntryBundle(bundle.index(), Tile.FULL).path()));
    }

    private byte[] tile(Tile tile) {
        return source.read(tile.path(), Map.of())
                .orElseGet(() -> source.require(tile.full().path()));
    }

    /** The tiles that the log serves hold the hashes of its entries, and no others. */
    private void requireTiles(GrowingTree tree, long size) {
        for (var changed : tree.changedTiles().entrySet()) {
            var served = tile(changed.getKey());
            var expected = changed.getValue();
            if (served.length < expected.length
                    || !Arrays.equals(Arrays.copyOf(served, expected.length), expected)) {
                throw new TrustException(
                        "log-tile-mismatch",
                        "The tile %s of the tree of %d entries holds other hashes."
                                .formatted(changed.getKey().path(), size));
            }
        }
    }

    private boolean isProved(ReceiptClaims receipt) {
        return source.proof(receipt.leaf())
                .map(proof -> LogProof.parse(proof).verify(Base64Url.decode(receipt.leaf()), trust))
                .isPresent();
    }

    private static Optional<Instant> cosignedAt(VerifiedCheckpoint checkpoint) {
        return checkpoint.cosignatures().stream()
                .flatMap(signature -> signature.at().stream())
                .min(Instant::compareTo);
    }
}
