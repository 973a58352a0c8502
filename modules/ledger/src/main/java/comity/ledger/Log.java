package comity.ledger;

import comity.trust.merkle.EntryBundle;
import comity.trust.merkle.HashReader;
import comity.trust.merkle.Merkle;
import comity.trust.merkle.Tile;
import comity.trust.merkle.TileHashReader;
import comity.trust.note.LogProof;
import comity.trust.note.SignedNote;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The published log: checkpoint, tiles, bundles of entries, proofs. Reads only. */
public final class Log {

    private record Head(long size, String checkpoint) {}

    private record Found(long index, Head head) {}

    private final Connections connections;

    public Log(DataSource database) {
        this.connections = new Connections(database);
    }

    /** The latest signed and cosigned checkpoint; empty before the first. */
    public Optional<String> checkpoint() {
        return connections.read(Log::head).map(Head::checkpoint);
    }

    /** How many entries the latest checkpoint covers. */
    public long size() {
        return connections.read(Log::head).map(Head::size).orElse(0L);
    }

    /** The proof (C2SP tlog-proof) under the latest checkpoint; empty while a leaf is pending. */
    public Optional<String> proof(byte[] leafHash) {
        return connections.read(
                connection -> {
                    var found = find(connection, leafHash);
                    if (found == null) {
                        return Optional.empty();
                    }
                    var head = found.head();
                    var hashes =
                            Merkle.inclusionProof(
                                    found.index(), head.size(), hashes(connection, head.size()));
                    var checkpoint = SignedNote.parse(head.checkpoint());
                    return Optional.of(LogProof.of(found.index(), hashes, checkpoint).toString());
                });
    }

    /**
     * The proof that the log of size {@code from} is the beginning of that of size {@code to}:
     * hashes of 32 octets (RFC 9162, section 2.1.4); empty unless 0 &lt; from ≤ to ≤ the log's
     * size.
     */
    public Optional<List<byte[]>> consistency(long from, long to) {
        return connections.read(
                connection -> {
                    long size = head(connection).map(Head::size).orElse(0L);
                    return from <= 0 || from > to || to > size
                            ? Optional.empty()
                            : Optional.of(
                                    Merkle.consistencyProof(from, to, hashes(connection, to)));
                });
    }

    /** A tile's hashes, at exactly its width; empty beyond the tree. */
    public Optional<byte[]> tile(Tile tile) {
        return connections.read(
                connection -> {
                    var stored = new Tiles(connection).tiles(java.util.Set.of(tile)).get(tile);
                    return stored == null || stored.length < tile.bytes()
                            ? Optional.empty()
                            : Optional.of(Arrays.copyOf(stored, tile.bytes()));
                });
    }

    /** A bundle's octets, with exactly as many entries as its width says; empty beyond the tree. */
    public Optional<byte[]> bundle(EntryBundle bundle) {
        long first = bundle.index() * Tile.FULL;
        var entries =
                connections.read(
                        connection -> {
                            try (var query =
                                    connection.prepareStatement(
                                            "select leaf from ledger_entry where entry_index >= ?"
                                                    + " and entry_index < ?"
                                                    + " order by entry_index")) {
                                query.setLong(1, first);
                                query.setLong(2, first + bundle.width());
                                return octets(query.executeQuery());
                            }
                        });
        return entries.size() < bundle.width()
                ? Optional.empty()
                : Optional.of(EntryBundle.encode(entries));
    }

    private static List<byte[]> octets(ResultSet rows) throws SQLException {
        try (rows) {
            var all = new ArrayList<byte[]>(Tile.FULL);
            while (rows.next()) {
                all.add(rows.getBytes(1));
            }
            return all;
        }
    }

    private static HashReader hashes(Connection connection, long size) {
        return new TileHashReader(size, new Tiles(connection));
    }

    private static Optional<Head> head(Connection connection) throws SQLException {
        try (var query =
                        connection.prepareStatement(
                                "select tree_size, checkpoint from ledger_head"
                                        + " where id = 1 and checkpoint is not null");
                var rows = query.executeQuery()) {
            return rows.next()
                    ? Optional.of(new Head(rows.getLong(1), rows.getString(2)))
                    : Optional.empty();
        }
    }

    /** Place and head in one statement, so that the head covers the place. */
    private static @Nullable Found find(Connection connection, byte[] leafHash)
            throws SQLException {
        try (var query =
                connection.prepareStatement(
                        "select e.entry_index, h.tree_size, h.checkpoint"
                                + " from ledger_entry e, ledger_head h"
                                + " where e.leaf_hash = ? and h.id = 1"
                                + " order by e.entry_index limit 1")) {
            query.setBytes(1, leafHash);
            try (var rows = query.executeQuery()) {
                return rows.next()
                        ? new Found(rows.getLong(1), new Head(rows.getLong(2), rows.getString(3)))
                        : null;
            }
        }
    }
}
