package comity.ledger;

import comity.trust.merkle.GrowingTree;
import comity.trust.merkle.Merkle;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes one batch of pending entries into the tree, in one transaction: entries, tiles and the
 * checkpoint over them are there together or not at all, so a process may die anywhere in it. Any
 * number of nodes may try at once: the lock on the head's row lets them in one after another, and
 * each reads only after it has the lock.
 */
final class Integration {

    /** A log that nothing is appended to still shows that it is alive. */
    private static final Duration OLDEST_CHECKPOINT = Duration.ofMinutes(10);

    private static final String INSERT_ENTRIES =
            "insert into ledger_entry (entry_index, leaf_hash, leaf)"
                    + " select cast(? as bigint) + row_number() over (order by id) - 1,"
                    + " leaf_hash, leaf from ledger_pending where id = any(?)";

    @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
    private record Head(long size, byte @Nullable [] root, @Nullable Instant checkpointAt) {}

    private record Batch(List<UUID> ids, List<byte[]> leafHashes, int late) {}

    /**
     * What a batch did.
     *
     * @param entries how many it took in
     * @param late how many of them were promised for an earlier time
     */
    record Outcome(int entries, int late) {}

    private final LogSigner signer;
    private final int limit;

    Integration(LogSigner signer, int limit) {
        this.signer = signer;
        this.limit = limit;
    }

    /** Whether there is anything to take in, or a checkpoint to renew. Locks nothing. */
    boolean isDue(Connection connection, Instant now) throws SQLException {
        try (var query =
                connection.prepareStatement(
                        "select checkpoint_at, exists (select 1 from ledger_pending)"
                                + " from ledger_head where id = 1")) {
            query.setQueryTimeout(Connections.STATEMENT_SECONDS);
            try (var rows = query.executeQuery()) {
                return rows.next()
                        && (rows.getBoolean(2)
                                || isOld(instant(rows.getObject(1, OffsetDateTime.class)), now));
            }
        }
    }

    /** Takes a batch in. */
    Outcome run(Connection connection, Instant now) throws SQLException {
        var head = lockHead(connection);
        var batch = pending(connection, now);
        if (batch.ids().isEmpty() && !isOld(head.checkpointAt(), now)) {
            return new Outcome(0, 0);
        }
        var tiles = new Tiles(connection);
        var tree = GrowingTree.load(head.size(), tiles);
        requireSameRoot(head, tree);
        batch.leafHashes().forEach(tree::append);
        if (!batch.ids().isEmpty()) {
            move(connection, batch, head.size());
            tiles.write(tree.changedTiles(), head.size());
        }
        writeHead(connection, tree, now);
        return new Outcome(batch.ids().size(), batch.late());
    }

    private static Head lockHead(Connection connection) throws SQLException {
        try (var query =
                connection.prepareStatement(
                        "select tree_size, root, checkpoint_at from ledger_head where id = 1"
                                + " for update")) {
            query.setQueryTimeout(Connections.STATEMENT_SECONDS);
            try (var rows = query.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("the log has no head");
                }
                return new Head(
                        rows.getLong(1),
                        rows.getBytes(2),
                        instant(rows.getObject(3, OffsetDateTime.class)));
            }
        }
    }

    /**
     * The oldest that are there, whatever was taken in before: there is no cursor to fall behind.
     */
    private Batch pending(Connection connection, Instant now) throws SQLException {
        try (var query =
                connection.prepareStatement(
                        "select id, leaf_hash, include_by from ledger_pending order by id"
                                + " limit ?")) {
            query.setQueryTimeout(Connections.STATEMENT_SECONDS);
            query.setFetchSize(limit);
            query.setInt(1, limit);
            var ids = new ArrayList<UUID>();
            var leafHashes = new ArrayList<byte[]>();
            int late = 0;
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                    leafHashes.add(rows.getBytes(2));
                    var includeBy = rows.getObject(3, OffsetDateTime.class).toInstant();
                    late += includeBy.isBefore(now) ? 1 : 0;
                }
            }
            return new Batch(ids, leafHashes, late);
        }
    }

    /** "A log MUST not sign any checkpoint which is inconsistent": C2SP tlog-checkpoint. */
    private static void requireSameRoot(Head head, GrowingTree tree) {
        var before = head.root() == null ? Merkle.emptyRoot() : head.root();
        if (!MessageDigest.isEqual(before, tree.root())) {
            throw new IllegalStateException(
                    "the log's tiles do not give the root of its checkpoint of size "
                            + head.size()
                            + ": nothing more is signed until they are restored");
        }
    }

    /** Numbers the batch in the order in which it was read: by id, within one database. */
    private static void move(Connection connection, Batch batch, long first) throws SQLException {
        var ids = connection.createArrayOf("uuid", batch.ids().toArray());
        try (var insert = connection.prepareStatement(INSERT_ENTRIES);
                var delete =
                        connection.prepareStatement(
                                "delete from ledger_pending where id = any(?)")) {
            insert.setQueryTimeout(Connections.STATEMENT_SECONDS);
            insert.setLong(1, first);
            insert.setArray(2, ids);
            requireAll(batch, insert.executeUpdate());
            delete.setQueryTimeout(Connections.STATEMENT_SECONDS);
            delete.setArray(1, ids);
            requireAll(batch, delete.executeUpdate());
        } finally {
            ids.free();
        }
    }

    private static void requireAll(Batch batch, int rows) {
        if (rows != batch.ids().size()) {
            throw new IllegalStateException(
                    "%d of %d pending entries".formatted(rows, batch.ids().size()));
        }
    }

    private void writeHead(Connection connection, GrowingTree tree, Instant now)
            throws SQLException {
        var root = tree.root();
        try (var update =
                connection.prepareStatement(
                        "update ledger_head set tree_size = ?, root = ?, checkpoint = ?,"
                                + " checkpoint_at = ? where id = 1")) {
            update.setQueryTimeout(Connections.STATEMENT_SECONDS);
            update.setLong(1, tree.size());
            update.setBytes(2, root);
            update.setString(3, signer.sign(tree.size(), root, now));
            update.setObject(4, now.atOffset(ZoneOffset.UTC));
            update.executeUpdate();
        }
    }

    private static boolean isOld(@Nullable Instant checkpointAt, Instant now) {
        return checkpointAt == null || checkpointAt.plus(OLDEST_CHECKPOINT).isBefore(now);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime column) {
        return column == null ? null : column.toInstant();
    }
}
